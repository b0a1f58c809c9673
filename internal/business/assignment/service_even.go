package assignment

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"

	"kheo/internal/business/campaign"
	"kheo/internal/business/review"
	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
	"kheo/internal/service/auth"
)

// EvenInput says how the cases of a season are to be shared out.
type EvenInput struct {
	ID     string   `form:"id"`       // of the batch, so that sending twice makes one
	Each   int64    `form:"so_nguoi"` // appraisers for each case
	People []string `form:"nguoi"`    // accounts
	Seal   string   `form:"dau"`      // of the proposal that was shown
}

const mostEach = 9 // appraisers of one case

func (in EvenInput) check() error {
	v := fault.Invalid{}
	v.Check(in.Each >= 1 && in.Each <= mostEach, "so_nguoi", "Mỗi hồ sơ cần từ 1 đến %d thẩm định viên.", mostEach)
	v.Check(len(in.People) > 0, "nguoi", "Chưa chọn thẩm định viên nào. Đánh dấu ít nhất một người.")
	return v.Err()
}

// Share is what the proposal means for one person.
type Share struct {
	Person Person
	Before int // cases that the person has
	After  int
	Barred int // cases of the season that the person may not or should not judge
}

// Proposal is how the cases would be shared out; nothing of it is kept.
type Proposal struct {
	Season campaign.Season
	In     EvenInput
	People []Person // who may be chosen
	Cases  int      // cases under review
	Shares []Share  // of those chosen, by name
	Pairs  []review.Pair
	Short  int    // cases that get fewer appraisers than asked for: too few may judge them
	Seal   string // two equal proposals have the same
}

// Propose shares the cases of a season out among the chosen people without keeping
// anything: each case gets as many as asked for, counting those whom it has, and
// nobody gets a case with which there is a conflict of interest, suspected or
// confirmed. With no input it only lists who may be chosen.
func (s *Service) Propose(ctx context.Context, actor auth.Actor, code string, in EvenInput) (p Proposal, err error) {
	err = s.db.View(ctx, func(tx *db.Tx) error {
		season, err := s.season(ctx, tx, actor, code)
		if err != nil {
			return err
		}
		p, err = s.propose(ctx, tx, season, in)
		return err
	})
	return p, err
}

func (s *Service) propose(ctx context.Context, tx *db.Tx, season campaign.Season, in EvenInput) (p Proposal, err error) {
	b, err := s.board(ctx, tx, season)
	if err != nil {
		return p, err
	}
	p = Proposal{Season: season, In: in, People: b.people, Cases: len(b.cases)}
	if in.check() != nil {
		return p, nil
	}
	var accounts []auth.Account
	var ids []string
	chosen := map[string]Person{}
	for _, x := range b.people {
		if slices.Contains(in.People, x.AccountID) {
			accounts = append(accounts, auth.Account{ID: x.AccountID, Name: x.Name, Grants: x.Grants})
			ids, chosen[x.AccountID] = append(ids, x.AccountID), x
		}
	}
	unfit, err := s.conflicts.Unfit(ctx, tx, season.ID, accounts)
	if err != nil {
		return p, err
	}
	paths := map[string]string{}
	for _, c := range b.cases {
		paths[c.ID] = c.UnitPath
	}
	free := func(person, id string) bool {
		d := b.duties[[2]string{id, person}]
		return chosen[person].reaches(paths[id]) && !unfit[person][id] && !d.Barred && !d.Abstained()
	}
	p.fill(b, ids, chosen, free)
	return p, nil
}

// fill shares the cases of b out and counts what it means.
func (p *Proposal) fill(b board, ids []string, chosen map[string]Person, free func(person, id string) bool) {
	seats := b.seats(int(p.In.Each))
	load := b.load()
	given := balance(seats, ids, load, free)
	gets := map[string]int{}
	for _, seat := range seats {
		for _, id := range given[seat.Case] {
			gets[id]++
			p.Pairs = append(p.Pairs, review.Pair{InitiativeID: seat.Case, AccountID: id, Account: chosen[id].Name})
		}
		if len(given[seat.Case]) < seat.Wants {
			p.Short++
		}
	}
	for _, x := range b.people {
		if _, ok := chosen[x.AccountID]; !ok {
			continue
		}
		share := Share{Person: x, Before: load[x.AccountID], After: load[x.AccountID] + gets[x.AccountID]}
		for _, c := range b.cases {
			if !free(x.AccountID, c.ID) {
				share.Barred++
			}
		}
		p.Shares = append(p.Shares, share)
	}
	hash := sha256.New()
	for _, pair := range p.Pairs {
		_, _ = fmt.Fprintln(hash, pair.InitiativeID, pair.AccountID)
	}
	p.Seal = hex.EncodeToString(hash.Sum(nil)[:16])
}

// seats are the cases of b that have fewer than each appraisers.
func (b board) seats(each int) (all []Seat) {
	for _, c := range b.cases {
		seat := Seat{Case: c.ID, Wants: each - c.Counting()}
		for _, j := range c.Judges {
			if j.Assigned || j.Begun {
				seat.Taken = append(seat.Taken, j.AccountID)
			}
		}
		if seat.Wants > 0 {
			all = append(all, seat)
		}
	}
	return all
}

// Even keeps the proposal that in asks for. fault.Conflict where it is no longer
// the one that was shown.
func (s *Service) Even(ctx context.Context, actor auth.Actor, code string, in EvenInput) (out Outcome, err error) {
	err = s.db.Update(ctx, func(tx *db.Tx) error {
		out = Outcome{}
		season, err := s.season(ctx, tx, actor, code)
		if err != nil {
			return err
		}
		if err := in.check(); err != nil {
			return err
		}
		if b, err := s.batch(ctx, tx, season, in.ID); err == nil { // sent twice
			out = Outcome{Batch: b, Pairs: b.Pairs}
			return nil
		}
		p, err := s.propose(ctx, tx, season, in)
		switch {
		case err != nil:
			return err
		case p.Seal != in.Seal:
			return fault.Conflict
		}
		out, err = s.give(ctx, tx, actor, season, in.ID, Evenly, p.Pairs)
		return err
	})
	return out, err
}
