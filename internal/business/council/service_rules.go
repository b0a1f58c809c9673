package council

import (
	"context"
	"regexp"
	"slices"

	"github.com/google/uuid"

	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
	"kheo/internal/platform/text"
	"kheo/internal/service/audit"
	"kheo/internal/service/auth"
)

// Rules lists every edition of every rule; writes tells whether the actor may add one.
func (s *Service) Rules(ctx context.Context, actor auth.Actor) (all []Rule, writes bool, err error) {
	err = s.db.View(ctx, func(tx *db.Tx) error {
		all, err = rules(ctx, tx)
		return err
	})
	return all, mayWriteRules(actor), err
}

// RulesOn lists the editions in force on a day.
func (s *Service) RulesOn(ctx context.Context, actor auth.Actor, day clock.Date) ([]Rule, error) {
	all, _, err := s.Rules(ctx, actor)
	return slices.DeleteFunc(all, func(r Rule) bool { return !r.InForce(day) }), err
}

// RuleInput is the form of a new edition.
type RuleInput struct {
	ID         string      `form:"id"`
	Code       string      `form:"code"`
	Award      string      `form:"award"`
	Body       string      `form:"body"`
	From       clock.Date  `form:"effective_from"`
	To         clock.Date  `form:"effective_to"`
	QuorumNum  int64       `form:"quorum_num"`
	QuorumDen  int64       `form:"quorum_den"`
	QuorumOf   QuorumOf    `form:"quorum_of"`
	ShareNum   int64       `form:"share_num"`
	ShareDen   int64       `form:"share_den"`
	Strict     bool        `form:"strict"`
	Of         Denominator `form:"denominator"`
	Absent     Absence     `form:"absentees"`
	Secret     bool        `form:"secret"`
	Chair      bool        `form:"chair_agrees"`
	Recusal    Recusal     `form:"recusal"`
	Source     string      `form:"source"`
	VerifiedBy string      `form:"verified_by"`
}

var ruleCode = regexp.MustCompile(`^[a-z0-9][a-z0-9-]{1,59}$`)

func (in RuleInput) read() (Rule, error) {
	r := Rule{
		ID: in.ID, Code: in.Code, Award: text.Clean(in.Award), Body: text.Clean(in.Body), From: in.From, To: in.To,
		QuorumNum: in.QuorumNum, QuorumDen: in.QuorumDen, QuorumOf: in.QuorumOf, ShareNum: in.ShareNum, ShareDen: in.ShareDen,
		Strict: in.Strict, Of: in.Of, Absent: in.Absent, Secret: in.Secret, Chair: in.Chair, Recusal: in.Recusal,
		Source: text.Clean(in.Source), VerifiedBy: text.Clean(in.VerifiedBy),
	}
	if uuid.Validate(r.ID) != nil {
		r.ID = uuid.Must(uuid.NewV7()).String()
	}
	if r.QuorumNum == 0 && r.QuorumDen == 0 {
		r.QuorumDen = 1
	}
	v := fault.Invalid{}
	v.Check(ruleCode.MatchString(r.Code), "code", "Mã gồm chữ thường không dấu, số và gạch nối, ví dụ quy-che-quan.")
	short(v, "award", r.Award, "Ghi danh hiệu hoặc việc được bỏ phiếu.")
	short(v, "body", r.Body, "Ghi loại hội đồng áp dụng.")
	short(v, "source", r.Source, "Ghi văn bản và điều khoản, ví dụ Quy chế 05-QC/QU, Điều 7.")
	v.Check(!r.From.IsZero(), "effective_from", "Chọn ngày có hiệu lực.")
	v.Check(r.To.IsZero() || !r.To.Before(r.From), "effective_to", "Ngày hết hiệu lực ở trước ngày có hiệu lực.")
	v.Check(fraction(r.ShareNum, r.ShareDen) && r.ShareNum > 0, "share_num", "Tỷ lệ cần là một phân số từ trên 0 đến 1, ví dụ 2 phần 3.")
	v.Check(!r.Strict || r.ShareNum < r.ShareDen, "share_num", "“Hơn” cần một tỷ lệ dưới 1.")
	v.Check(fraction(r.QuorumNum, r.QuorumDen), "quorum_num", "Thành phần họp cần là một phân số từ 0 đến 1, ví dụ 2 phần 3; 0 nếu không quy định.")
	v.Check(slices.Contains([]QuorumOf{InRoom, Reached}, r.QuorumOf), "quorum_of", "Chọn cách tính.")
	v.Check(slices.Contains([]Denominator{Total, Present, Cast}, r.Of), "denominator", "Chọn cách tính.")
	v.Check(slices.Contains([]Absence{NoVote, Written}, r.Absent), "absentees", "Chọn cách tính.")
	v.Check(slices.Contains([]Recusal{Leaves, Stays}, r.Recusal), "recusal", "Chọn cách tính.")
	return r, v.Err()
}

// fraction reports whether num/den lies between 0 and 1 and is small enough to read.
func fraction(num, den int64) bool { return den > 0 && den <= 1000 && num >= 0 && num <= den }

// Enact adds an edition. The one before it ends the day before; it is never changed,
// and neither is what was decided by it.
func (s *Service) Enact(ctx context.Context, actor auth.Actor, in RuleInput) (r Rule, err error) {
	if !mayWriteRules(actor) {
		return r, fault.Forbidden
	}
	if r, err = in.read(); err != nil {
		return r, err
	}
	err = s.db.Update(ctx, func(tx *db.Tx) error {
		all, err := rules(ctx, tx)
		if err != nil {
			return err
		}
		for _, old := range all {
			if old.ID == r.ID {
				r = old // sent twice
				return nil
			}
			if old.Code == r.Code && !r.From.After(old.From) {
				return fault.Invalid{"effective_from": fault.Say("Quy tắc %s đã có ấn bản từ ngày %s. Ấn bản mới phải bắt đầu sau ngày đó.", r.Code, old.From.String())}
			}
		}
		if err := insertRule(ctx, tx, r, actor.Name); err != nil {
			return err
		}
		return audit.Record(ctx, tx, actor, audit.Act{Name: "council.rule_added", Kind: "council", ObjectID: r.ID, Title: r.Code + ", " + r.From.String(), UnitPath: actor.Paths(auth.Administrator)[0], After: r})
	})
	return r, err
}
