package campaign

import (
	"context"
	"unicode/utf8"

	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
	"kheo/internal/platform/text"
	"kheo/internal/service/auth"
)

// ReasonsInput is the form of what an edition changes and why.
type ReasonsInput struct {
	Version int64        `form:"version"`
	Reasons []ReasonLine `form:"reasons"`
	Propose bool         `form:"propose"`
}

// ReasonLine is the reason of one change.
type ReasonLine struct {
	Subject string `form:"subject"`
	Reason  string `form:"reason"`
}

const maxReason = 1000 // characters

// SaveReasons keeps why a draft differs from the edition that it was copied from,
// and proposes it when in says so: then every change has its reason and the set
// breaks no rule. What the form does not know of stays without a reason.
func (s *Service) SaveReasons(ctx context.Context, actor auth.Actor, id string, in ReasonsInput) (set CriteriaSet, err error) {
	err = s.db.Update(ctx, func(tx *db.Tx) error {
		if set, err = s.draft(ctx, tx, actor, id); err != nil {
			return err
		}
		changes, err := s.changes(ctx, tx, set)
		if err != nil {
			return err
		}
		if err := in.give(changes); err != nil {
			return err
		}
		if in.Propose {
			if err := set.complete(); err != nil {
				return err
			}
		}
		before := set
		set.Version = in.Version
		if in.Propose {
			set.State, set.ProposedID, set.ProposedBy, set.ProposedAt = SetProposed, actor.AccountID, actor.Name, tx.Now
		}
		if err := updateHead(ctx, tx, set); err != nil {
			return err
		}
		if err := replaceReasons(ctx, tx, set.ID, changes); err != nil {
			return err
		}
		set.Version++
		if !in.Propose {
			return nil // a reason half written is nothing for the trail
		}
		return recordSet(ctx, tx, actor, "campaign.criteria_proposed", &before, set)
	})
	return set, err
}

// give puts the typed reasons to the changes, and when they are to be proposed
// says where one is missing. Errors are keyed like the fields of the form.
func (in ReasonsInput) give(changes []Change) error {
	typed := map[string]string{}
	for _, l := range in.Reasons {
		typed[l.Subject] = text.CleanLines(l.Reason)
	}
	v := fault.Invalid{}
	for n := range changes {
		changes[n].Reason = typed[changes[n].Subject]
		v.Check(utf8.RuneCountInString(changes[n].Reason) <= maxReason, reasonField(n), "Lý do dài quá %d ký tự. Xin viết gọn lại.", maxReason)
		v.Check(!in.Propose || changes[n].Reason != "", reasonField(n), "Ghi lý do của thay đổi này.")
	}
	return v.Err()
}

// changes lists what set changes of the edition that it was copied from, with the
// reasons; nothing where it was begun with nothing.
func (s *Service) changes(ctx context.Context, tx *db.Tx, set CriteriaSet) ([]Change, error) {
	if set.BasedOn == "" {
		return nil, nil
	}
	base, err := s.Criteria(ctx, tx, set.BasedOn)
	if err != nil {
		return nil, err
	}
	why, err := reasons(ctx, tx, set.ID)
	all := Compare(base, set)
	for n := range all {
		all[n].Reason = why[all[n].Subject]
	}
	return all, err
}

// Decision is the form of who checks a proposal.
type Decision struct {
	Version int64  `form:"version"`
	Note    string `form:"note"` // why it is sent back
}

// PublishSet makes a proposal an edition that seasons may use; it never changes again.
func (s *Service) PublishSet(ctx context.Context, actor auth.Actor, id string, in Decision) (CriteriaSet, error) {
	return s.decide(ctx, actor, id, in, "campaign.criteria_published", func(tx *db.Tx, set *CriteriaSet) error {
		if err := set.complete(); err != nil {
			return err // the rules may have changed since
		}
		set.State, set.Note, set.PublishedBy, set.PublishedAt = SetPublished, "", actor.Name, tx.Now
		return nil
	})
}

// SendSetBack makes a proposal a draft again, with what is to be done.
func (s *Service) SendSetBack(ctx context.Context, actor auth.Actor, id string, in Decision) (CriteriaSet, error) {
	return s.decide(ctx, actor, id, in, "campaign.criteria_sent_back", func(_ *db.Tx, set *CriteriaSet) error {
		v := fault.Invalid{}
		set.Note = text.CleanLines(in.Note)
		v.Check(set.Note != "", "note", "Ghi cần sửa gì, để người soạn biết.")
		v.Check(utf8.RuneCountInString(set.Note) <= maxReason, "note", "Mục này dài quá %d ký tự. Xin viết gọn lại.", maxReason)
		set.State = SetDraft
		return v.Err()
	})
}

func (s *Service) decide(ctx context.Context, actor auth.Actor, id string, in Decision, act string, do func(*db.Tx, *CriteriaSet) error) (set CriteriaSet, err error) {
	err = s.db.Update(ctx, func(tx *db.Tx) error {
		if set, err = s.decidable(ctx, tx, actor, id); err != nil {
			return err
		}
		before := set
		if err := do(tx, &set); err != nil {
			return err
		}
		set.Version = in.Version
		if err := updateHead(ctx, tx, set); err != nil {
			return err
		}
		set.Version++
		return recordSet(ctx, tx, actor, act, &before, set)
	})
	return set, err
}

// decidable finds a proposal that actor may publish or send back.
func (s *Service) decidable(ctx context.Context, tx *db.Tx, actor auth.Actor, id string) (CriteriaSet, error) {
	set, err := s.visible(ctx, tx, actor, id)
	switch {
	case err != nil:
		return set, err
	case !actor.Has(auth.Administrator, auth.Approver):
		return set, fault.Forbidden
	case set.State != SetProposed:
		return set, fault.Refuse("Ấn bản này không chờ ban hành.")
	case actor.AccountID == set.ProposedID:
		return set, fault.Refuse("Người đề xuất không tự ban hành. Xin nhờ người khác có vai trò quản trị hoặc phê duyệt.")
	case !mayDecide(actor, set):
		return set, fault.Forbidden
	}
	return set, nil
}
