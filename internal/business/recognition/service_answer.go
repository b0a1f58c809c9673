package recognition

import (
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/google/uuid"

	"kheo/internal/business/campaign"
	"kheo/internal/business/initiative"
	"kheo/internal/business/org"
	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
	"kheo/internal/service/auth"
)

// Arrivals is what the page of handed-down initiatives shows to a lower unit.
type Arrivals struct {
	Waiting  []HandDown // that may be answered or read
	Answered []HandDown // the latest first
	Bodies   []org.Unit // that may decide
	Seasons  map[string]campaign.Season
	May      bool // the reader answers some of them
}

// Arrivals lists what was handed down to the units for which the actor reads
// decisions, at most limit of each.
func (s *Service) Arrivals(ctx context.Context, actor auth.Actor, limit int) (a Arrivals, err error) {
	err = s.db.View(ctx, func(tx *db.Tx) error {
		a = Arrivals{Seasons: map[string]campaign.Season{}}
		for _, part := range []struct {
			into  *[]HandDown
			state string
		}{{&a.Waiting, "h.state = 'waiting'"}, {&a.Answered, "h.state <> 'waiting'"}} {
			w := &db.Where{}
			w.AnyUnder("h.to_path", actor.Paths(readers()...))
			w.And(part.state)
			if *part.into, err = handsWhere(ctx, tx, w, limit); err != nil {
				return err
			}
		}
		a.May = slices.ContainsFunc(a.Waiting, func(h HandDown) bool { return mayAnswer(actor, h) })
		seasons, err := s.campaigns.Seasons(ctx, tx)
		if err != nil {
			return err
		}
		for _, c := range seasons {
			a.Seasons[c.ID] = c
		}
		return s.answeringBodies(ctx, tx, actor, &a)
	})
	return a, err
}

// answeringBodies lists who may decide on what waits: the units themselves and
// the committees below them.
func (s *Service) answeringBodies(ctx context.Context, tx *db.Tx, actor auth.Actor, a *Arrivals) error {
	seen := map[string]bool{}
	for _, h := range a.Waiting {
		if seen[h.ToID] || !mayAnswer(actor, h) {
			continue
		}
		seen[h.ToID] = true
		units, err := s.units.Under(ctx, tx, h.ToPath)
		if err != nil {
			return err
		}
		for _, u := range units {
			if u.ID == h.ToID || u.ParentID == h.ToID && decides(u.Type) {
				a.Bodies = append(a.Bodies, u)
			}
		}
	}
	return nil
}

// Answer accepts hand-downs, which begins the draft d with them, or declines them
// with a reason; then d has no id. Sending the same form twice answers once.
func (s *Service) Answer(ctx context.Context, actor auth.Actor, in AnswerInput) (d Decision, n int, err error) {
	if !actor.Has(auth.Appraiser, auth.Publisher) {
		return d, 0, fault.Forbidden
	}
	if in, err = in.read(); err != nil {
		return d, 0, err
	}
	words := Input{}
	if in.Answer != string(Declined) {
		if words, err = s.like(ctx, Input{ID: in.ID, UnitID: in.UnitID, Kind: Kind(in.Answer)}); err != nil {
			return d, 0, err
		}
	}
	err = s.db.Update(ctx, func(tx *db.Tx) error {
		d = Decision{}
		n = len(in.Hands)
		if in.Answer != string(Declined) {
			if d, err = s.existing(ctx, tx, actor, in.ID); !errors.Is(err, fault.NotFound) {
				return err
			}
		}
		hands, err := s.answerable(ctx, tx, actor, in)
		if err != nil {
			return err
		}
		if in.Answer == string(Declined) {
			return s.decline(ctx, tx, actor, hands, in.Reason)
		}
		d, err = s.accept(ctx, tx, actor, hands, words)
		return err
	})
	return d, n, err
}

// answerable finds the hand-downs that in answers: all waiting, of one season.
func (s *Service) answerable(ctx context.Context, tx *db.Tx, actor auth.Actor, in AnswerInput) ([]HandDown, error) {
	var all []HandDown
	for _, id := range slices.Compact(slices.Sorted(slices.Values(in.Hands))) {
		h, err := findHand(ctx, tx, id)
		switch {
		case err != nil:
			return nil, err
		case !mayAnswer(actor, h):
			return nil, fault.NotFound
		case h.State == Declined && in.Answer == string(Declined) && h.AnsweredBy == actor.Name && h.Answer == in.Reason:
			continue // sent twice
		case h.State != Handed:
			return nil, fault.Invalid{"hands": fault.Say("Có hồ sơ đã được trả lời hoặc rút lại. Xin chọn lại.")}
		case len(all) > 0 && h.SeasonID != all[0].SeasonID:
			return nil, fault.Invalid{"hands": fault.Say("Một quyết định chỉ gồm hồ sơ của một mùa. Xin chọn hồ sơ cùng mùa.")}
		}
		all = append(all, h)
	}
	return all, nil
}

