package recognition

import (
	"context"
	"slices"
	"strings"

	"github.com/google/uuid"

	"kheo/internal/business/campaign"
	"kheo/internal/business/initiative"
	"kheo/internal/business/org"
	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
	"kheo/internal/platform/text"
	"kheo/internal/service/audit"
	"kheo/internal/service/auth"
)

// HandFilter narrows what may be handed down.
type HandFilter struct {
	Season string // code; empty: the latest season that the actor hands down from
	UnitID string // the lower unit
	Words  string
	Before string // id of the last initiative of the page before
	Limit  int
}

// HandPage is what the page that hands down shows.
type HandPage struct {
	Seasons []campaign.Season // that the actor hands down from
	Season  campaign.Season
	Units   []org.Unit // below the season's unit, and below the chosen one
	Unit    org.Unit   // the lower unit; without ID: none is chosen
	Rows    []initiative.Initiative
	Names   map[string]string // of units by id
	Next    string            // where the next page begins; empty: this is the last
	Down    []HandDown        // of the season, the latest first
}

// Handable lists what a council of the actor's season did not choose and may be
// handed down to a lower unit, a page at a time, and what was handed down.
func (s *Service) Handable(ctx context.Context, actor auth.Actor, f HandFilter) (p HandPage, err error) {
	err = s.db.View(ctx, func(tx *db.Tx) error {
		p = HandPage{Names: map[string]string{}}
		if err := s.handSeasons(ctx, tx, actor, f.Season, &p); err != nil || p.Season.ID == "" {
			return err
		}
		if p.Units, err = s.units.Children(ctx, tx, p.Season.UnitID); err != nil {
			return err
		}
		w := &db.Where{}
		w.And("h.season_id = ?", p.Season.ID)
		if p.Down, err = handsWhere(ctx, tx, w, mostHanded); err != nil || f.UnitID == "" {
			return err
		}
		if p.Unit, err = s.lowerUnit(ctx, tx, p.Season, f.UnitID); err != nil {
			return err
		}
		below, err := s.units.Children(ctx, tx, p.Unit.ID)
		if err != nil {
			return err
		}
		if !slices.ContainsFunc(p.Units, func(u org.Unit) bool { return u.ID == p.Unit.ID }) {
			below = append([]org.Unit{p.Unit}, below...)
		}
		p.Units = append(p.Units, below...)
		return s.handRows(ctx, tx, f, &p)
	})
	return p, err
}

// handSeasons finds the seasons from which actor hands down, and the chosen one.
func (s *Service) handSeasons(ctx context.Context, tx *db.Tx, actor auth.Actor, code string, p *HandPage) error {
	all, err := s.campaigns.Seasons(ctx, tx)
	for _, c := range all {
		if !mayHandDown(actor, c.UnitPath) {
			continue
		}
		p.Seasons = append(p.Seasons, c)
		if c.Code == code || code == "" && p.Season.ID == "" {
			p.Season = c
		}
	}
	if err == nil && code != "" && p.Season.ID == "" {
		return fault.NotFound
	}
	return err
}

// lowerUnit finds a unit strictly below that of a season.
func (s *Service) lowerUnit(ctx context.Context, tx *db.Tx, season campaign.Season, id string) (org.Unit, error) {
	if uuid.Validate(id) != nil {
		return org.Unit{}, fault.Invalid{"don-vi": fault.Say("Chọn đơn vị nhận.")}
	}
	u, err := s.units.Unit(ctx, tx, id)
	if err == nil && (!strings.HasPrefix(u.Path, season.UnitPath) || u.ID == season.UnitID) {
		err = fault.NotFound
	}
	return u, err
}

// notChosen are the states in which what was not chosen may be.
var notChosen = []initiative.State{initiative.UnderReview, initiative.NotRecognised}

func (s *Service) handRows(ctx context.Context, tx *db.Tx, f HandFilter, p *HandPage) error {
	query := initiative.Filter{SeasonID: p.Season.ID, Under: []string{p.Unit.Path}, States: notChosen, Words: text.Clean(f.Words), Limit: f.Limit + 1}
	if uuid.Validate(f.Before) == nil {
		query.Before = f.Before
	}
	for len(p.Rows) < f.Limit { // pages of the query hold some that were chosen
		found, err := s.initiatives.List(ctx, tx, query)
		if err != nil {
			return err
		}
		more := len(found) > f.Limit
		found = found[:min(len(found), f.Limit)]
		free, err := s.free(ctx, tx, found)
		if err != nil {
			return err
		}
		for _, i := range free {
			if len(p.Rows) == f.Limit {
				more = true
				break
			}
			p.Rows = append(p.Rows, i)
			query.Before = i.ID
		}
		if !more {
			break
		}
		if len(p.Rows) == f.Limit {
			p.Next = query.Before
			break
		}
		query.Before = found[len(found)-1].ID
	}
	for _, i := range p.Rows {
		if _, known := p.Names[i.UnitID]; !known {
			u, err := s.units.Unit(ctx, tx, i.UnitID)
			if err != nil {
				return err
			}
			p.Names[i.UnitID] = u.Name
		}
	}
	return nil
}

// free keeps what a council did not choose, no decision names and is not handed
// down yet.
func (s *Service) free(ctx context.Context, tx *db.Tx, all []initiative.Initiative) (free []initiative.Initiative, err error) {
	var ids, waiting []string
	for _, i := range all {
		if ids = append(ids, i.ID); i.State == initiative.UnderReview {
			waiting = append(waiting, i.ID)
		}
	}
	taken, err := spokenFor(ctx, tx, ids)
	if err != nil {
		return nil, err
	}
	against := map[string]bool{}
	if s.Rejections != nil && len(waiting) > 0 {
		if against, err = s.Rejections.Rejected(ctx, tx, waiting); err != nil {
			return nil, err
		}
	}
	for _, i := range all {
		if !taken[i.ID] && (i.State == initiative.NotRecognised || i.State == initiative.UnderReview && against[i.ID]) {
			free = append(free, i)
		}
	}
	return free, nil
}

