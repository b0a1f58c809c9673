package award

import (
	"context"
	"errors"
	"slices"

	"kheo/internal/business/org"
	"kheo/internal/business/participant"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
	"kheo/internal/platform/text"
	"kheo/internal/service/audit"
	"kheo/internal/service/auth"
)

// Service is everything that can be done with the catalogue.
type Service struct{ db *db.DB }

// New makes the service.
func New(d *db.DB) *Service { return &Service{db: d} }

// Query narrows the list of awards.
type Query struct {
	Day  clock.Date `form:"ngay"`
	All  bool       `form:"ca"` // also those that do not hold on Day, and replaced editions
	Line org.Line   `form:"he"`
	Act  Act        `form:"viec"`
}

// Listing is a list of awards as its reader may see it.
type Listing struct {
	Query  Query
	Rows   []Award
	Writes bool // may add and change awards
}

// List lists awards: those of a day, today when none is asked for, or all editions.
func (s *Service) List(ctx context.Context, actor auth.Actor, q Query) (l Listing, err error) {
	if !maySee(actor) {
		return l, fault.NotFound
	}
	err = s.db.View(ctx, func(tx *db.Tx) error {
		if q.Day.IsZero() {
			q.Day = clock.DayOf(tx.Now)
		}
		l = Listing{Query: q, Writes: mayWrite(actor)}
		w := &db.Where{}
		w.If(q.Act != "", "act = ?", q.Act)
		w.If(q.Line != "", "line = ?", q.Line)
		all, err := awards(ctx, tx, w)
		l.Rows = slices.DeleteFunc(all, func(a Award) bool { return !q.All && !a.In(q.Day) })
		return err
	})
	return l, err
}

// Reckon is what the calculator is asked.
type Reckon struct {
	Kind participant.Kind `form:"doi-tuong"`
	Day  clock.Date       `form:"ngay"`
}

// View is one edition of an award with the others, and a bonus if one was asked for.
type View struct {
	Award
	Editions []Award // all of the award, also this one
	Reckon   Reckon
	Bonus    Bonus
	Asked    bool // Bonus was asked for
	Writes   bool
	Today    clock.Date
}

// See shows an edition and works out a bonus when r names a kind; on today when r
// has no day.
func (s *Service) See(ctx context.Context, actor auth.Actor, id string, r Reckon) (v View, err error) {
	if !maySee(actor) {
		return v, fault.NotFound
	}
	err = s.db.View(ctx, func(tx *db.Tx) error {
		a, err := s.Award(ctx, tx, id)
		if err != nil {
			return err
		}
		v = View{Award: a, Reckon: r, Asked: r.Kind.Label() != "", Writes: mayWrite(actor), Today: clock.DayOf(tx.Now)}
		if r.Day.IsZero() {
			v.Reckon.Day = v.Today
		}
		if v.Editions, err = editions(ctx, tx, a.Code); err != nil || !v.Asked {
			return err
		}
		v.Bonus, err = s.Bonus(ctx, tx, id, r.Kind, v.Reckon.Day)
		return err
	})
	return v, err
}

// Keep adds an award, or an edition to one. An edition that begins later ends its
// base the day before; one that begins on the same day takes its place. Sending
// the same form twice makes one.
func (s *Service) Keep(ctx context.Context, actor auth.Actor, in Input) (a Award, err error) {
	if !mayWrite(actor) {
		return a, fault.Forbidden
	}
	err = s.db.Update(ctx, func(tx *db.Tx) error {
		if a, err = in.award(); err != nil {
			return err
		}
		if before, err := s.Award(ctx, tx, a.ID); !errors.Is(err, fault.NotFound) { // sent twice
			a = before
			return err
		}
		chain, err := s.chain(ctx, tx, in, &a)
		if err != nil {
			return err
		}
		return s.place(ctx, tx, actor, a, chain, in.Base)
	})
	return a, err
}

