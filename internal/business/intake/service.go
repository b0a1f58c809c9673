package intake

import (
	"context"
	"errors"
	"io"
	"strings"

	"kheo/internal/business/campaign"
	"kheo/internal/business/org"
	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
	"kheo/internal/platform/jobs"
	"kheo/internal/service/auth"
	"kheo/internal/service/exchange"
	"kheo/internal/service/files"
)

// Service reads and writes lists of initiatives.
type Service struct {
	db           *db.DB
	units        Units
	campaigns    Campaigns
	participants Participants
	initiatives  Initiatives
	files        *files.Store
	jobs         *jobs.Queue
}

// New makes the service.
func New(d *db.DB, units Units, campaigns Campaigns, participants Participants, initiatives Initiatives, store *files.Store, queue *jobs.Queue) *Service {
	return &Service{db: d, units: units, campaigns: campaigns, participants: participants, initiatives: initiatives, files: store, jobs: queue}
}

// Import says for which season and unit a list is, and whether it is only tried.
type Import struct {
	Season string `form:"season"` // code
	Unit   string `form:"unit"`   // code of the unit whose list it is
	File   string `form:"-"`      // name of the file, for the trail; may be empty
	DryRun bool   `form:"-"`
	// Progress is told how many rows are done; it may be nil. It is called inside
	// the transaction that saves, so it must neither wait nor touch the database.
	Progress func(done, total int) `form:"-"`
}

// Imported is what an import found and did. Nothing is saved when there are errors.
type Imported struct {
	Rows         int            `json:"rows"`
	Initiatives  int            `json:"initiatives"` // in the list
	New          int            `json:"new"`         // saved now, or to be saved
	Already      int            `json:"already"`     // were there before
	Saved        bool           `json:"saved"`
	Participants map[string]int `json:"participants"` // distinct, by kind
	ByField      map[string]int `json:"by_field"`
	ByUnit       map[string]int `json:"by_unit"`
	Encoding     string         `json:"encoding,omitempty"` // what most old letters were converted from: TCVN3, VNI or NFD
	Converted    int            `json:"converted"`          // cells whose letters were converted
	Skipped      []SkippedRow   `json:"skipped"`
	Errors       []RowError     `json:"errors"`

	firstNew, lastNew string // ids of the participants that were made, from and to
}

// SkippedRow is a row of the file that is not a registration.
type SkippedRow struct {
	Sheet  string `json:"sheet"`
	Row    int    `json:"row"`
	Reason string `json:"reason"`
	Text   string `json:"text"`
}

// importLimits bound what one list may cost.
var importLimits = exchange.Limits{FileBytes: 20 << 20, Rows: 50_000}

// Import reads a list of registrations from an Excel file. All or nothing: with
// any refused row nothing is saved, and each is named by sheet and cell. What is
// already registered (same season, participant and title) is not registered again.
func (s *Service) Import(ctx context.Context, actor auth.Actor, in Import, file io.ReaderAt, size int64) (Imported, error) {
	p, err := s.plan(ctx, actor, in, file, size)
	if err != nil || len(p.found.Errors) > 0 {
		return p.found, err
	}
	return s.carryOut(ctx, actor, p)
}

// plan is a list that was read and understood, to be saved or only shown.
type plan struct {
	in     Import
	reader *listReader
	rows   []listRow
	found  Imported
}

// plan asks for permission first, then reads the whole file.
func (s *Service) plan(ctx context.Context, actor auth.Actor, in Import, file io.ReaderAt, size int64) (p plan, err error) {
	p.in = in
	if p.reader, err = s.listReader(ctx, actor, in); err != nil {
		return p, err
	}
	table, err := findList(file, size)
	if err != nil {
		return p, err
	}
	for r, err := range table.Rows() {
		if err != nil {
			return p, err
		}
		if len(p.rows)%1000 == 0 && ctx.Err() != nil {
			return p, ctx.Err()
		}
		p.rows = append(p.rows, p.reader.row(r))
	}
	if len(p.rows) == 0 {
		return p, fault.Refuse("Tệp có dòng tiêu đề nhưng chưa có dòng đăng ký nào bên dưới.")
	}
	p.found = summary(table, p.reader, p.rows)
	return p, nil
}