// HandDown hands initiatives that were not chosen to a lower unit, all of them or
// none, and returns how many. Sending the same form twice hands down once.
func (s *Service) HandDown(ctx context.Context, actor auth.Actor, in HandInput) (n int, err error) {
	err = s.db.Update(ctx, func(tx *db.Tx) error {
		n = 0
		season, err := s.campaigns.NamedSeason(ctx, tx, "mua", in.Season)
		if err != nil {
			return err
		}
		if !mayHandDown(actor, season.UnitPath) {
			return fault.NotFound
		}
		in, err := in.read()
		if err != nil {
			return err
		}
		sent, err := db.One(ctx, tx, db.Value[int], `SELECT COUNT(*) FROM recognition_handed_down WHERE batch_id = $1`, in.ID)
		if err != nil || sent > 0 {
			n = sent
			return err
		}
		to, err := s.lowerUnit(ctx, tx, season, in.Unit)
		if err != nil {
			return err
		}
		from, err := s.units.Unit(ctx, tx, season.UnitID)
		if err != nil {
			return err
		}
		free, err := s.chosen(ctx, tx, season, to, in.Cases)
		if err != nil {
			return err
		}
		for _, i := range free {
			h := HandDown{
				ID: uuid.Must(uuid.NewV7()).String(), BatchID: in.ID, SeasonID: season.ID, InitiativeID: i.ID, InitiativeCode: i.Code, Title: i.Title,
				Participant: i.ParticipantName, FromID: from.ID, FromPath: from.Path, FromName: from.Name, ToID: to.ID, ToPath: to.Path, ToName: to.Name,
				Reason: in.Reason, Basis: in.Basis, State: Handed, HandedBy: actor.Name, HandedAt: tx.Now,
			}
			if err := insertHand(ctx, tx, h); err != nil {
				return err
			}
			if err := s.recordHand(ctx, tx, actor, i.UnitPath, "recognition.handed_down", nil, h); err != nil {
				return err
			}
		}
		n = len(free)
		return nil
	})
	if db.IsDuplicate(err) { // somebody handed one of them down at the same moment
		err = errNotFree
	}
	return n, err
}

var errNotFree = fault.Invalid{"cases": fault.Say("Có hồ sơ không chuyển được nữa. Xin chọn lại.")}

// chosen finds the initiatives of ids, each of the season, under to and free.
func (s *Service) chosen(ctx context.Context, tx *db.Tx, season campaign.Season, to org.Unit, ids []string) ([]initiative.Initiative, error) {
	var all []initiative.Initiative
	for _, id := range slices.Compact(slices.Sorted(slices.Values(ids))) {
		i, err := s.initiatives.Find(ctx, tx, id)
		if err != nil {
			return nil, err
		}
		if i.SeasonID != season.ID || !strings.HasPrefix(i.UnitPath, to.Path) {
			return nil, fault.NotFound
		}
		all = append(all, i)
	}
	free, err := s.free(ctx, tx, all)
	if err == nil && len(free) != len(all) {
		err = errNotFree
	}
	return free, err
}

// HandForm finds a hand-down that the actor may take back.
func (s *Service) HandForm(ctx context.Context, actor auth.Actor, id string) (h HandDown, err error) {
	err = s.db.View(ctx, func(tx *db.Tx) error {
		h, err = s.withdrawable(ctx, tx, actor, id)
		return err
	})
	return h, err
}

func (s *Service) withdrawable(ctx context.Context, tx *db.Tx, actor auth.Actor, id string) (HandDown, error) {
	h, err := findHand(ctx, tx, id)
	switch {
	case err != nil:
		return h, err
	case !mayHandDown(actor, h.FromPath):
		return h, fault.NotFound
	case h.State != Handed && h.State != Withdrawn:
		return h, errAnswered
	}
	return h, nil
}

// Withdraw takes a hand-down back while it waits. Taking back twice changes nothing.
func (s *Service) Withdraw(ctx context.Context, actor auth.Actor, id string) error {
	return s.db.Update(ctx, func(tx *db.Tx) error {
		h, err := s.withdrawable(ctx, tx, actor, id)
		if err != nil || h.State == Withdrawn {
			return err
		}
		before := h.trail()
		h.State, h.AnsweredBy = Withdrawn, actor.Name
		if err := answerHand(ctx, tx, h); err != nil {
			return err
		}
		return s.recordAnswer(ctx, tx, actor, "recognition.hand_down_withdrawn", before, h)
	})
}

// recordAnswer keeps an act in the trail of the initiative.
func (s *Service) recordAnswer(ctx context.Context, tx *db.Tx, actor auth.Actor, act string, before any, h HandDown) error {
	i, err := s.initiatives.Find(ctx, tx, h.InitiativeID)
	if err != nil {
		return err
	}
	return s.recordHand(ctx, tx, actor, i.UnitPath, act, before, h)
}

func (s *Service) recordHand(ctx context.Context, tx *db.Tx, actor auth.Actor, unitPath, act string, before any, h HandDown) error {
	return audit.Record(ctx, tx, actor, audit.Act{
		Name: act, Kind: "initiative", ObjectID: h.InitiativeID, Title: h.Title, UnitPath: unitPath, Before: before, After: h.trail(),
	})
}
