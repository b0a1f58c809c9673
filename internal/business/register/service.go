package register

import (
	"context"
	"crypto/rand"

	"kheo/internal/business/recognition"
	"kheo/internal/platform/code"
	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
	"kheo/internal/service/audit"
	"kheo/internal/service/auth"
	"kheo/internal/service/translog"
)

// Service keeps the register and checks codes.
type Service struct {
	// Decisions is set by app after recognition is made, which needs Service.
	Decisions Decisions

	db        *db.DB
	campaigns Campaigns
	units     Units
	log       *translog.Log
	baseURL   string // where anybody checks a code
}

// New makes the service; set Decisions before use. baseURL is where anybody checks a code.
func New(d *db.DB, campaigns Campaigns, units Units, log *translog.Log, baseURL string) *Service {
	return &Service{db: d, campaigns: campaigns, units: units, log: log, baseURL: baseURL}
}

// Enter writes the lines of a decision into the register and into the log, in the
// transaction that issues it: a new entry for each line that honours, and for each line
// that changes another one what it says of the entry before. Each is one leaf.
func (s *Service) Enter(ctx context.Context, tx *db.Tx, actor auth.Actor, d recognition.Decision, lines []recognition.Line) error {
	serial, err := lastSerial(ctx, tx)
	if err != nil {
		return err
	}
	said, err := s.statements(ctx, tx, d, lines, serial)
	if err != nil {
		return err
	}
	if err := s.seal(ctx, tx, said); err != nil {
		return err
	}
	if d.Kind != recognition.Revocation {
		serial += int64(len(lines))
	}
	return audit.Record(ctx, tx, actor, audit.Act{
		Name: "register.entered", Kind: "decision", ObjectID: d.ID, Title: d.Number, UnitPath: d.UnitPath,
		After: map[string]any{"lines": len(lines), "last_serial": serial},
	})
}

// statements are what a decision says, in the order of its list; serial is the last one
// of the register.
func (s *Service) statements(ctx context.Context, tx *db.Tx, d recognition.Decision, lines []recognition.Line, serial int64) (all []Statement, err error) {
	season, err := s.campaigns.Season(ctx, tx, d.SeasonID)
	if err != nil {
		return nil, err
	}
	unit, err := s.units.Unit(ctx, tx, d.UnitID)
	if err != nil {
		return nil, err
	}
	kind, award := d.Kind, d.Award
	if d.Kind.Amends() {
		first, err := s.Decisions.Decision(ctx, tx, d.AmendsID)
		if err != nil {
			return nil, err
		}
		kind, award = first.Kind, first.Award
	}
	old, err := amendedCodes(ctx, tx, lines)
	if err != nil {
		return nil, err
	}
	by := decidedBy(unit.Name, d.SignAs)
	for _, l := range lines {
		issued := ""
		if d.Kind != recognition.Revocation {
			serial++
			r := newRecord(d, l, kind, by, season)
			r.Award, issued = award, code.New(Prefix, rand.Reader)
			all = append(all, Statement{Kind: kindIssued, Code: issued, At: tx.Now, DecisionID: d.ID, LineID: l.ID, Serial: serial, Record: &r})
		}
		if l.AmendsLineID == "" {
			continue
		}
		before, entered := old[l.AmendsLineID]
		if !entered {
			return nil, fault.Refuse("Dòng được đính chính chưa có trong sổ công nhận.")
		}
		all = append(all, Statement{Kind: string(change(d.Kind)), Code: before, At: tx.Now, DecisionID: d.ID, Change: newChange(d, by, issued)})
	}
	return all, nil
}

// amendedCodes finds the codes of the lines that lines change, by their ids.
func amendedCodes(ctx context.Context, tx *db.Tx, lines []recognition.Line) (map[string]string, error) {
	var ids []string
	for _, l := range lines {
		if l.AmendsLineID != "" {
			ids = append(ids, l.AmendsLineID)
		}
	}
	return codesOfLines(ctx, tx, ids)
}

// change is how a line stands after a decision of that kind.
func change(kind recognition.Kind) State {
	switch kind {
	case recognition.Replacement:
		return Replaced
	case recognition.Revocation:
		return Revoked
	}
	return Corrected
}

func newChange(d recognition.Decision, decidedBy, byCode string) *Change {
	return &Change{By: byCode, Decision: d.Code, Number: d.Number, DecidedOn: d.DecidedOn, DecidedBy: decidedBy, Reason: d.Reason}
}

// seal gives every statement its salt, appends it to the log and writes both.
func (s *Service) seal(ctx context.Context, tx *db.Tx, said []Statement) error {
	salts := make([]byte, saltSize*len(said))
	if _, err := rand.Read(salts); err != nil {
		return err
	}
	leaves, hashes := make([]leaf, len(said)), make([][]byte, len(said))
	for n, statement := range said {
		l, err := newLeaf(statement, salts[n*saltSize:(n+1)*saltSize])
		if err != nil {
			return err
		}
		leaves[n], hashes[n] = l, l.hash
	}
	first, err := s.log.Append(ctx, tx, hashes)
	if err != nil {
		return err
	}
	for n := range leaves {
		leaves[n].n = first + int64(n)
	}
	return insert(ctx, tx, leaves)
}
