package assignment

import (
	"context"
	"slices"

	"github.com/google/uuid"

	"kheo/internal/business/campaign"
	"kheo/internal/business/initiative"
	"kheo/internal/business/org"
	"kheo/internal/business/review"
	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
	"kheo/internal/service/auth"
)

// RuleInput is the form of a rule.
type RuleInput struct {
	ID     string   `form:"id"` // so that sending twice makes one
	Field  string   `form:"linh_vuc"`
	Unit   string   `form:"don_vi"` // id
	People []string `form:"nguoi"`  // accounts
}

// Rulebook is the rules of a season and what a new one may name.
type Rulebook struct {
	Season campaign.Season
	Rules  []Rule
	Fields []campaign.Field
	Units  []org.Unit
	People []Person
}

// Rules shows the rules of a season.
func (s *Service) Rules(ctx context.Context, actor auth.Actor, code string) (x Rulebook, err error) {
	err = s.db.View(ctx, func(tx *db.Tx) error {
		season, err := s.season(ctx, tx, actor, code)
		if err != nil {
			return err
		}
		x, err = s.rulebook(ctx, tx, season)
		return err
	})
	return x, err
}

func (s *Service) rulebook(ctx context.Context, tx *db.Tx, season campaign.Season) (x Rulebook, err error) {
	x = Rulebook{Season: season}
	if x.Rules, err = rulesOf(ctx, tx, season.ID); err != nil {
		return x, err
	}
	if x.Fields, err = s.campaigns.Fields(ctx, tx); err != nil {
		return x, err
	}
	if x.Units, err = s.units.Under(ctx, tx, season.UnitPath); err != nil {
		return x, err
	}
	x.People, err = s.peopleOf(ctx, tx, season)
	return x, err
}

// read checks in and makes the rule of it.
func (in RuleInput) read(x Rulebook) (r Rule, err error) {
	r = Rule{ID: in.ID, SeasonID: x.Season.ID}
	if uuid.Validate(r.ID) != nil {
		r.ID = uuid.Must(uuid.NewV7()).String()
	}
	v := fault.Invalid{}
	if in.Field != "" {
		known := slices.ContainsFunc(x.Fields, func(f campaign.Field) bool { return f.ID == in.Field })
		v.Check(known, "linh_vuc", "Lĩnh vực này không còn trong danh mục. Chọn lĩnh vực khác.")
		r.FieldID = in.Field
	}
	if in.Unit != "" {
		n := slices.IndexFunc(x.Units, func(u org.Unit) bool { return u.ID == in.Unit })
		v.Check(n >= 0, "don_vi", "Đơn vị này không thuộc địa bàn của mùa. Chọn đơn vị khác.")
		if n >= 0 {
			r.UnitPath, r.UnitName = x.Units[n].Path, x.Units[n].Name
		}
	}
	v.Check(in.Field != "" || in.Unit != "", "linh_vuc", "Chọn ít nhất một lĩnh vực hoặc một đơn vị.")
	for _, p := range x.People {
		if slices.Contains(in.People, p.AccountID) {
			r.People = append(r.People, p)
		}
	}
	v.Check(len(r.People) > 0, "nguoi", "Chưa chọn thẩm định viên nào. Đánh dấu ít nhất một người.")
	return r, v.Err()
}

// AddRule keeps a rule for what comes and applies it at once to what is there.
func (s *Service) AddRule(ctx context.Context, actor auth.Actor, code string, in RuleInput) (out Outcome, err error) {
	err = s.db.Update(ctx, func(tx *db.Tx) error {
		out = Outcome{}
		season, err := s.season(ctx, tx, actor, code)
		if err != nil {
			return err
		}
		x, err := s.rulebook(ctx, tx, season)
		if err != nil {
			return err
		}
		r, err := in.read(x)
		if err != nil {
			return err
		}
		if slices.ContainsFunc(x.Rules, func(old Rule) bool { return old.ID == r.ID }) { // sent twice
			return nil
		}
		r.MadeBy, r.MadeAt = actor.Name, tx.Now
		if err := insertRule(ctx, tx, r); err != nil {
			return err
		}
		if err := record(ctx, tx, actor, season, "assignment.rule_added", x.trail(r)); err != nil {
			return err
		}
		pairs, skipped, err := s.meeting(ctx, tx, season, r)
		if err != nil {
			return err
		}
		out, err = s.give(ctx, tx, actor, season, "", ByRule, pairs)
		out.Skipped += skipped
		return err
	})
	return out, err
}

