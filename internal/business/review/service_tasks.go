package review

import (
	"context"

	"kheo/internal/business/campaign"
	"kheo/internal/business/initiative"
	"kheo/internal/platform/db"
	"kheo/internal/platform/i18n"
	"kheo/internal/service/auth"
)

// Tasks lists at most limit cases that the actor has to score and has not handed
// in a sheet for, of the seasons that end their scoring first.
func (s *Service) Tasks(ctx context.Context, actor auth.Actor, limit int) (tasks []initiative.Task, err error) {
	if !actor.Has(auth.Appraiser) {
		return nil, nil
	}
	if err := s.catchUpOpen(ctx, actor); err != nil {
		return nil, err
	}
	err = s.db.View(ctx, func(tx *db.Tx) error {
		tasks = nil
		counts, err := shares(ctx, tx, actor)
		if err != nil {
			return err
		}
		seasons, err := s.seasonsOf(ctx, tx, actor)
		for n := len(seasons) - 1; n >= 0 && len(tasks) < limit && err == nil; n-- {
			if counts[seasons[n].ID].mine == counts[seasons[n].ID].done {
				continue
			}
			l := listing{seasonID: seasons[n].ID, actor: actor, order: ByTitle, undone: true, limit: limit - len(tasks)}
			var rows []Row
			if rows, err = l.rows(ctx, tx); err == nil {
				tasks = append(tasks, scoringTasks(ctx, seasons[n], rows)...)
			}
		}
		return err
	})
	return tasks, err
}

func scoringTasks(ctx context.Context, season campaign.Season, rows []Row) []initiative.Task {
	var tasks []initiative.Task
	for _, row := range rows {
		t := initiative.Task{
			Title: i18n.T(ctx, "Chấm điểm: %s", row.Title), Href: page(season, row.InitiativeID),
			Text: i18n.T(ctx, "%s, %s. Hạn chấm %s.", row.Participant, row.UnitName, season.ScoreBy.String()),
			Act:  i18n.T(ctx, "Chấm điểm"), DueOn: season.ScoreBy, State: initiative.UnderReview, For: initiative.Mine,
		}
		if row.Begun {
			t.Act = i18n.T(ctx, "Chấm tiếp")
		}
		tasks = append(tasks, t)
	}
	return tasks
}

// Waiting counts what Tasks lists, without catching up.
func (s *Service) Waiting(ctx context.Context, actor auth.Actor) (n int, err error) {
	if !actor.Has(auth.Appraiser) {
		return 0, nil
	}
	err = s.db.View(ctx, func(tx *db.Tx) error {
		counts, err := shares(ctx, tx, actor)
		n = 0
		for _, c := range counts {
			n += int(c.mine - c.done)
		}
		return err
	})
	return n, err
}

func list(season campaign.Season) string { return "/viec/xet-duyet/" + season.Code }

func page(season campaign.Season, initiativeID string) string {
	return list(season) + "/" + initiativeID
}
