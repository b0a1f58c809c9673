package campaign

import (
	"context"

	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
	"kheo/internal/service/auth"
)

// SetRow is an edition in a list.
type SetRow struct {
	CriteriaSet          // without its criteria
	Seasons     []Season // that use it, the latest first
}

// SetQuery is what the reader of the list of sets asks for.
type SetQuery struct {
	State SetState `form:"tinh-trang"`
}

// SetList lists the editions that actor may see, the latest of each set first.
func (s *Service) SetList(ctx context.Context, actor auth.Actor, q SetQuery) (rows []SetRow, err error) {
	err = s.db.View(ctx, func(tx *db.Tx) error {
		rows = nil
		all, err := db.All(ctx, tx, scanSet, `SELECT `+setColumns+` FROM campaign_criteria_set ORDER BY code, edition DESC`)
		if err != nil {
			return err
		}
		used, err := s.usedBy(ctx, tx)
		for _, set := range all {
			if maySeeSet(actor, set) && (q.State == "" || q.State == set.State) {
				rows = append(rows, SetRow{set, used[set.ID]})
			}
		}
		return err
	})
	return rows, err
}

// usedBy tells which seasons use each set, the latest first.
func (s *Service) usedBy(ctx context.Context, tx *db.Tx) (map[string][]Season, error) {
	seasons, err := s.Seasons(ctx, tx)
	if err != nil {
		return nil, err
	}
	beside := map[string]map[string]bool{}
	err = db.Each(ctx, tx, func(r db.Row) error {
		var season, set string
		err := r.Scan(&season, &set)
		if beside[season] == nil {
			beside[season] = map[string]bool{}
		}
		beside[season][set] = true
		return err
	}, `SELECT DISTINCT season_id, set_id FROM campaign_season_set`)
	used := map[string][]Season{}
	for _, season := range seasons {
		delete(beside[season.ID], season.CriteriaSetID)
		used[season.CriteriaSetID] = append(used[season.CriteriaSetID], season)
		for set := range beside[season.ID] {
			used[set] = append(used[set], season)
		}
	}
	return used, err
}

// SetPage is one edition with what its reader may do.
type SetPage struct {
	CriteriaSet
	Base     CriteriaSet // that it was copied from, without criteria; zero where there is none
	Seasons  []Season    // that use it
	Changes  []Change
	MayDraft bool
	MayEdit  bool
	MayJudge bool // publish it or send it back
}

// SetPage shows an edition to somebody who may see it.
func (s *Service) SetPage(ctx context.Context, actor auth.Actor, id string) (p SetPage, err error) {
	err = s.db.View(ctx, func(tx *db.Tx) error {
		p = SetPage{}
		if p.CriteriaSet, err = s.visible(ctx, tx, actor, id); err != nil {
			return err
		}
		if p.BasedOn != "" {
			if p.Base, err = s.Criteria(ctx, tx, p.BasedOn); err != nil {
				return err
			}
		}
		if p.Changes, err = s.changes(ctx, tx, p.CriteriaSet); err != nil {
			return err
		}
		used, err := s.usedBy(ctx, tx)
		p.Seasons = used[p.ID]
		p.MayDraft, p.MayEdit, p.MayJudge = mayDraft(actor), mayEdit(actor, p.CriteriaSet), mayDecide(actor, p.CriteriaSet)
		return err
	})
	return p, err
}

// SetToEdit finds a draft for somebody who may edit it now.
func (s *Service) SetToEdit(ctx context.Context, actor auth.Actor, id string) (CriteriaSet, error) {
	return s.look(ctx, actor, id, s.draft)
}

// SetToDecide finds a proposal for somebody who may publish it or send it back.
func (s *Service) SetToDecide(ctx context.Context, actor auth.Actor, id string) (CriteriaSet, error) {
	return s.look(ctx, actor, id, s.decidable)
}

func (s *Service) look(ctx context.Context, actor auth.Actor, id string, find func(context.Context, *db.Tx, auth.Actor, string) (CriteriaSet, error)) (set CriteriaSet, err error) {
	err = s.db.View(ctx, func(tx *db.Tx) (err error) {
		set, err = find(ctx, tx, actor, id)
		return err
	})
	return set, err
}

// PublicEdition finds a published edition with its criteria and the seasons that
// use it, for everybody.
func (s *Service) PublicEdition(ctx context.Context, code string, edition int64) (row SetRow, err error) {
	err = s.db.View(ctx, func(tx *db.Tx) error {
		if row.CriteriaSet, err = s.Edition(ctx, tx, code, edition); err != nil {
			return err
		}
		used, err := s.usedBy(ctx, tx)
		row.Seasons = used[row.ID]
		return err
	})
	return row, err
}

// SeasonCriteria is a season with the editions that it uses.
type SeasonCriteria struct {
	Season
	Standard CriteriaSet // without its criteria, like those of Beside
	Beside   []SetBeside
}

// SetBeside is a set of a season for a field, a kind of initiative or both.
type SetBeside struct {
	CriteriaSet
	Field string // name; empty: every field
	Kind  string // name, a source text of i18n; empty: every kind
}

// PublicCriteria tells by which editions a season's initiatives are scored.
func (s *Service) PublicCriteria(ctx context.Context, code string) (v SeasonCriteria, err error) {
	err = s.db.View(ctx, func(tx *db.Tx) error {
		v = SeasonCriteria{}
		if v.Season, err = s.SeasonByCode(ctx, tx, code); err != nil {
			return err
		}
		sets, err := s.published(ctx, tx)
		if err != nil {
			return err
		}
		fields, err := s.Fields(ctx, tx)
		if err != nil {
			return err
		}
		lines, err := s.SeasonSets(ctx, tx, v.ID)
		v.Standard = sets[v.CriteriaSetID]
		for _, l := range lines {
			v.Beside = append(v.Beside, l.named(sets[l.SetID], fields))
		}
		return err
	})
	return v, err
}

// SetChoices lists the editions that a draft may be made of, with the seasons
// that use them; who may not draft is fault.Forbidden.
func (s *Service) SetChoices(ctx context.Context, actor auth.Actor) ([]SetRow, error) {
	if !mayDraft(actor) {
		return nil, fault.Forbidden
	}
	return s.SetList(ctx, actor, SetQuery{State: SetPublished})
}
