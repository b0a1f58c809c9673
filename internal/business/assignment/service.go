package assignment

import (
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/google/uuid"

	"kheo/internal/business/campaign"
	"kheo/internal/business/initiative"
	"kheo/internal/business/review"
	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
	"kheo/internal/service/audit"
	"kheo/internal/service/auth"
)

// Service is everything that can be done with assignments.
type Service struct {
	db          *db.DB
	units       Units
	campaigns   Campaigns
	initiatives Initiatives
	review      Review
	conflicts   Conflicts
}

// New makes the service.
func New(d *db.DB, units Units, campaigns Campaigns, initiatives Initiatives, r Review, conflicts Conflicts) *Service {
	return &Service{db: d, units: units, campaigns: campaigns, initiatives: initiatives, review: r, conflicts: conflicts}
}

// season finds a season in which the actor assigns.
func (s *Service) season(ctx context.Context, tx *db.Tx, actor auth.Actor, code string) (campaign.Season, error) {
	season, err := s.campaigns.SeasonByCode(ctx, tx, code)
	switch {
	case err != nil:
		return season, err
	case !actor.Reads(season.UnitPath):
		return season, fault.NotFound
	case !mayAssign(actor, season):
		return season, fault.Forbidden
	}
	return season, nil
}

// board is everything that is assigned in a season, and to whom.
type board struct {
	season campaign.Season
	cases  []Case // by id
	people []Person
	duties map[[2]string]review.Duty // by case and account
}

// board gathers the cases of season of which the council has not spoken yet, in
// the order of their names, and the people who may be asked.
func (s *Service) board(ctx context.Context, tx *db.Tx, season campaign.Season) (b board, err error) {
	b = board{season: season, duties: map[[2]string]review.Duty{}}
	if b.people, err = s.peopleOf(ctx, tx, season); err != nil {
		return b, err
	}
	fields := map[string]string{}
	f := initiative.Filter{SeasonID: season.ID, Paths: []string{season.UnitPath}, States: []initiative.State{initiative.UnderReview}}
	if err := s.initiatives.Each(ctx, tx, f, func(i initiative.Initiative) error { fields[i.ID] = i.FieldID; return nil }); err != nil {
		return b, err
	}
	judges, err := s.judges(ctx, tx, season.ID, b.duties)
	if err != nil {
		return b, err
	}
	all, err := s.review.WaitingCases(ctx, tx, season.ID, season.UnitPath)
	for _, c := range all {
		if !c.Result.Recorded() {
			b.cases = append(b.cases, Case{
				ID: c.InitiativeID, Code: c.Code, Title: c.Title, Participant: c.Participant, UnitPath: c.UnitPath, UnitName: c.UnitName,
				FieldID: fields[c.InitiativeID], Judges: judges[c.InitiativeID],
			})
		}
	}
	slices.SortFunc(b.cases, func(x, y Case) int { return strings.Compare(x.ID, y.ID) })
	return b, err
}

// peopleOf lists the appraisers of season's units, by name.
func (s *Service) peopleOf(ctx context.Context, tx *db.Tx, season campaign.Season) (all []Person, err error) {
	holders, err := auth.Holders(ctx, tx, season.UnitPath, auth.Appraiser)
	for _, a := range holders {
		p := Person{AccountID: a.ID, Name: a.Name, Grants: a.Grants}
		for _, g := range a.Grants {
			if g.Role == auth.Appraiser {
				p.Units = append(p.Units, g.UnitName)
			}
		}
		all = append(all, p)
	}
	return all, err
}

