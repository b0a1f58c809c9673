package council

import (
	"context"
	"slices"
	"unicode/utf8"

	"kheo/internal/business/review"
	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
	"kheo/internal/platform/text"
	"kheo/internal/service/auth"
)

// WaitingFor lists the cases of the meeting's season that are under review in the
// council's unit, the best first, and those that stand on the agenda.
func (s *Service) WaitingFor(ctx context.Context, actor auth.Actor, meetingID string) (r Room, waiting []review.Case, chosen []Case, err error) {
	err = s.db.View(ctx, func(tx *db.Tx) error {
		if r, err = s.room(ctx, tx, actor, meetingID); err != nil {
			return err
		}
		if !r.Keeps {
			return fault.Forbidden
		}
		if waiting, err = s.reviews.WaitingCases(ctx, tx, r.SeasonID, r.Council.UnitPath); err != nil {
			return err
		}
		chosen, err = agenda(ctx, tx, r.ID)
		return err
	})
	return r, waiting, chosen, err
}

// Choose puts the cases with these ids on the agenda, in this order, and takes the
// others off; what was voted on stays.
func (s *Service) Choose(ctx context.Context, actor auth.Actor, meetingID string, ids []string) error {
	return s.change(ctx, actor, meetingID, "council.agenda_chosen", func(tx *db.Tx, r Room) error {
		if err := s.still(ctx, tx, r.ID); err != nil {
			return err
		}
		old, err := agenda(ctx, tx, r.ID)
		if err != nil {
			return err
		}
		done, err := voted(ctx, tx, r.ID)
		if err != nil {
			return err
		}
		waiting, err := s.reviews.WaitingCases(ctx, tx, r.SeasonID, r.Council.UnitPath)
		if err != nil {
			return err
		}
		cases, err := ordered(ids, old, done, waiting)
		if err != nil {
			return err
		}
		if err := replaceAgenda(ctx, tx, r.ID, cases); err != nil {
			return err
		}
		if !slices.ContainsFunc(cases, func(c Case) bool { return c.InitiativeID == r.CurrentID }) {
			if err := setCurrent(ctx, tx, r.ID, ""); err != nil {
				return err
			}
		}
		if s.Conditions != nil && len(cases) > 0 {
			unit, err := s.units.Unit(ctx, tx, r.Council.UnitID)
			if err != nil {
				return err
			}
			if err := s.Conditions.Before(ctx, tx, actor, unit.Level(), idsOf(cases)); err != nil {
				return err
			}
		}
		return s.conflicts(ctx, tx, r, cases)
	})
}

func idsOf(cases []Case) []string {
	ids := make([]string, len(cases))
	for n, c := range cases {
		ids[n] = c.InitiativeID
	}
	return ids
}

// ordered makes an agenda of ids; cases that were voted on keep their place at its head.
func ordered(ids []string, old []Case, done map[string]bool, waiting []review.Case) ([]Case, error) {
	var cases []Case
	seen := map[string]bool{}
	for _, c := range old {
		if done[c.InitiativeID] {
			cases, seen[c.InitiativeID] = append(cases, c), true
		}
	}
	known := map[string]Case{}
	for _, w := range waiting {
		known[w.InitiativeID] = Case{InitiativeID: w.InitiativeID, Code: w.Code, Title: w.Title, Participant: w.Participant, UnitName: w.UnitName}
	}
	for _, id := range ids {
		c, is := known[id]
		if seen[id] {
			continue
		}
		if !is {
			return nil, fault.Invalid{"cases": fault.Say("Có hồ sơ không còn ở bước thẩm định. Xin chọn lại.")}
		}
		cases, seen[id] = append(cases, c), true
	}
	v := fault.Invalid{}
	v.Check(len(cases) <= mostCases, "cases", "Mỗi phiên tối đa %d hồ sơ.", mostCases)
	return cases, v.Err()
}

