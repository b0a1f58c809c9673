package register

import (
	"context"
	"crypto/rand"
	"errors"

	"github.com/google/uuid"

	"kheo/internal/business/recognition"
	"kheo/internal/platform/code"
	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
	"kheo/internal/service/audit"
	"kheo/internal/service/auth"
)

// Service keeps the register and checks codes.
type Service struct {
	// Decisions is set by app after recognition is made, which needs Service.
	Decisions Decisions

	db        *db.DB
	campaigns Campaigns
	units     Units
}

// New makes the service; set Decisions before use.
func New(d *db.DB, campaigns Campaigns, units Units) *Service {
	return &Service{db: d, campaigns: campaigns, units: units}
}

// Enter writes the lines of a decision into the register, in the transaction that
// issues it: a new entry for each line that honours, and for each line that
// changes another one what it says of the entry before.
func (s *Service) Enter(ctx context.Context, tx *db.Tx, actor auth.Actor, d recognition.Decision, lines []recognition.Line) error {
	season, err := s.campaigns.Season(ctx, tx, d.SeasonID)
	if err != nil {
		return err
	}
	unit, err := s.units.Unit(ctx, tx, d.UnitID)
	if err != nil {
		return err
	}
	kind, award := d.Kind, d.Award
	if d.Kind.Amends() {
		first, err := s.Decisions.Decision(ctx, tx, d.AmendsID)
		if err != nil {
			return err
		}
		kind, award = first.Kind, first.Award
	}
	serial, err := lastSerial(ctx, tx)
	if err != nil {
		return err
	}
	for _, l := range lines {
		e := Entry{LineID: l.ID, DecisionID: d.ID, IssuedAt: tx.Now}
		if d.Kind != recognition.Revocation {
			serial++
			e.Code, e.Serial = code.New(Prefix, rand.Reader), serial
			e.Record = newRecord(d, l, kind, decidedBy(unit.Name, d.SignAs), season)
			e.Record.Award = award
			if err := insertEntry(ctx, tx, e); err != nil {
				return err
			}
		}
		if l.AmendsLineID != "" {
			if err := s.amend(ctx, tx, d, l, e.Code); err != nil {
				return err
			}
		}
	}
	return audit.Record(ctx, tx, actor, audit.Act{
		Name: "register.entered", Kind: "decision", ObjectID: d.ID, Title: d.Number, UnitPath: d.UnitPath,
		After: map[string]any{"lines": len(lines), "last_serial": serial},
	})
}

// amend tells the entry of the changed line what became of it.
func (s *Service) amend(ctx context.Context, tx *db.Tx, d recognition.Decision, l recognition.Line, byCode string) error {
	old, err := entryOfLine(ctx, tx, l.AmendsLineID)
	if errors.Is(err, fault.NotFound) {
		return fault.Refuse("Dòng được đính chính chưa có trong sổ công nhận.")
	}
	if err != nil {
		return err
	}
	a := Amendment{Kind: Corrected, DecisionID: d.ID, ByCode: byCode, Reason: d.Reason, At: tx.Now}
	switch d.Kind {
	case recognition.Replacement:
		a.Kind = Replaced
	case recognition.Revocation:
		a.Kind = Revoked
	}
	return insertAmendment(ctx, tx, uuid.Must(uuid.NewV7()).String(), old.Code, a)
}
