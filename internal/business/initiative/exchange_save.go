package initiative

import (
	"context"
	"crypto/rand"
	"errors"

	"github.com/google/uuid"

	"kheo/internal/business/campaign"
	"kheo/internal/business/org"
	"kheo/internal/business/participant"
	"kheo/internal/platform/code"
	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
	"kheo/internal/service/audit"
	"kheo/internal/service/auth"
)

// carryOut saves a plan without errors, or only counts what it would save.
func (s *Service) carryOut(ctx context.Context, actor auth.Actor, p plan) (Imported, error) {
	run := s.db.Update
	if p.in.DryRun {
		run = s.db.View
	}
	for attempt := 1; ; attempt++ {
		result := p.found
		err := run(ctx, func(tx *db.Tx) error {
			result = p.found
			return s.register(ctx, tx, actor, p, &result)
		})
		if wasTaken(err) && attempt < 4 {
			continue // somebody registered the same at this moment: now it is known
		}
		result.Saved = err == nil && !p.in.DryRun
		return result, err
	}
}

// wasTaken reports whether err is errTaken: between looking and saving, another
// transaction registered the same.
func wasTaken(err error) bool {
	var v fault.Invalid
	return errors.As(err, &v) && v["title"].Sentence == errTaken["title"].Sentence
}

// register saves the rows that are not there yet. It asks again whether the
// season still accepts and the actor still may, for this is the moment that counts.
func (s *Service) register(ctx context.Context, tx *db.Tx, actor auth.Actor, p plan, result *Imported) error {
	season, unit, err := s.target(ctx, tx, actor, p.in)
	if err != nil {
		return err
	}
	known, err := known(ctx, tx, season, unit)
	if err != nil {
		return err
	}
	people, groups := map[string]participant.Participant{}, map[string]*group{}
	for n, row := range p.rows {
		if p.in.Progress != nil && n%50 == 0 {
			p.in.Progress(n, len(p.rows))
		}
		if known[row.who()+"|"+titleKey(row.Title)] {
			result.Already++
			continue
		}
		if result.New++; p.in.DryRun {
			continue
		}
		who, ok := people[row.who()]
		if !ok {
			if who, _, err = s.participants.Ensure(ctx, tx, row.participantKind, row.participant, participant.Unit{ID: row.unit.ID, Path: row.unit.Path}); err != nil {
				return err
			}
			people[row.who()] = who
		}
		i := row.initiative(season, who, actor, tx)
		if err := s.submitted(ctx, tx, actor, i); err != nil {
			return err
		}
		addTo(groups, i)
	}
	if p.in.Progress != nil {
		p.in.Progress(len(p.rows), len(p.rows))
	}
	if p.in.DryRun || result.New == 0 {
		return nil
	}
	for _, g := range groups {
		if err := count(ctx, tx, g.like, g.n); err != nil {
			return err
		}
	}
	return audit.Record(ctx, tx, actor, audit.Act{
		Name: "initiative.imported", Kind: "season", ObjectID: season.ID, Title: season.Name, UnitPath: unit.Path,
		After: map[string]any{"unit": unit.Code, "file": p.in.File, "rows": result.Rows, "new": result.New, "already": result.Already},
	})
}

// submitted saves a registered initiative with the first event of its life.
func (s *Service) submitted(ctx context.Context, tx *db.Tx, actor auth.Actor, i Initiative) error {
	if err := insert(ctx, tx, i); err != nil {
		return err
	}
	return insertEvent(ctx, tx, uuid.Must(uuid.NewV7()).String(), i.ID, Event{At: tx.Now, Account: actor.Name, To: Submitted, DueOn: i.DueOn})
}

// group counts initiatives that stand at the same place of the tally.
type group struct {
	like Initiative
	n    int
}

func addTo(groups map[string]*group, i Initiative) {
	key := i.UnitID + i.FieldID + string(i.ParticipantKind)
	if groups[key] == nil {
		groups[key] = &group{like: i}
	}
	groups[key].n++
}

// who names the participant of a row in one spelling.
func (r listRow) who() string { return whoKey(r.unit.ID, string(r.participantKind), r.participant) }

func (r listRow) initiative(season campaign.Season, p participant.Participant, actor auth.Actor, tx *db.Tx) Initiative {
	return Initiative{
		ID: uuid.Must(uuid.NewV7()).String(), Code: code.New(codePrefix, rand.Reader), SeasonID: season.ID, UnitID: r.unit.ID, UnitPath: r.unit.Path,
		ParticipantID: p.ID, ParticipantKind: r.participantKind, ParticipantName: r.participant, Kind: r.kind, FieldID: r.field.ID,
		Content: r.clean(), StartsOn: r.startsOn, Contact: r.contact, Note: r.note, State: Submitted, DueOn: season.ScoreBy, Version: 1,
		CreatedBy: actor.AccountID, CreatedAt: tx.Now, ChangedAt: tx.Now, SubmittedAt: tx.Now,
	}
}

// known lists what the unit has registered in the season: participant and title.
func known(ctx context.Context, tx *db.Tx, season campaign.Season, unit org.Unit) (map[string]bool, error) {
	low, high := db.Under(unit.Path)
	known := map[string]bool{}
	err := db.Each(ctx, tx, func(r db.Row) error {
		var unitID, kind, name, title string
		err := r.Scan(&unitID, &kind, &name, &title)
		known[whoKey(unitID, kind, name)+"|"+title] = true
		return err
	}, `SELECT unit_id, participant_kind, participant_name, title_key FROM initiative_initiative
		WHERE season_id = $1 AND unit_path >= $2 AND unit_path < $3 AND title_key <> ''`, season.ID, low, high)
	return known, err
}
