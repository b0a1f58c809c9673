package initiative

import (
	"context"
	"errors"
	"slices"
	"time"

	"github.com/google/uuid"

	"kheo/internal/business/campaign"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
	"kheo/internal/platform/text"
	"kheo/internal/service/audit"
	"kheo/internal/service/auth"
)

// Progress is one note of what was done, with what was counted.
type Progress struct {
	ID            string
	InitiativeID  string
	On            clock.Date
	Step          Step // one of the six, or none
	Note          string
	Beneficiaries int64
	Money         int64 // đồng mobilised
	LaborDays     int64
	Author        string
	At            time.Time
}

// ProgressInput is what a registrar writes of one day's work.
type ProgressInput struct {
	ID            string     `form:"id" json:"id,omitempty"` // so that sending twice makes one
	On            clock.Date `form:"on" json:"on"`
	Step          Step       `form:"step" json:"step,omitempty"`
	Note          string     `form:"note" json:"note"`
	Beneficiaries int64      `form:"beneficiaries" json:"beneficiaries"`
	Money         int64      `form:"money" json:"money"`
	LaborDays     int64      `form:"labor_days" json:"labor_days"`
}

func newProgress(in ProgressInput, i Initiative, author string, now time.Time) (Progress, error) {
	p := Progress{
		ID: in.ID, InitiativeID: i.ID, On: in.On, Step: in.Step, Note: text.CleanLines(in.Note),
		Beneficiaries: in.Beneficiaries, Money: in.Money, LaborDays: in.LaborDays, Author: author, At: now,
	}
	p.ID = ownID(p.ID)
	v := fault.Invalid{}
	v.Check(!p.On.IsZero(), "on", "Chọn ngày làm việc này.")
	v.Check(!p.On.After(clock.DayOf(now)), "on", "Ngày này chưa tới. Chỉ ghi việc đã làm.")
	v.Check(p.Note != "", "note", "Viết một câu đã làm gì, kết quả ra sao.")
	v.Check(len([]rune(p.Note)) <= MaxItem, "note", "Mục này dài quá %d ký tự. Xin viết gọn lại.", MaxItem)
	v.Check(p.Step == "" || slices.Contains(Steps(), p.Step), "step", "Chọn một trong sáu bước, hoặc để trống.")
	for field, n := range map[string]int64{"beneficiaries": p.Beneficiaries, "money": p.Money, "labor_days": p.LaborDays} {
		v.Check(n >= 0, field, "Con số này không thể âm.")
	}
	return p, v.Err()
}

// AddProgress writes a note; the first one begins the work.
func (s *Service) AddProgress(ctx context.Context, actor auth.Actor, initiativeID string, in ProgressInput) (p Progress, err error) {
	err = s.db.Update(ctx, func(tx *db.Tx) error {
		i, season, err := s.reportable(ctx, tx, actor, initiativeID)
		if err != nil {
			return err
		}
		if p, err = newProgress(in, i, actor.Name, tx.Now); err != nil {
			return err
		}
		if sent, err := progressOf(ctx, tx, i.ID, p.ID); !errors.Is(err, fault.NotFound) {
			p = sent
			return err
		}
		if err := insertProgress(ctx, tx, p, actor.AccountID); err != nil {
			return err
		}
		if i.State == Accepted {
			err := s.moveTo(ctx, tx, actor, &i, "", func(i *Initiative) error { return i.begin(season, tx.Now) })
			if err != nil {
				return err
			}
		}
		return audit.Record(ctx, tx, actor, audit.Act{
			Name: "initiative.progress_added", Kind: "initiative", ObjectID: i.ID, Title: i.Title, UnitPath: i.UnitPath, After: p,
		})
	})
	return p, err
}

func (i *Initiative) begin(season campaign.Season, now time.Time) error {
	if err := i.move(InProgress, now); err != nil {
		return err
	}
	i.DueOn = season.ReportBy
	return nil
}

// reportable finds an initiative of which the actor may report.
func (s *Service) reportable(ctx context.Context, tx *db.Tx, actor auth.Actor, id string) (i Initiative, season campaign.Season, err error) {
	if i, err = find(ctx, tx, id); err != nil {
		return i, season, err
	}
	switch {
	case !maySee(actor, i):
		return i, season, fault.NotFound
	case !mayRegister(actor, i.UnitPath):
		return i, season, fault.Forbidden
	case !mayReport(actor, i):
		return i, season, fault.Refuse("Hồ sơ đang ở bước “%s”, chưa ghi tiến độ được.", i.State.Label())
	}
	season, err = s.campaigns.Season(ctx, tx, i.SeasonID)
	return i, season, err
}

// Indicator is one number that the initiative wants to change.
type Indicator struct {
	ID       string
	Position int64
	Name     string
	Measure  string // vụ, hộ, %, …
	Baseline *int64
	Target   *int64
	Result   *int64
}

// IndicatorInput is one line of the table of indicators.
type IndicatorInput struct {
	Name     string `form:"name" json:"name"`
	Measure  string `form:"measure" json:"measure"`
	Baseline *int64 `form:"baseline" json:"baseline,omitempty"`
	Target   *int64 `form:"target" json:"target,omitempty"`
	Result   *int64 `form:"result" json:"result,omitempty"`
}

const maxIndicators = 12