// conflicts notes the recusals that others can tell.
func (s *Service) conflicts(ctx context.Context, tx *db.Tx, r Room, cases []Case) error {
	if s.Conflicts == nil || len(cases) == 0 {
		return nil
	}
	var accounts []string
	byAccount := map[string]string{}
	for _, m := range r.Members {
		if m.AccountID != "" {
			accounts, byAccount[m.AccountID] = append(accounts, m.AccountID), m.ID
		}
	}
	found, err := s.Conflicts.Conflicts(ctx, tx, r.SeasonID, accounts)
	if err != nil {
		return err
	}
	noted, err := recusals(ctx, tx, r.ID)
	if err != nil {
		return err
	}
	for _, account := range accounts {
		member := byAccount[account]
		for _, c := range cases {
			if noted.From(member, c.InitiativeID) || !slices.Contains(found[account], c.InitiativeID) {
				continue
			}
			if err := putRecusal(ctx, tx, r.ID, member, c.InitiativeID, fault.Say("Có liên quan đã được xác nhận.").String()); err != nil {
				return err
			}
		}
	}
	return nil
}

// RecusalInput says who does not vote on what.
type RecusalInput struct {
	Member string   `form:"member"`
	Cases  []string `form:"cases"`
	Reason string   `form:"reason"`
}

// Recuse notes that a member does not vote on cases of the agenda.
func (s *Service) Recuse(ctx context.Context, actor auth.Actor, meetingID string, in RecusalInput) error {
	in.Reason = text.Clean(in.Reason)
	return s.change(ctx, actor, meetingID, "council.recused", func(tx *db.Tx, r Room) error {
		cases, err := agenda(ctx, tx, r.ID)
		if err != nil {
			return err
		}
		_, known := byID(r.Members, in.Member)
		v := fault.Invalid{}
		v.Check(known, "member", "Chọn thành viên.")
		v.Check(len(in.Cases) > 0, "cases", "Chọn ít nhất một hồ sơ.")
		v.Check(in.Reason != "", "reason", "Ghi lý do, ví dụ là người của đơn vị đăng ký.")
		v.Check(utf8.RuneCountInString(in.Reason) <= longName, "reason", "Dài quá %d ký tự. Xin viết gọn lại.", longName)
		for _, id := range in.Cases {
			v.Check(slices.ContainsFunc(cases, func(c Case) bool { return c.InitiativeID == id }), "cases", "Có hồ sơ không nằm trong chương trình họp.")
		}
		if err := v.Err(); err != nil {
			return err
		}
		if err := s.still(ctx, tx, r.ID); err != nil {
			return err
		}
		for _, id := range in.Cases {
			if err := putRecusal(ctx, tx, r.ID, in.Member, id, in.Reason); err != nil {
				return err
			}
		}
		return nil
	})
}

// Admit takes a recusal back.
func (s *Service) Admit(ctx context.Context, actor auth.Actor, meetingID, memberID, initiativeID string) error {
	return s.change(ctx, actor, meetingID, "council.recusal_ended", func(tx *db.Tx, r Room) error {
		if err := s.still(ctx, tx, r.ID); err != nil {
			return err
		}
		return dropRecusal(ctx, tx, r.ID, memberID, initiativeID)
	})
}

// Show puts a case of the agenda on every screen; an empty id clears them.
func (s *Service) Show(ctx context.Context, actor auth.Actor, meetingID, initiativeID string) error {
	return s.db.Update(ctx, func(tx *db.Tx) error {
		r, err := s.room(ctx, tx, actor, meetingID)
		if err != nil {
			return err
		}
		if !r.Leads {
			return fault.Forbidden
		}
		cases, err := agenda(ctx, tx, r.ID)
		if err != nil {
			return err
		}
		if initiativeID != "" && !slices.ContainsFunc(cases, func(c Case) bool { return c.InitiativeID == initiativeID }) {
			return fault.NotFound
		}
		return setCurrent(ctx, tx, r.ID, initiativeID)
	})
}
