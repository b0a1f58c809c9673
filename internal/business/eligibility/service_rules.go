package eligibility

import (
	"context"
	"errors"
	"slices"

	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
	"kheo/internal/platform/text"
	"kheo/internal/service/audit"
	"kheo/internal/service/auth"
)

// RuleQuery narrows the list of rules.
type RuleQuery struct {
	Act  Act        `form:"viec"`
	Line string     `form:"tuyen"`
	Day  clock.Date `form:"ngay"`   // in force on; zero: today
	All  string     `form:"tat-ca"` // not empty: editions not in force too
}

// RuleList is what the page of rules shows.
type RuleList struct {
	Rules    []Rule
	Query    RuleQuery
	Today    clock.Date
	MayWrite bool
}

// RuleList lists the editions that actor asks for, those of one code together.
func (s *Service) RuleList(ctx context.Context, actor auth.Actor, q RuleQuery) (RuleList, error) {
	if !mayReadRules(actor) {
		return RuleList{}, fault.NotFound
	}
	return view(ctx, s, func(tx *db.Tx) (RuleList, error) {
		l := RuleList{Query: q, Today: clock.DayOf(tx.Now), MayWrite: mayRule(actor)}
		day := q.Day
		if day.IsZero() {
			day = l.Today
		}
		all, err := allRules(ctx, tx)
		for _, r := range all {
			if (q.Act == "" || r.Act == "" || r.Act == q.Act) && (q.Line == "" || r.Line == "" || string(r.Line) == q.Line) && (q.All != "" || r.Span.Has(day)) {
				l.Rules = append(l.Rules, r)
			}
		}
		return l, err
	})
}

// RuleView is one edition with the others of its code.
type RuleView struct {
	Rule
	Editions []Rule // the newest first
	Today    clock.Date
	MayWrite bool
}

// SeeRule shows one edition.
func (s *Service) SeeRule(ctx context.Context, actor auth.Actor, id string) (RuleView, error) {
	if !mayReadRules(actor) {
		return RuleView{}, fault.NotFound
	}
	return view(ctx, s, func(tx *db.Tx) (v RuleView, err error) {
		v = RuleView{Today: clock.DayOf(tx.Now), MayWrite: mayRule(actor)}
		if v.Rule, err = findRule(ctx, tx, id); err != nil {
			return v, err
		}
		v.Editions, err = editionsOf(ctx, tx, v.Code)
		return v, err
	})
}

// RuleToEdit is SeeRule for who may change rules.
func (s *Service) RuleToEdit(ctx context.Context, actor auth.Actor, id string) (Rule, error) {
	if !mayReadRules(actor) {
		return Rule{}, fault.NotFound
	}
	if !mayRule(actor) {
		return Rule{}, fault.Forbidden
	}
	return view(ctx, s, func(tx *db.Tx) (Rule, error) { return findRule(ctx, tx, id) })
}

// AddRule makes a new rule. Sending it twice makes one.
func (s *Service) AddRule(ctx context.Context, actor auth.Actor, in RuleInput) (r Rule, err error) {
	err = s.write(ctx, actor, func(tx *db.Tx) error {
		if r, err = in.rule(actor.Name, tx.Now); err != nil {
			return err
		}
		if before, err := findRule(ctx, tx, r.ID); !errors.Is(err, fault.NotFound) {
			r = before
			return err
		}
		if err := insertRule(ctx, tx, r); err != nil {
			return err
		}
		return recordRule(ctx, tx, actor, "eligibility.rule_added", r, nil)
	})
	return r, err
}

// EditRule makes the next edition of the edition id; that one ends the day before.
func (s *Service) EditRule(ctx context.Context, actor auth.Actor, id string, in RuleInput) (r Rule, err error) {
	err = s.write(ctx, actor, func(tx *db.Tx) error {
		before, err := findRule(ctx, tx, id)
		if err != nil {
			return err
		}
		in.Code = before.Code
		if r, err = in.rule(actor.Name, tx.Now); err != nil {
			return err
		}
		if sent, err := findRule(ctx, tx, r.ID); !errors.Is(err, fault.NotFound) {
			r = sent
			return err
		}
		was := before
		if err := r.follow(&before); err != nil {
			return err
		}
		if err := insertRule(ctx, tx, r); err != nil {
			return err
		}
		before.Version = in.Version
		if err := closeRule(ctx, tx, before); err != nil {
			return err
		}
		return recordRule(ctx, tx, actor, "eligibility.rule_edited", r, &was)
	})
	return r, err
}