// judges gathers who has to do with each case of a season, by name; duties are
// kept by case and account.
func (s *Service) judges(ctx context.Context, tx *db.Tx, seasonID string, duties map[[2]string]review.Duty) (map[string][]Judge, error) {
	all, err := s.review.Duties(ctx, tx, seasonID)
	if err != nil {
		return nil, err
	}
	marks, err := s.review.Marks(ctx, tx, seasonID)
	judges := map[string][]Judge{}
	for _, d := range all {
		duties[[2]string{d.InitiativeID, d.AccountID}] = d
		judges[d.InitiativeID] = append(judges[d.InitiativeID], Judge{AccountID: d.AccountID, Name: d.Account, Assigned: d.Assigned, Barred: d.Barred, Abstained: d.Abstained()})
	}
	for _, m := range marks {
		list := judges[m.InitiativeID]
		n := slices.IndexFunc(list, func(j Judge) bool { return j.AccountID == m.AppraiserID })
		if n < 0 {
			n, list = len(list), append(list, Judge{AccountID: m.AppraiserID, Name: m.Appraiser})
		}
		list[n].Begun, list[n].HandedIn = true, !m.HandedInAt.IsZero()
		judges[m.InitiativeID] = list
	}
	for _, list := range judges {
		slices.SortFunc(list, func(x, y Judge) int { return strings.Compare(x.Name+x.AccountID, y.Name+y.AccountID) })
	}
	return judges, err
}

// HandInput is the form that gives cases to people by hand, or takes them away.
type HandInput struct {
	ID     string   `form:"id"` // of the batch, so that sending twice makes one
	Cases  []string `form:"ho_so"`
	All    bool     `form:"all_ho_so"` // every case of the filter
	People []string `form:"nguoi"`     // accounts
	Away   bool     `form:"bo"`        // take away
	Filter Query
}

// Outcome is what came of a press.
type Outcome struct {
	Batch   Batch // the zero Batch where cases were taken away
	Pairs   int64 // given or taken away
	Skipped int64 // pairs left out: outside the person's units, in conflict, abstained, given already
}

// Hand gives the chosen cases to the chosen people, or takes them away.
func (s *Service) Hand(ctx context.Context, actor auth.Actor, code string, in HandInput) (out Outcome, err error) {
	err = s.db.Update(ctx, func(tx *db.Tx) error {
		out = Outcome{}
		season, err := s.season(ctx, tx, actor, code)
		if err != nil {
			return err
		}
		b, err := s.board(ctx, tx, season)
		if err != nil {
			return err
		}
		pairs, skipped, err := b.chosen(in)
		if err != nil {
			return err
		}
		if in.Away {
			return s.takeAway(ctx, tx, actor, season, pairs, &out)
		}
		if out, err = s.give(ctx, tx, actor, season, in.ID, ByHand, pairs); err == nil {
			out.Skipped += skipped
		}
		return err
	})
	return out, err
}

// chosen are the pairs that in names, without those outside a person's units.
func (b board) chosen(in HandInput) (pairs []review.Pair, skipped int64, err error) {
	v := fault.Invalid{}
	v.Check(in.All || len(in.Cases) > 0, "ho_so", "Chưa chọn hồ sơ nào. Đánh dấu ít nhất một dòng của bảng.")
	v.Check(len(in.People) > 0, "nguoi", "Chưa chọn thẩm định viên nào. Đánh dấu ít nhất một người.")
	if err := v.Err(); err != nil {
		return nil, 0, err
	}
	for _, c := range b.cases {
		if in.All && !in.Filter.keeps(c) || !in.All && !slices.Contains(in.Cases, c.ID) {
			continue
		}
		for _, p := range b.people {
			switch {
			case !slices.Contains(in.People, p.AccountID):
			case !p.reaches(c.UnitPath) && !in.Away:
				skipped++
			default:
				pairs = append(pairs, review.Pair{InitiativeID: c.ID, AccountID: p.AccountID, Account: p.Name})
			}
		}
	}
	return pairs, skipped, nil
}

