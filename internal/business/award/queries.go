package award

import (
	"context"
	"errors"
	"slices"

	"github.com/google/uuid"

	"kheo/internal/business/org"
	"kheo/internal/business/participant"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
)

// Awards lists the editions that may be given on day, of one act or of both when
// act is empty. On the zero day it lists every edition that was not replaced.
func (s *Service) Awards(ctx context.Context, tx *db.Tx, day clock.Date, act Act) ([]Award, error) {
	w := &db.Where{}
	w.And("superseded_by IS NULL")
	w.If(act != "", "act = ?", act)
	w.If(!day.IsZero(), "(effective_from IS NULL OR effective_from <= ?)", day)
	w.If(!day.IsZero(), "(effective_to IS NULL OR effective_to >= ?)", day)
	return awards(ctx, tx, w)
}

// Award finds an edition by id, also one that was replaced or has ended, or
// fault.NotFound.
func (s *Service) Award(ctx context.Context, tx *db.Tx, id string) (Award, error) {
	if uuid.Validate(id) != nil {
		return Award{}, fault.NotFound
	}
	w := &db.Where{}
	w.And("id = ?", id)
	return one(awards(ctx, tx, w))
}

// AwardByCode finds the edition of an award that may be given on day, or fault.NotFound.
func (s *Service) AwardByCode(ctx context.Context, tx *db.Tx, code string, day clock.Date) (Award, error) {
	all, err := editions(ctx, tx, code)
	all = slices.DeleteFunc(all, func(a Award) bool { return !a.In(day) })
	return one(all, err)
}

func one(all []Award, err error) (Award, error) {
	switch {
	case err != nil:
		return Award{}, err
	case len(all) == 0:
		return Award{}, fault.NotFound
	}
	return all[0], nil
}

// editions lists every edition of an award, the replaced ones too.
func editions(ctx context.Context, tx *db.Tx, code string) ([]Award, error) {
	w := &db.Where{}
	w.And("code = ?", code)
	return awards(ctx, tx, w)
}

// Salary finds the base salary of day, or fault.NotFound.
func (s *Service) Salary(ctx context.Context, tx *db.Tx, day clock.Date) (Salary, error) {
	return db.One(ctx, tx, scanSalary, `SELECT `+salaryColumns+` FROM award_salary WHERE superseded_by IS NULL
		AND effective_from <= $1 AND (effective_to IS NULL OR effective_to >= $1) ORDER BY effective_from DESC LIMIT 1`, day)
}

// rounding finds the rule of rounding of day, or fault.NotFound.
func rounding(ctx context.Context, tx *db.Tx, day clock.Date) (Rounding, error) {
	return db.One(ctx, tx, scanRounding, `SELECT `+roundingColumns+` FROM award_rounding WHERE superseded_by IS NULL
		AND effective_from <= $1 AND (effective_to IS NULL OR effective_to >= $1) ORDER BY effective_from DESC LIMIT 1`, day)
}

// Bonus works out what goes with an edition of an award for a participant of kind
// on day. It is not Known when the catalogue has no multiple or no base salary for
// it; fault.NotFound when there is no such edition.
func (s *Service) Bonus(ctx context.Context, tx *db.Tx, awardID string, kind participant.Kind, day clock.Date) (Bonus, error) {
	a, err := s.Award(ctx, tx, awardID)
	if err != nil {
		return Bonus{}, err
	}
	salary, err := orNone(s.Salary(ctx, tx, day))
	if err != nil {
		return Bonus{}, err
	}
	rule, err := orNone(rounding(ctx, tx, day))
	if err != nil {
		return Bonus{}, err
	}
	return reckon(a, kind, day, salary, rule), nil
}

// orNone is the zero T where nothing was found.
func orNone[T any](v T, err error) (T, error) {
	if errors.Is(err, fault.NotFound) {
		var none T
		return none, nil
	}
	return v, err
}

// Bases lists the catalogue of legal bases, those of one line of organisation together.
func (s *Service) Bases(ctx context.Context, tx *db.Tx) ([]Basis, error) {
	return db.All(ctx, tx, scanBasis, `SELECT `+basisColumns+` FROM award_basis ORDER BY line, effective_from NULLS FIRST, code`)
}

// InForce lists the texts of one line that hold on day; those of all lines when
// line is empty.
func (s *Service) InForce(ctx context.Context, tx *db.Tx, line org.Line, day clock.Date) ([]Basis, error) {
	all, err := s.Bases(ctx, tx)
	return slices.DeleteFunc(all, func(b Basis) bool { return line != "" && b.Line != line || !b.InForceOn(day) }), err
}

// Basis finds a text by id, or fault.NotFound.
func (s *Service) Basis(ctx context.Context, tx *db.Tx, id string) (Basis, error) {
	if uuid.Validate(id) != nil {
		return Basis{}, fault.NotFound
	}
	return db.One(ctx, tx, scanBasis, `SELECT `+basisColumns+` FROM award_basis WHERE id = $1`, id)
}