// EndInput ends an edition, or says who verified it.
type EndInput struct {
	To         clock.Date `form:"to"`
	VerifiedBy string     `form:"verified_by"`
	Version    int64      `form:"version"`
}

// EndRule sets the last day of an edition. Cases pinned before keep it.
func (s *Service) EndRule(ctx context.Context, actor auth.Actor, id string, in EndInput) error {
	return s.change(ctx, actor, id, in.Version, "eligibility.rule_ended", func(r *Rule) error {
		v := fault.Invalid{}
		v.Check(!in.To.IsZero(), "to", "Chọn ngày cuối cùng còn hiệu lực.")
		v.Check(in.To.IsZero() || !in.To.Before(r.Span.From), "to", "Ngày hết hiệu lực phải từ %s trở đi.", r.Span.From.String())
		v.Check(r.SupersededBy == "", "to", "Bản này đã có bản mới thay, ngày hết hiệu lực không đổi nữa.")
		r.Span.To = in.To
		return v.Err()
	})
}

// VerifyRule says who compared an edition with the legal text; empty: nobody yet.
func (s *Service) VerifyRule(ctx context.Context, actor auth.Actor, id string, in EndInput) error {
	return s.change(ctx, actor, id, in.Version, "eligibility.rule_verified", func(r *Rule) error {
		r.VerifiedBy = text.Clean(in.VerifiedBy)
		v := fault.Invalid{}
		v.Check(len([]rune(r.VerifiedBy)) <= maxName, "verified_by", "Phần này dài quá %d ký tự. Xin viết gọn lại.", maxName)
		return v.Err()
	})
}

func (s *Service) change(ctx context.Context, actor auth.Actor, id string, version int64, act string, do func(*Rule) error) error {
	return s.write(ctx, actor, func(tx *db.Tx) error {
		r, err := findRule(ctx, tx, id)
		if err != nil {
			return err
		}
		was := r
		if err := do(&r); err != nil {
			return err
		}
		if r.Span == was.Span && r.VerifiedBy == was.VerifiedBy { // pressed twice
			return nil
		}
		r.Version = version
		if err := closeRule(ctx, tx, r); err != nil {
			return err
		}
		return recordRule(ctx, tx, actor, act, r, &was)
	})
}

// write runs do for who may change the rules.
func (s *Service) write(ctx context.Context, actor auth.Actor, do func(*db.Tx) error) error {
	switch {
	case !mayReadRules(actor):
		return fault.NotFound
	case !mayRule(actor):
		return fault.Forbidden
	}
	return s.db.Update(ctx, do)
}

// recordRule keeps a change of rules in the trail of whoever made it.
func recordRule(ctx context.Context, tx *db.Tx, actor auth.Actor, act string, r Rule, before *Rule) error {
	a := audit.Act{Name: act, Kind: "eligibility_rule", ObjectID: r.ID, Title: r.Code, UnitPath: home(actor), After: r.trail()}
	if before != nil {
		a.Before = before.trail()
	}
	return audit.Record(ctx, tx, actor, a)
}

// home is the first unit that actor administers.
func home(actor auth.Actor) string {
	if paths := actor.Paths(auth.Administrator); len(paths) > 0 {
		return paths[0]
	}
	return ""
}

func (r Rule) trail() map[string]any {
	return map[string]any{
		"code": r.Code, "edition": r.Edition, "act": r.Act, "award_id": r.AwardID, "form": r.Form, "line": r.Line, "levels": r.Levels, "stage": r.Stage,
		"kind": r.Type, "params": r.Params, "severity": r.Severity, "text": r.Text, "source": r.Source, "basis": r.Basis,
		"from": r.Span.From, "to": r.Span.To, "verified_by": r.VerifiedBy, "superseded_by": r.SupersededBy,
	}
}

// levels lists the levels that rules speak of, as choices.
func levels(ctx context.Context, tx *db.Tx) (names []string, err error) {
	all, err := allRules(ctx, tx)
	for _, r := range all {
		for _, l := range r.Levels {
			if !slices.Contains(names, l) {
				names = append(names, l)
			}
		}
	}
	slices.Sort(names)
	return names, err
}
