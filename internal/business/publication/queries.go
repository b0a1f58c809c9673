package publication

import (
	"context"

	"kheo/internal/business/campaign"
	"kheo/internal/business/initiative"
	"kheo/internal/business/org"
	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
)

// Row is an initiative in a public list.
type Row struct {
	Code, Title string
	Kind        initiative.Kind
	By          string // kind of participant
	Name        string // of the participant; empty while it is not public
	Unit        string // name
	Field       string // name
	Season      string // name
	Year        int64
	State       initiative.State
	Stage       string // the mark that it shows
	Steps       [6]initiative.Proof
	Award       Award // the latest decision that names it; may be empty
	id          string
}

// rows completes cards with their names, proofs and awards: three queries for
// however many cards.
func (s *Service) rows(ctx context.Context, tx *db.Tx, p *places, cards []initiative.Card, instead string) ([]Row, error) {
	if len(cards) == 0 {
		return nil, nil
	}
	ids := make([]string, len(cards))
	var decided []string
	for n, c := range cards {
		ids[n] = c.ID
		if c.Decided {
			decided = append(decided, c.ID)
		}
	}
	proofs, err := s.initiatives.Proofs(ctx, tx, ids)
	if err != nil {
		return nil, err
	}
	var awards map[string][]Award
	if len(decided) > 0 {
		if awards, err = s.awards.Of(ctx, tx, decided); err != nil {
			return nil, err
		}
	}
	all := make([]Row, len(cards))
	for n, c := range cards {
		of := awards[c.ID]
		r := Row{
			Code: c.Code, Title: c.Title, Kind: c.Kind, By: string(c.ParticipantKind), Name: publicName(c.ParticipantKind, c.ParticipantName, of),
			Unit: p.units[c.UnitID].Name, Field: p.field[c.FieldID].Name, Season: p.season[c.SeasonID].Name, Year: p.season[c.SeasonID].Year,
			State: c.State, Stage: stageShown(c.State, of), Steps: proofs[c.ID], id: c.ID,
		}
		if r.Name == "" {
			r.Title = hide(c.Title, c.ParticipantName, instead)
		}
		if len(of) > 0 {
			r.Award = of[len(of)-1]
		}
		all[n] = r
	}
	return all, nil
}

// knows reports whether p has the names of all cards; a unit or season may be
// younger than p.
func (p *places) knows(cards []initiative.Card) bool {
	for _, c := range cards {
		_, unit := p.units[c.UnitID]
		_, season := p.season[c.SeasonID]
		if !unit || !season {
			return false
		}
	}
	return true
}

// front is what the front page shows.
type front struct {
	Season  campaign.Season // whose numbers are shown; empty: none yet
	Figures figures
	Latest  []Row
	Running []campaign.Season
}

const latestRows = 6

// front gathers what the front page shows.
func (s *Service) front(ctx context.Context, instead string) (front, error) {
	crowded := func(h front) bool { return h.Figures.Registered.Initiatives >= crowd }
	return s.fronts.get(instead, crowded, func() (h front, err error) {
		err = s.read(ctx, func(tx *db.Tx, p *places) (complete bool, err error) {
			h = front{Running: p.running()}
			if h.Season, h.Figures, err = s.shown(ctx, tx, p); err != nil || h.Season.ID == "" {
				return err == nil, err
			}
			ids, err := s.awards.Latest(ctx, tx, latestRows)
			if err != nil {
				return false, err
			}
			cards, err := s.initiatives.CardsOf(ctx, tx, ids)
			if err != nil {
				return false, err
			}
			h.Latest, err = s.rows(ctx, tx, p, cards, instead)
			return p.knows(cards), err
		})
		return h, err
	})
}

// shown is the season whose numbers the front page shows: the latest in which
// something was recognised, or the latest of all.
func (s *Service) shown(ctx context.Context, tx *db.Tx, p *places) (season campaign.Season, f figures, err error) {
	launched := p.launched()
	for n, candidate := range launched {
		found, err := s.seasonFigures(ctx, tx, p, candidate)
		if err != nil {
			return season, f, err
		}
		if n == 0 || found.Recognised.Initiatives > 0 {
			season, f = candidate, found
		}
		if found.Recognised.Initiatives > 0 || n == 2 {
			break
		}
	}
	return season, f, nil
}

// paper is what the page of one initiative shows.
type paper struct {
	initiative.Dossier
	Name   string // of the participant; empty while it is not public
	Unit   org.Unit
	Field  campaign.Field
	Season campaign.Season
	Awards []Award
}

// paper finds an initiative by its canonical code.
func (s *Service) paper(ctx context.Context, code, instead string) (d paper, err error) {
	err = s.read(ctx, func(tx *db.Tx, p *places) (complete bool, err error) {
		dossier, err := s.initiatives.PublicDossier(ctx, tx, code)
		if err != nil {
			return false, err
		}
		awards, err := s.awards.Of(ctx, tx, []string{dossier.ID})
		d = paper{Dossier: dossier, Unit: p.units[dossier.UnitID], Field: p.field[dossier.FieldID], Season: p.season[dossier.SeasonID], Awards: awards[dossier.ID]}
		return d.Unit.ID != "", err
	})
	if err != nil {
		return d, err
	}
	if d.Name = publicName(d.ParticipantKind, d.ParticipantName, d.Awards); d.Name == "" {
		hideIn(&d.Dossier, instead)
	}
	return d, nil
}

// chosenFigures computes the numbers of the season of that code, or of the one
// that the front page shows; fault.NotFound where there is none.
func (s *Service) chosenFigures(ctx context.Context, code string) (f figures, seasons []campaign.Season, err error) {
	err = s.read(ctx, func(tx *db.Tx, p *places) (complete bool, err error) {
		f, seasons = figures{}, p.seasons
		if code == "" {
			_, f, err = s.shown(ctx, tx, p)
			return true, err
		}
		season, ok := p.seasonCode(code)
		if !ok {
			return true, nil
		}
		f, err = s.seasonFigures(ctx, tx, p, season)
		return true, err
	})
	if err == nil && f.Season.Season.ID == "" {
		err = fault.NotFound
	}
	return f, seasons, err
}