// chain finds the editions of the award that a belongs to, and numbers a.
func (s *Service) chain(ctx context.Context, tx *db.Tx, in Input, a *Award) ([]Award, error) {
	a.Edition = 1
	if in.Base != "" {
		base, err := s.Award(ctx, tx, in.Base)
		if err != nil {
			return nil, err
		}
		if !base.Live() {
			return nil, fault.Refuse("Ấn bản này đã có ấn bản khác thay. Xin mở ấn bản đang áp dụng để sửa.")
		}
		if base.Version != in.Version {
			return nil, fault.Conflict
		}
		a.Code = base.Code
	}
	chain, err := editions(ctx, tx, a.Code)
	if err == nil && in.Base == "" && len(chain) > 0 {
		err = fault.Invalid{"code": fault.Say("Mã “%s” đã có trong danh mục. Muốn sửa thì mở mục ấy và lập ấn bản mới.", a.Code)}
	}
	for _, e := range chain {
		a.Edition = max(a.Edition, e.Edition+1)
	}
	return chain, err
}

// place keeps a and makes room for it in its chain.
func (s *Service) place(ctx context.Context, tx *db.Tx, actor auth.Actor, a Award, chain []Award, base string) error {
	var live []edition
	for _, e := range chain {
		if e.Live() {
			live = append(live, edition{e.Span, e.ID})
		}
	}
	cut, replaced, err := fit(live, base, a.Span)
	if err != nil {
		return err
	}
	if err := insertAward(ctx, tx, a, actor.Name); err != nil {
		return err
	}
	if err := makeRoom(ctx, tx, awardTable, cut, replaced, a.ID, a.From); err != nil {
		return err
	}
	act := audit.Act{Name: "award.added", Kind: "award", ObjectID: a.ID, Title: a.title(), UnitPath: root(actor), After: a.trail()}
	if at := slices.IndexFunc(chain, func(e Award) bool { return e.ID == base }); at >= 0 {
		act.Name, act.Before = "award.edition_added", chain[at].trail()
	}
	return audit.Record(ctx, tx, actor, act)
}

// EndInput is the form that ends something; To is its last day.
type EndInput struct {
	Version int64      `form:"version"`
	To      clock.Date `form:"effective_to"`
}

// End makes a day the last of an edition. It cannot be put off that way: what holds
// longer is a new edition.
func (s *Service) End(ctx context.Context, actor auth.Actor, id string, in EndInput) error {
	return s.change(ctx, actor, id, "award.ended", func(tx *db.Tx, a *Award) error {
		v := fault.Invalid{}
		v.Check(!in.To.IsZero(), "effective_to", "Chọn ngày áp dụng cuối cùng.")
		v.Check(!in.To.Before(a.From), "effective_to", "Ngày cuối không thể trước ngày bắt đầu %s.", a.From.String())
		v.Check(a.To.IsZero() || !in.To.After(a.To), "effective_to", "Ấn bản này đã kết thúc ngày %s. Muốn kéo dài thì lập ấn bản mới.", a.To.String())
		if err := v.Err(); err != nil {
			return err
		}
		a.To = in.To
		return end(ctx, tx, awardTable, id, in.Version, in.To)
	})
}

// VerifyInput is the form that says who compared something with its source; empty
// takes that back.
type VerifyInput struct {
	Version int64  `form:"version"`
	By      string `form:"verified_by"`
}

func (in *VerifyInput) clean() error {
	in.By = text.Clean(in.By)
	v := fault.Invalid{}
	v.Check(len([]rune(in.By)) <= shortText, "verified_by", "Mục này dài quá %d ký tự.", shortText)
	return v.Err()
}

// Verify keeps who compared an edition with its source.
func (s *Service) Verify(ctx context.Context, actor auth.Actor, id string, in VerifyInput) error {
	return s.change(ctx, actor, id, "award.verified", func(tx *db.Tx, a *Award) error {
		if err := in.clean(); err != nil {
			return err
		}
		a.VerifiedBy = in.By
		return verify(ctx, tx, awardTable, id, in.Version, in.By)
	})
}

func (s *Service) change(ctx context.Context, actor auth.Actor, id, act string, do func(*db.Tx, *Award) error) error {
	if !mayWrite(actor) {
		return fault.Forbidden
	}
	return s.db.Update(ctx, func(tx *db.Tx) error {
		a, err := s.Award(ctx, tx, id)
		if err != nil {
			return err
		}
		before := a.trail()
		if err := do(tx, &a); err != nil {
			return err
		}
		return audit.Record(ctx, tx, actor, audit.Act{Name: act, Kind: "award", ObjectID: id, Title: a.title(), UnitPath: root(actor), Before: before, After: a.trail()})
	})
}

// title names an edition for the trail.
func (a Award) title() string { return a.Name + ", " + a.Level }