// meeting are the pairs that r makes of the cases that are there already; nobody is
// paired by a rule with what stands in a conflict, suspected or confirmed.
func (s *Service) meeting(ctx context.Context, tx *db.Tx, season campaign.Season, r Rule) (pairs []review.Pair, skipped int64, err error) {
	b, err := s.board(ctx, tx, season)
	if err != nil {
		return nil, 0, err
	}
	accounts := make([]auth.Account, len(r.People))
	for n, p := range r.People {
		accounts[n] = auth.Account{ID: p.AccountID, Name: p.Name, Grants: p.Grants}
	}
	unfit, err := s.conflicts.Unfit(ctx, tx, season.ID, accounts)
	for _, c := range b.cases {
		if !r.Meets(c.FieldID, c.UnitPath) {
			continue
		}
		for _, p := range r.People {
			if unfit[p.AccountID][c.ID] || !p.reaches(c.UnitPath) {
				skipped++
				continue
			}
			pairs = append(pairs, review.Pair{InitiativeID: c.ID, AccountID: p.AccountID, Account: p.Name})
		}
	}
	return pairs, skipped, err
}

// DropRule ends a rule; what it assigned stays.
func (s *Service) DropRule(ctx context.Context, actor auth.Actor, code, id string) error {
	return s.db.Update(ctx, func(tx *db.Tx) error {
		season, err := s.season(ctx, tx, actor, code)
		if err != nil {
			return err
		}
		x, err := s.rulebook(ctx, tx, season)
		if err != nil {
			return err
		}
		n := slices.IndexFunc(x.Rules, func(r Rule) bool { return r.ID == id })
		if n < 0 { // pressed twice
			return nil
		}
		if err := deleteRule(ctx, tx, id); err != nil {
			return err
		}
		return record(ctx, tx, actor, season, "assignment.rule_dropped", x.trail(x.Rules[n]))
	})
}

// trail is what the audit trail keeps of r.
func (x Rulebook) trail(r Rule) map[string]any {
	field := ""
	for _, f := range x.Fields {
		if f.ID == r.FieldID {
			field = f.Name
		}
	}
	return map[string]any{"field": field, "unit": r.UnitName, "people": names(r.People)}
}

// apply asks the people of the rules that meet i to score it.
func (s *Service) apply(ctx context.Context, tx *db.Tx, i initiative.Initiative) error {
	rules, err := rulesOf(ctx, tx, i.SeasonID)
	for _, r := range rules {
		if err != nil {
			return err
		}
		if !r.Meets(i.FieldID, i.UnitPath) {
			continue
		}
		var pairs []review.Pair
		for _, p := range r.People {
			fit, err := s.fits(ctx, tx, p.AccountID, i)
			if err != nil {
				return err
			}
			if fit {
				pairs = append(pairs, review.Pair{InitiativeID: i.ID, AccountID: p.AccountID, Account: p.Name})
			}
		}
		_, err = s.review.Assign(ctx, tx, review.Handing{SeasonID: i.SeasonID, By: r.MadeBy}, pairs)
	}
	return err
}

// fits reports whether an account still appraises the unit of i and nothing stands
// between the two.
func (s *Service) fits(ctx context.Context, tx *db.Tx, accountID string, i initiative.Initiative) (bool, error) {
	a, err := auth.Find(ctx, tx, accountID)
	if err != nil || a.Disabled || !(Person{Grants: a.Grants}).reaches(i.UnitPath) {
		return false, err
	}
	f, err := s.conflicts.Between(ctx, tx, accountID, i.ID)
	return err == nil && !f.Blocks() && !f.Warns(), err
}