// findList finds the list in a workbook; what is no such workbook is refused.
func findList(file io.ReaderAt, size int64) (*exchange.Table, error) {
	book, err := exchange.Open(file, size, importLimits)
	if err != nil {
		return nil, err
	}
	return exchange.FindTable(book, listColumns())
}

func (s *Service) listReader(ctx context.Context, actor auth.Actor, in Import) (l *listReader, err error) {
	err = s.db.View(ctx, func(tx *db.Tx) error {
		season, unit, err := s.target(ctx, tx, actor, in)
		if err != nil {
			return err
		}
		under, err := s.units.Under(ctx, tx, unit.Path)
		if err != nil {
			return err
		}
		fields, err := s.campaigns.Fields(ctx, tx)
		l = newListReader(season, unit, under, fields)
		return err
	})
	return l, err
}

// target finds where a list goes, if actor may send one there.
func (s *Service) target(ctx context.Context, tx *db.Tx, actor auth.Actor, in Import) (season campaign.Season, unit org.Unit, err error) {
	unit, unitErr := s.units.ByCode(ctx, tx, "unit", in.Unit)
	if unitErr == nil && !mayImport(actor, unit.Path) {
		return season, unit, fault.Refuse("Tài khoản này chưa được giao đăng ký cho %s.", unit.Name)
	}
	season, err = s.campaigns.NamedSeason(ctx, tx, "season", in.Season)
	if err := firstInvalid(err, unitErr); err != nil {
		return season, unit, err
	}
	if err := season.Accepts(); err != nil {
		return season, unit, err
	}
	if !strings.HasPrefix(unit.Path, season.UnitPath) {
		return season, unit, fault.Invalid{"unit": fault.Say("%s không thuộc nơi tổ chức %s.", unit.Name, season.Name)}
	}
	return season, unit, nil
}

// unknown makes of a code that nobody has a page that is not there.
func unknown(err error) error {
	var invalid fault.Invalid
	if errors.As(err, &invalid) {
		return fault.NotFound
	}
	return err
}

// firstInvalid gathers refused fields into one error; any other error comes first.
func firstInvalid(errs ...error) error {
	all := fault.Invalid{}
	for _, err := range errs {
		var v fault.Invalid
		if err != nil && !errors.As(err, &v) {
			return err
		}
		for field, m := range v {
			all[field] = m
		}
	}
	return all.Err()
}

func summary(table *exchange.Table, reader *listReader, rows []listRow) Imported {
	r := Imported{
		Rows: len(rows), Initiatives: len(rows), Errors: reader.errors, Skipped: []SkippedRow{},
		Participants: map[string]int{"collective": 0, "individual": 0, "household": 0}, ByField: map[string]int{}, ByUnit: map[string]int{},
	}
	if r.Errors == nil {
		r.Errors = []RowError{}
	}
	seen := map[string]bool{}
	for _, row := range rows {
		if row.field.Name != "" {
			r.ByField[row.field.Name]++
		}
		if row.unit.Name != "" {
			r.ByUnit[row.unit.Name]++
		}
		if key := row.who(); !seen[key] && row.participantKind != "" && row.participant != "" {
			seen[key] = true
			r.Participants[string(row.participantKind)]++
		}
	}
	for _, s := range table.Skipped {
		r.Skipped = append(r.Skipped, SkippedRow{s.Sheet, s.Number, string(s.Reason), s.Text})
	}
	most := 0
	for from, n := range reader.converted {
		if r.Converted += n; n > most || n == most && from < r.Encoding {
			r.Encoding, most = from, n
		}
	}
	return r
}
