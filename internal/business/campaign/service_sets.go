package campaign

import (
	"context"
	"errors"
	"strings"

	"github.com/google/uuid"

	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
	"kheo/internal/platform/text"
	"kheo/internal/service/audit"
	"kheo/internal/service/auth"
)

// SetBegin is the form that begins an edition.
type SetBegin struct {
	ID     string `form:"id"`     // of the new edition, so that sending twice makes one
	Source string `form:"source"` // id of the edition to copy; empty: begin with nothing
	Code   string `form:"code"`   // of a known set: its next edition; else a new set
	Name   string `form:"name"`   // empty: the name of the source
}

// BeginSet begins a draft: the next edition of a set or the first of a new one,
// with the criteria of another edition where one is named. A set has one open
// draft at a time.
func (s *Service) BeginSet(ctx context.Context, actor auth.Actor, in SetBegin) (set CriteriaSet, err error) {
	err = s.db.Update(ctx, func(tx *db.Tx) error {
		if !mayDraft(actor) {
			return fault.Forbidden
		}
		if uuid.Validate(in.ID) == nil {
			if had, err := s.Criteria(ctx, tx, in.ID); !errors.Is(err, fault.NotFound) {
				set = had
				return err
			}
		}
		if set, err = s.newSet(ctx, tx, actor, in); err != nil {
			return err
		}
		if err := insertSet(ctx, tx, set); err != nil {
			return err
		}
		return recordSet(ctx, tx, actor, "campaign.criteria_begun", nil, set)
	})
	return set, err
}

func (s *Service) newSet(ctx context.Context, tx *db.Tx, actor auth.Actor, in SetBegin) (CriteriaSet, error) {
	if uuid.Validate(in.ID) != nil {
		in.ID = uuid.Must(uuid.NewV7()).String()
	}
	source := CriteriaSet{Low: 50, High: 100}
	v := fault.Invalid{}
	if in.Source != "" {
		published, err := s.published(ctx, tx)
		if err != nil {
			return source, err
		}
		var known bool
		source, known = published[in.Source]
		v.Check(known, "source", "Chọn ấn bản đã ban hành để sao, hoặc “Soạn từ đầu”.")
		if known {
			if err := fillCriteria(ctx, tx, &source); err != nil {
				return source, err
			}
		}
	}
	code := strings.TrimSpace(in.Code)
	v.Check(code != "" && code == text.Slug(code) && len(code) <= 60, "code", "Mã gồm chữ thường không dấu, số và gạch nối, ví dụ cap-phuong.")
	name := text.Clean(in.Name)
	if name == "" {
		name = source.Name
	}
	v.Check(name != "", "name", "Chưa nhập tên bộ tiêu chí.")
	v.Check(len([]rune(name)) <= maxName, "name", "Mục này dài quá %d ký tự. Xin viết gọn lại.", maxName)
	all, err := db.All(ctx, tx, scanSet, `SELECT `+setColumns+` FROM campaign_criteria_set WHERE code = $1 ORDER BY edition`, code)
	if err != nil {
		return source, err
	}
	edition := int64(1)
	for _, had := range all {
		v.Check(had.State == SetPublished, "code", "Bộ này đang có ấn bản %d chưa ban hành. Mở ấn bản đó soạn tiếp, hoặc bỏ đi rồi soạn lại.", had.Edition)
		edition = had.Edition + 1
	}
	set := source.copied(in.ID, code, name, edition)
	set.From, set.To, set.DraftedBy, set.CreatedAt = clock.DayOf(tx.Now), clock.Date{}, actor.Name, tx.Now
	return set, v.Err()
}

// SaveSet keeps what is typed of a draft, half filled or not, and rearranges its
// criteria as in.Act says. It returns the number of the criterion to look at next.
func (s *Service) SaveSet(ctx context.Context, actor auth.Actor, id string, in SetInput) (after CriteriaSet, at int, err error) {
	err = s.db.Update(ctx, func(tx *db.Tx) error {
		before, err := s.draft(ctx, tx, actor, id)
		if err != nil {
			return err
		}
		if after, err = before.with(in); err != nil {
			return err
		}
		after, at = after.rearranged(in.Act)
		after.Version = in.Version
		if err := updateSet(ctx, tx, after); err != nil {
			return err
		}
		after.Version++
		return recordSet(ctx, tx, actor, "campaign.criteria_edited", &before, after)
	})
	return after, at, err
}

// DiscardSet takes a draft away for good.
func (s *Service) DiscardSet(ctx context.Context, actor auth.Actor, id string) error {
	return s.db.Update(ctx, func(tx *db.Tx) error {
		set, err := s.draft(ctx, tx, actor, id)
		if err != nil {
			return err
		}
		if err := deleteSet(ctx, tx, set); err != nil {
			return err
		}
		return audit.Record(ctx, tx, actor, audit.Act{Name: "campaign.criteria_discarded", Kind: "criteria_set", ObjectID: set.ID, Title: set.Name, Before: set})
	})
}

// draft finds an edition that actor may edit now.
func (s *Service) draft(ctx context.Context, tx *db.Tx, actor auth.Actor, id string) (CriteriaSet, error) {
	set, err := s.visible(ctx, tx, actor, id)
	switch {
	case err != nil:
		return set, err
	case !mayDraft(actor):
		return set, fault.Forbidden
	case set.State == SetPublished:
		return set, fault.Refuse("Ấn bản đã ban hành thì không sửa nữa. Muốn đổi thì soạn ấn bản mới.")
	case set.State == SetProposed:
		return set, fault.Refuse("Ấn bản đang chờ ban hành. Muốn sửa thì người duyệt trả lại trước.")
	}
	return set, nil
}

// visible finds an edition that actor may see, or fault.NotFound.
func (s *Service) visible(ctx context.Context, tx *db.Tx, actor auth.Actor, id string) (CriteriaSet, error) {
	if uuid.Validate(id) != nil {
		return CriteriaSet{}, fault.NotFound
	}
	set, err := s.Criteria(ctx, tx, id)
	if err == nil && !maySeeSet(actor, set) {
		return CriteriaSet{}, fault.NotFound
	}
	return set, err
}

func recordSet(ctx context.Context, tx *db.Tx, actor auth.Actor, act string, before *CriteriaSet, after CriteriaSet) error {
	a := audit.Act{Name: act, Kind: "criteria_set", ObjectID: after.ID, Title: after.Name, After: after}
	if before != nil {
		a.Before = *before
	}
	return audit.Record(ctx, tx, actor, a)
}
