package scoresheet

import (
	"context"
	"slices"

	"kheo/internal/business/campaign"
	"kheo/internal/business/initiative"
	"kheo/internal/business/review"
	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
	"kheo/internal/service/auth"
)

// Papers is a page of the cases of a season whose sheets can be printed or typed in.
type Papers struct {
	Season campaign.Season
	Rows   []review.Case
	Sheets map[string]int // handed in, by case
	Total  int
	Next   string // id of the last row when there are more
}

const (
	pageRows   = 50
	mostLeaves = 300 // cases of one print
)

// clerk finds a season in which the actor types in.
func (s *Service) clerk(ctx context.Context, tx *db.Tx, actor auth.Actor, code string) (campaign.Season, error) {
	season, err := s.campaigns.SeasonByCode(ctx, tx, code)
	switch {
	case err != nil:
		return season, err
	case !actor.Reads(season.UnitPath):
		return season, fault.NotFound
	case !mayType(actor, season):
		return season, fault.Forbidden
	}
	return season, nil
}

// Papers lists the cases of a season of which the council has not spoken yet, those
// after an id.
func (s *Service) Papers(ctx context.Context, actor auth.Actor, code, after string) (p Papers, err error) {
	err = s.db.View(ctx, func(tx *db.Tx) error {
		season, err := s.clerk(ctx, tx, actor, code)
		if err != nil {
			return err
		}
		p = Papers{Season: season, Sheets: map[string]int{}}
		all, err := s.open(ctx, tx, season)
		if err != nil {
			return err
		}
		p.Total = len(all)
		for _, c := range all {
			switch {
			case c.InitiativeID <= after:
			case len(p.Rows) < pageRows:
				p.Rows = append(p.Rows, c)
			default:
				p.Next = p.Rows[pageRows-1].InitiativeID
			}
		}
		marks, err := s.review.Marks(ctx, tx, season.ID)
		for _, m := range marks {
			if !m.HandedInAt.IsZero() {
				p.Sheets[m.InitiativeID]++
			}
		}
		return err
	})
	return p, err
}

func (s *Service) open(ctx context.Context, tx *db.Tx, season campaign.Season) ([]review.Case, error) {
	all, err := s.review.WaitingCases(ctx, tx, season.ID, season.UnitPath)
	all = slices.DeleteFunc(all, func(c review.Case) bool { return c.Result.Recorded() })
	slices.SortFunc(all, func(x, y review.Case) int {
		if x.InitiativeID < y.InitiativeID {
			return -1
		}
		return 1
	})
	return all, err
}

// PrintInput chooses what is printed.
type PrintInput struct {
	Cases []string `form:"ho_so"`
	All   bool     `form:"all_ho_so"`
}

// leaf is one case on paper.
type leaf struct {
	set campaign.CriteriaSet
	of  campaign.Scored
}

// Prints gathers the empty sheets of the chosen cases, each with the criteria under
// which it was received.
func (s *Service) Prints(ctx context.Context, actor auth.Actor, code string, in PrintInput) (b Bundle, err error) {
	err = s.db.View(ctx, func(tx *db.Tx) error {
		season, err := s.clerk(ctx, tx, actor, code)
		if err != nil {
			return err
		}
		b = Bundle{Season: season}
		all, err := s.open(ctx, tx, season)
		if err != nil {
			return err
		}
		if !in.All {
			all = slices.DeleteFunc(all, func(c review.Case) bool { return !slices.Contains(in.Cases, c.InitiativeID) })
		}
		v := fault.Invalid{}
		v.Check(len(all) > 0, "ho_so", "Chưa chọn hồ sơ nào. Đánh dấu ít nhất một dòng của bảng.")
		v.Check(len(all) <= mostLeaves, "ho_so", "Mỗi lần in tối đa %d hồ sơ. Xin in từng trang.", mostLeaves)
		if err := v.Err(); err != nil {
			return err
		}
		sets := map[string]campaign.CriteriaSet{}
		for _, c := range all {
			set, known := sets[c.SetID]
			if !known {
				if set, err = s.review.SetOf(ctx, tx, initiative.Initiative{SeasonID: season.ID, CriteriaSetID: c.SetID}); err != nil {
					return err
				}
				sets[c.SetID] = set
			}
			b.leaves = append(b.leaves, leaf{set, campaign.Scored{Title: c.Title, Participant: c.Participant, Unit: c.UnitName, Code: c.Code}})
		}
		return nil
	})
	return b, err
}

// Typing is the paper of one appraiser that is typed in.
type Typing struct {
	Season     campaign.Season
	Initiative initiative.Initiative
	Set        campaign.CriteriaSet
	People     []auth.Account // who may have written a paper, without the reader
	Person     auth.Account   // whose paper; the zero Account while nobody is chosen
	Sheet      review.Sheet   // to be corrected; the zero Sheet for a new one
}

// Typing shows what is typed in of an appraiser, or whom to choose.
func (s *Service) Typing(ctx context.Context, actor auth.Actor, code, id, account string) (x Typing, err error) {
	err = s.db.View(ctx, func(tx *db.Tx) error {
		if x, err = s.typing(ctx, tx, actor, code, id, account); err != nil || x.Person.ID == "" {
			return err
		}
		x.Sheet, err = s.review.Typeable(ctx, tx, actor, x.Initiative, x.Person.ID)
		return err
	})
	return x, err
}

func (s *Service) typing(ctx context.Context, tx *db.Tx, actor auth.Actor, code, id, account string) (x Typing, err error) {
	if x.Season, err = s.clerk(ctx, tx, actor, code); err != nil {
		return x, err
	}
	if x.Initiative, err = s.initiatives.Find(ctx, tx, id); err != nil {
		return x, err
	}
	if x.Initiative.SeasonID != x.Season.ID || !actor.Reads(x.Initiative.UnitPath) {
		return x, fault.NotFound
	}
	if x.Set, err = s.review.SetOf(ctx, tx, x.Initiative); err != nil {
		return x, err
	}
	x.People, err = auth.Holders(ctx, tx, x.Initiative.UnitPath, auth.Appraiser)
	x.People = slices.DeleteFunc(x.People, func(a auth.Account) bool {
		return a.ID == actor.AccountID || !auth.Actor{Grants: a.Grants}.Is(x.Initiative.UnitPath, auth.Appraiser)
	})
	n := slices.IndexFunc(x.People, func(a auth.Account) bool { return a.ID == account })
	switch {
	case err != nil:
		return x, err
	case n >= 0:
		x.Person = x.People[n]
	case account != "":
		return x, fault.NotFound
	}
	return x, nil
}

// TypeIn hands in what an appraiser wrote on paper, in that person's name.
func (s *Service) TypeIn(ctx context.Context, actor auth.Actor, code, id, account string, in review.SheetInput) (sheet review.Sheet, err error) {
	err = s.db.Update(ctx, func(tx *db.Tx) error {
		x, err := s.typing(ctx, tx, actor, code, id, account)
		switch {
		case err != nil:
			return err
		case x.Person.ID == "":
			return fault.NotFound
		}
		sheet, err = s.review.TypeIn(ctx, tx, actor, x.Initiative, x.Person, in)
		return err
	})
	return sheet, err
}