// SetIndicators replaces the table of indicators; lines without a name are dropped.
func (s *Service) SetIndicators(ctx context.Context, actor auth.Actor, initiativeID string, in []IndicatorInput) error {
	return s.db.Update(ctx, func(tx *db.Tx) error {
		i, err := find(ctx, tx, initiativeID)
		if err != nil {
			return err
		}
		if !maySee(actor, i) {
			return fault.NotFound
		}
		if !mayWrite(actor, i) && !mayReport(actor, i) {
			return fault.Forbidden
		}
		before, err := indicators(ctx, tx, initiativeID)
		if err != nil {
			return err
		}
		after, err := newIndicators(in)
		if err != nil {
			return err
		}
		if err := db.Exec(ctx, tx, `DELETE FROM initiative_indicator WHERE initiative_id = $1`, initiativeID); err != nil {
			return err
		}
		for _, x := range after {
			if err := insertIndicator(ctx, tx, initiativeID, x); err != nil {
				return err
			}
		}
		return audit.Record(ctx, tx, actor, audit.Act{
			Name: "initiative.indicators_set", Kind: "initiative", ObjectID: i.ID, Title: i.Title, UnitPath: i.UnitPath, Before: before, After: after,
		})
	})
}

func newIndicators(in []IndicatorInput) ([]Indicator, error) {
	v := fault.Invalid{}
	var all []Indicator
	for _, x := range in {
		name := text.Clean(x.Name)
		if name == "" {
			v.Check(x.Baseline == nil && x.Target == nil && x.Result == nil, "indicators", "Có dòng chỉ số chưa ghi tên.")
			continue
		}
		all = append(all, Indicator{
			ID: uuid.Must(uuid.NewV7()).String(), Position: int64(len(all) + 1), Name: name, Measure: text.Clean(x.Measure),
			Baseline: x.Baseline, Target: x.Target, Result: x.Result,
		})
	}
	v.Check(len(all) <= maxIndicators, "indicators", "Tối đa %d chỉ số. Chọn những chỉ số nói rõ nhất kết quả.", maxIndicators)
	return all, v.Err()
}

// FinalReport is what a registrar hands in at the end.
type FinalReport struct {
	Result string `form:"result" json:"result"`
}

// HandIn sends the final report to the appraisers.
func (s *Service) HandIn(ctx context.Context, actor auth.Actor, id string, in FinalReport) error {
	result := text.CleanLines(in.Result)
	v := fault.Invalid{}
	v.Check(result != "", "result", "Viết kết quả đạt được, so với mục tiêu đã đăng ký.")
	v.Check(len([]rune(result)) <= MaxItem, "result", "Mục này dài quá %d ký tự. Xin viết gọn lại.", MaxItem)
	return s.change(ctx, actor, id, "", permitHandIn,
		func(tx *db.Tx, i *Initiative, season campaign.Season) error {
			if err := v.Err(); err != nil {
				return err
			}
			if err := i.move(Reported, tx.Now); err != nil {
				return err
			}
			i.Result, i.DueOn = result, season.ScoreBy
			return nil
		})
}

func insertProgress(ctx context.Context, tx *db.Tx, p Progress, accountID string) error {
	return db.Exec(ctx, tx, `INSERT INTO initiative_progress (id, initiative_id, happened_on, step, note, beneficiaries, money, labor_days, author_id, author, at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
		p.ID, p.InitiativeID, p.On, p.Step, p.Note, p.Beneficiaries, p.Money, p.LaborDays, db.OrNull(accountID), p.Author, p.At)
}

const progressColumns = `id, initiative_id, happened_on, step, note, beneficiaries, money, labor_days, author, at`

func scanProgress(r db.Row) (p Progress, err error) {
	err = r.Scan(&p.ID, &p.InitiativeID, &p.On, &p.Step, &p.Note, &p.Beneficiaries, &p.Money, &p.LaborDays, &p.Author, db.Time(&p.At))
	return p, err
}

func progressOf(ctx context.Context, tx *db.Tx, initiativeID, id string) (Progress, error) {
	return db.One(ctx, tx, scanProgress, `SELECT `+progressColumns+` FROM initiative_progress WHERE id = $1 AND initiative_id = $2`, id, initiativeID)
}

func progress(ctx context.Context, tx *db.Tx, initiativeID string) ([]Progress, error) {
	return db.All(ctx, tx, scanProgress, `SELECT `+progressColumns+`
		FROM initiative_progress WHERE initiative_id = $1 ORDER BY happened_on, id`, initiativeID)
}

func insertIndicator(ctx context.Context, tx *db.Tx, initiativeID string, x Indicator) error {
	return db.Exec(ctx, tx, `INSERT INTO initiative_indicator (id, initiative_id, position, name, measure, baseline, target, result)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`, x.ID, initiativeID, x.Position, x.Name, x.Measure, x.Baseline, x.Target, x.Result)
}

func indicators(ctx context.Context, tx *db.Tx, initiativeID string) ([]Indicator, error) {
	return db.All(ctx, tx, func(r db.Row) (x Indicator, err error) {
		err = r.Scan(&x.ID, &x.Position, &x.Name, &x.Measure, &x.Baseline, &x.Target, &x.Result)
		return x, err
	}, `SELECT id, position, name, measure, baseline, target, result FROM initiative_indicator WHERE initiative_id = $1 ORDER BY position`, initiativeID)
}