func (s *Service) decline(ctx context.Context, tx *db.Tx, actor auth.Actor, hands []HandDown, reason string) error {
	for _, h := range hands {
		before := h.trail()
		h.State, h.Answer, h.AnsweredBy = Declined, reason, actor.Name
		if err := answerHand(ctx, tx, h); err != nil {
			return err
		}
		if err := s.recordAnswer(ctx, tx, actor, "recognition.hand_down_declined", before, h); err != nil {
			return err
		}
	}
	return nil
}

// accept begins a draft of a body of the lower unit with the hands as its lines;
// it cites the papers that handed them down.
func (s *Service) accept(ctx context.Context, tx *db.Tx, actor auth.Actor, hands []HandDown, in Input) (Decision, error) {
	season, err := s.campaigns.Season(ctx, tx, hands[0].SeasonID)
	if err != nil {
		return Decision{}, err
	}
	in.Season, in.OtherBases = season.Code, bases(hands)
	_, unit, err := s.place(ctx, tx, in)
	if err != nil {
		return Decision{}, err
	}
	for _, h := range hands {
		if !strings.HasPrefix(unit.Path, h.ToPath) || !mayDraft(actor, unit.Path) {
			return Decision{}, fault.Invalid{"unit": fault.Say("Cơ quan ra quyết định phải thuộc đơn vị nhận. Xin chọn lại cơ quan hoặc hồ sơ.")}
		}
	}
	d, err := s.draft(ctx, tx, actor, in, season, unit)
	if err != nil {
		return d, err
	}
	lines, err := s.handedLines(ctx, tx, d, hands)
	if err != nil {
		return d, err
	}
	if err := writeLines(ctx, tx, d.ID, lines); err != nil {
		return d, err
	}
	for _, h := range hands {
		before := h.trail()
		h.State, h.DecisionID, h.AnsweredBy = Taken, d.ID, actor.Name
		if err := answerHand(ctx, tx, h); err != nil {
			return d, err
		}
		if err := s.recordAnswer(ctx, tx, actor, "recognition.hand_down_accepted", before, h); err != nil {
			return d, err
		}
	}
	return d, nil
}

// handedLines are the lines of a draft that begins with hands; of a commendation
// each participant has one.
func (s *Service) handedLines(ctx context.Context, tx *db.Tx, d Decision, hands []HandDown) (lines []Line, err error) {
	names := map[string]string{}
	for _, h := range hands {
		i, err := s.initiatives.Find(ctx, tx, h.InitiativeID)
		if err != nil {
			return nil, err
		}
		if !slices.Contains(notChosen, i.State) {
			return nil, fault.Refuse("Hồ sơ “%s” đang ở bước “%s” nên không nhận được nữa.", i.Title, i.State.Label())
		}
		l, err := s.lineOf(ctx, tx, i, names)
		if err != nil {
			return nil, err
		}
		if d.Kind == Commendation {
			l.Merit = usualMerit(l.Title)
		}
		lines = append(lines, l)
	}
	return lines, d.onceEach(lines)
}

// onceEach refuses a list on which a paper would name somebody twice.
func (d Decision) onceEach(lines []Line) error {
	v := fault.Invalid{}
	d.checkTwice(v, inOrder(lines))
	if said, twice := v["lines"]; twice {
		return fault.Invalid{"hands": said}
	}
	return nil
}

// again puts what was told that it is not recognised back under review when a
// decision that it was handed down for recognises it after all.
func (s *Service) again(ctx context.Context, tx *db.Tx, actor auth.Actor, d Decision, i initiative.Initiative) error {
	if i.State != initiative.NotRecognised {
		return nil
	}
	h, err := takenBy(ctx, tx, d.ID, i.ID)
	if errors.Is(err, fault.NotFound) {
		return nil // Decide says why it cannot be
	}
	if err != nil {
		return err
	}
	return s.initiatives.Reopen(ctx, tx, actor, i.ID, h.Basis)
}

// newHandID is the id of a form that is not sent yet.
func newHandID() string { return uuid.Must(uuid.NewV7()).String() }
