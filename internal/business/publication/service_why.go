package publication

import (
	"context"
	"errors"

	"kheo/internal/business/council"
	"kheo/internal/business/initiative"
	"kheo/internal/business/recognition"
	"kheo/internal/business/review"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
	"kheo/internal/service/auth"
)

// reasons is why an initiative had its result: papers, criteria, numbers, no persons.
type reasons struct {
	ID       string
	Code     string
	Title    string
	State    initiative.State
	Scoring  review.Why
	Outcomes []council.Outcome
	Hands    []recognition.HandDown
	Decided  []recognition.Decision // issued, the earliest first
	Seen     []clock.Date           // on the spot
	Awards   []Award                // standing lines
	Public   bool                   // everybody reads it, so nothing that officials wrote freely is told
}

// why gathers the reasons of i; fault.NotFound while there is no result, and while
// its council votes again.
func (s *Service) why(ctx context.Context, tx *db.Tx, i initiative.Initiative) (w reasons, err error) {
	g := s.Grounds
	w = reasons{ID: i.ID, Code: i.Code, Title: i.Title, State: i.State}
	if w.Scoring, err = g.Scoring.Why(ctx, tx, i.ID); err != nil && !errors.Is(err, fault.NotFound) {
		return w, err
	}
	open := false
	if w.Outcomes, open, err = g.Ballots.Outcomes(ctx, tx, i.ID); err != nil {
		return w, err
	}
	if !settled(i, w.Scoring, open) {
		return w, fault.NotFound
	}
	if w.Hands, err = g.Decisions.HandedDown(ctx, tx, i.ID); err != nil {
		return w, err
	}
	if w.Decided, err = g.Decisions.OfInitiative(ctx, tx, i.ID); err != nil {
		return w, err
	}
	if w.Seen, err = g.Visits.SeenOn(ctx, tx, i.ID); err != nil {
		return w, err
	}
	awards, err := s.awards.Of(ctx, tx, []string{i.ID})
	w.Awards = awards[i.ID]
	return w, err
}

// settled reports whether i has a result that may be told.
func settled(i initiative.Initiative, scored review.Why, open bool) bool {
	switch i.State {
	case initiative.UnderReview:
		return scored.Recorded && !open
	case initiative.Recognised, initiative.NotRecognised, initiative.KeptAlive, initiative.Ended:
		return !open && (scored.Recorded || !i.DecidedAt.IsZero())
	}
	return false
}

// Explained reports whether the reasons of an initiative's result can be read.
func (s *Service) Explained(ctx context.Context, tx *db.Tx, initiativeID string) (bool, error) {
	i, err := s.Grounds.Dossiers.Find(ctx, tx, initiativeID)
	if err != nil {
		return false, err
	}
	scored, err := s.Grounds.Scoring.Why(ctx, tx, initiativeID)
	if err != nil && !errors.Is(err, fault.NotFound) {
		return false, err
	}
	_, open, err := s.Grounds.Ballots.Outcomes(ctx, tx, initiativeID)
	return settled(i, scored, open), err
}

// PublicWhy tells everybody why an initiative is recognised, by its canonical code;
// fault.NotFound for every other one.
func (s *Service) PublicWhy(ctx context.Context, code, instead string) (w reasons, d paper, err error) {
	if d, err = s.paper(ctx, code, instead); err != nil {
		return w, d, err
	}
	if s.Grounds.Scoring == nil || !named(d.Awards, Recognised) {
		return w, d, fault.NotFound
	}
	err = s.db.View(ctx, func(tx *db.Tx) error {
		w, err = s.why(ctx, tx, d.Initiative)
		return err
	})
	w.Public = true
	return w, d, err
}

// StaffWhy tells who may read a dossier why it had its result; until there is one
// it is refused.
func (s *Service) StaffWhy(ctx context.Context, actor auth.Actor, id string) (w reasons, err error) {
	i, err := s.Grounds.Dossiers.See(ctx, actor, id)
	if err != nil {
		return w, err
	}
	err = s.db.View(ctx, func(tx *db.Tx) error {
		w, err = s.why(ctx, tx, i)
		return err
	})
	if errors.Is(err, fault.NotFound) {
		err = fault.Refuse("Hồ sơ này chưa có kết quả. Khi có, trang này nói rõ vì sao.")
	}
	return w, err
}

// noted is the council's word where its secretary wrote it down and no ballot was
// counted here; ok is false otherwise.
func (w reasons) noted() (count council.Count, ok bool) {
	s := w.Scoring
	return council.Count{For: s.VotesFor, Against: s.Votes - s.VotesFor}, s.Recorded && len(w.Outcomes) == 0
}
