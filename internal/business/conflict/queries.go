package conflict

import (
	"context"
	"slices"

	"kheo/internal/platform/db"
	"kheo/internal/service/auth"
)

// Conflicts tells for each of accountIDs which initiatives of a season the person
// may not judge: those of which a conflict is confirmed, in order of id.
func (s *Service) Conflicts(ctx context.Context, tx *db.Tx, seasonID string, accountIDs []string) (map[string][]string, error) {
	all, err := interests(ctx, tx, seasonID, "")
	out := map[string][]string{}
	for _, x := range all {
		if x.State == Confirmed && slices.Contains(accountIDs, x.AccountID) {
			out[x.AccountID] = append(out[x.AccountID], x.InitiativeID)
		}
	}
	for _, ids := range out {
		slices.Sort(ids)
	}
	return out, err
}

// Between tells what stands between an account and an initiative, for a module
// that has asked for permission.
func (s *Service) Between(ctx context.Context, tx *db.Tx, accountID, initiativeID string) (Finding, error) {
	f, _, err := s.finding(ctx, tx, initiativeID, accountID)
	return f, err
}

// Unfit tells for each of accounts, which carry their grants, the initiatives of
// a season under review that stand in any conflict with it which nobody dismissed,
// confirmed or still waiting: nobody should be asked to judge them by a machine.
func (s *Service) Unfit(ctx context.Context, tx *db.Tx, seasonID string, accounts []auth.Account) (map[string]map[string]bool, error) {
	b, err := s.wholeBench(ctx, tx, seasonID, nil)
	out := map[string]map[string]bool{}
	for _, a := range accounts {
		p := b.person(a)
		out[a.ID] = map[string]bool{}
		for _, d := range b.dossiers {
			if f := b.look(p, d); f.Blocks() || f.Warns() {
				out[a.ID][d.ID] = true
			}
		}
	}
	return out, err
}

// Waiting lists the findings between accounts and initiatives of one season that
// nobody settled, for the warning of a meeting, in order of initiative.
func (s *Service) Waiting(ctx context.Context, tx *db.Tx, seasonID string, accountIDs, initiativeIDs []string) (found []Finding, err error) {
	b, err := s.wholeBench(ctx, tx, seasonID, nil)
	if err != nil {
		return nil, err
	}
	for _, id := range accountIDs {
		a, err := auth.Find(ctx, tx, id)
		if err != nil {
			return nil, err
		}
		p := b.person(a)
		for _, d := range b.dossiers {
			if !slices.Contains(initiativeIDs, d.ID) {
				continue
			}
			if f := b.look(p, d); f.Warns() {
				found = append(found, f)
			}
		}
	}
	return found, nil
}