// give assigns pairs as one batch. A batch that is there already was sent twice.
func (s *Service) give(ctx context.Context, tx *db.Tx, actor auth.Actor, season campaign.Season, id string, way Way, pairs []review.Pair) (out Outcome, err error) {
	if uuid.Validate(id) != nil {
		id = uuid.Must(uuid.NewV7()).String()
	}
	if b, err := findBatch(ctx, tx, id); err == nil && b.SeasonID == season.ID {
		return Outcome{Batch: b, Pairs: b.Pairs}, nil
	} else if !errors.Is(err, fault.NotFound) {
		return out, errors.Join(err, fault.Conflict)
	}
	added, err := s.review.Assign(ctx, tx, review.Handing{SeasonID: season.ID, BatchID: id, By: actor.Name}, pairs)
	if err != nil {
		return out, err
	}
	out = Outcome{Pairs: int64(len(added)), Skipped: int64(len(pairs) - len(added))}
	if len(added) == 0 {
		return out, nil
	}
	out.Batch = Batch{ID: id, SeasonID: season.ID, Way: way, Cases: cases(added), Pairs: out.Pairs, People: people(added), MadeBy: actor.Name, MadeAt: tx.Now}
	if err := insertBatch(ctx, tx, out.Batch); err != nil {
		return out, err
	}
	return out, record(ctx, tx, actor, season, "assignment.given", map[string]any{"way": way.Label(), "cases": out.Batch.Cases, "pairs": out.Pairs, "people": out.Batch.People})
}

func (s *Service) takeAway(ctx context.Context, tx *db.Tx, actor auth.Actor, season campaign.Season, pairs []review.Pair, out *Outcome) (err error) {
	if out.Pairs, err = s.review.Unassign(ctx, tx, pairs); err != nil || out.Pairs == 0 {
		return err
	}
	return record(ctx, tx, actor, season, "assignment.taken_away", map[string]any{"pairs": out.Pairs, "people": people(pairs)})
}

// Batch shows a batch before it is undone.
func (s *Service) Batch(ctx context.Context, actor auth.Actor, code, id string) (b Batch, season campaign.Season, err error) {
	err = s.db.View(ctx, func(tx *db.Tx) error {
		if season, err = s.season(ctx, tx, actor, code); err != nil {
			return err
		}
		b, err = s.batch(ctx, tx, season, id)
		return err
	})
	return b, season, err
}

func (s *Service) batch(ctx context.Context, tx *db.Tx, season campaign.Season, id string) (Batch, error) {
	if uuid.Validate(id) != nil {
		return Batch{}, fault.NotFound
	}
	b, err := findBatch(ctx, tx, id)
	if err == nil && b.SeasonID != season.ID {
		err = fault.NotFound
	}
	return b, err
}

// Undo takes a whole batch back. It is refused once somebody of it has handed in a
// sheet; undoing twice changes nothing more.
func (s *Service) Undo(ctx context.Context, actor auth.Actor, code, id string) error {
	return s.db.Update(ctx, func(tx *db.Tx) error {
		season, err := s.season(ctx, tx, actor, code)
		if err != nil {
			return err
		}
		b, err := s.batch(ctx, tx, season, id)
		if err != nil || b.Undone() {
			return err
		}
		if err := s.review.UnassignBatch(ctx, tx, b.ID); err != nil {
			return err
		}
		if err := undoBatch(ctx, tx, b.ID, actor.Name); err != nil {
			return err
		}
		return record(ctx, tx, actor, season, "assignment.undone", map[string]any{"pairs": b.Pairs, "people": b.People})
	})
}

// Limit lets only those score who are assigned, or everybody of the subtree.
func (s *Service) Limit(ctx context.Context, actor auth.Actor, code string, only bool) error {
	return s.db.Update(ctx, func(tx *db.Tx) error {
		season, err := s.season(ctx, tx, actor, code)
		if err != nil {
			return err
		}
		before, err := s.review.OnlyAssigned(ctx, tx, season.ID)
		if err != nil || before == only {
			return err
		}
		if err := s.review.LimitToAssigned(ctx, tx, season.ID, only); err != nil {
			return err
		}
		return record(ctx, tx, actor, season, "assignment.limited", map[string]any{"only_assigned": only})
	})
}

// record keeps an act with a season's assignments for the trail.
func record(ctx context.Context, tx *db.Tx, actor auth.Actor, season campaign.Season, act string, after map[string]any) error {
	return audit.Record(ctx, tx, actor, audit.Act{Name: act, Kind: "season", ObjectID: season.ID, Title: season.Name, UnitPath: season.UnitPath, After: after})
}
