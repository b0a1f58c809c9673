package council

import (
	"context"
	crand "crypto/rand"
	"errors"
	"slices"
	"sync"

	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
	"kheo/internal/service/auth"
)

// blankPaper is what is printed on every paper of a round: it never changes.
type blankPaper struct {
	Round     Round
	Council   Council
	MeetingID string
	HeldOn    clock.Date
	Cases     []Case
	IDs       []string
	rows      sync.Map // language → []string, the unmarked rows of its page
}

// Paper is the ballot paper of one voter, not filled in.
type Paper struct {
	*blankPaper
	Barred  map[string]string // cases without a box, and why
	Receipt string
}

// Boxes are the cases that the voter has a box for.
func (p Paper) Boxes() []string {
	if len(p.Barred) == 0 {
		return p.IDs
	}
	return slices.DeleteFunc(slices.Clone(p.IDs), func(id string) bool { _, barred := p.Barred[id]; return barred })
}

// Paper hands the actor a ballot paper, or says why there is none.
func (s *Service) Paper(ctx context.Context, actor auth.Actor, roundID string) (p Paper, err error) {
	err = s.db.View(ctx, func(tx *db.Tx) error {
		p, _, err = s.handOut(ctx, tx, actor, roundID, false)
		return err
	})
	p.Receipt = NewReceipt(crand.Reader)
	return p, err
}

// OpenRound finds the round of a meeting that is open now, or says that none is.
func (s *Service) OpenRound(ctx context.Context, actor auth.Actor, meetingID string) (open Round, err error) {
	err = s.db.View(ctx, func(tx *db.Tx) error {
		r, err := s.room(ctx, tx, actor, meetingID)
		if err != nil {
			return err
		}
		all, err := rounds(ctx, tx, r.ID)
		if err != nil {
			return err
		}
		at := slices.IndexFunc(all, func(x Round) bool { return x.State == Open })
		if at < 0 {
			return fault.Refuse("Chưa có lượt bỏ phiếu nào mở. Quy tắc: chỉ bỏ phiếu từ khi chủ tịch hoặc thư ký mở lượt đến khi đóng.")
		}
		open = all[at]
		return nil
	})
	return open, err
}

// handOut finds the seat of the actor on the roll of an open round. With twice a
// voter who has voted is no error: the entry tells.
func (s *Service) handOut(ctx context.Context, tx *db.Tx, actor auth.Actor, roundID string, twice bool) (p Paper, e Entry, err error) {
	if p.blankPaper, err = s.blank(ctx, tx, roundID); err != nil {
		return p, e, err
	}
	e, on, err := rollOf(ctx, tx, roundID, actor)
	if err != nil {
		return p, e, err
	}
	if !on {
		_, all, err := s.seen(ctx, tx, actor, p.Council.ID)
		if err == nil && len(all) > 0 {
			err = fault.Refuse("Bạn không có tên trong danh sách bỏ phiếu của lượt này. Quy tắc: chỉ người có ghế và được điểm danh khi mở lượt mới bỏ phiếu.")
		}
		return p, e, err
	}
	state, err := db.One(ctx, tx, db.Value[State], `SELECT state FROM council_round WHERE id = $1`, roundID)
	switch {
	case err != nil:
		return p, e, err
	case !person(actor):
		return p, e, fault.Forbidden
	case state == Closed:
		return p, e, fault.Refuse("Lượt bỏ phiếu đã đóng. Quy tắc: không nhận phiếu sau khi đóng.")
	case e.Voted && !twice:
		return p, e, errVoted()
	case e.OnPaper:
		return p, e, fault.Refuse("Bạn bỏ phiếu giấy trong lượt này. Quy tắc: mỗi người một phiếu, trên giấy hoặc trên màn hình.")
	}
	if p.Barred, err = barred(ctx, tx, p.MeetingID, e.MemberID, p.IDs); err != nil {
		return p, e, err
	}
	if len(p.Barred) == len(p.IDs) {
		err = fault.Refuse("Bạn không bỏ phiếu hồ sơ nào của lượt này vì có liên quan: %s.", p.Barred[p.IDs[0]])
	}
	return p, e, err
}

func errVoted() error {
	return fault.Refuse("Bạn đã bỏ phiếu trong lượt này. Quy tắc: mỗi thành viên bỏ một phiếu, không sửa và không rút lại.")
}

// rollOf finds the actor's seat on the roll.
func rollOf(ctx context.Context, tx *db.Tx, roundID string, actor auth.Actor) (e Entry, on bool, err error) {
	e, err = db.One(ctx, tx, func(r db.Row) (e Entry, err error) {
		err = r.Scan(&e.MemberID, &e.Voted, &e.OnPaper)
		return e, err
	}, `SELECT l.member_id, l.voted, l.on_paper FROM council_member m JOIN council_roll l ON l.member_id = m.id AND l.round_id = $1 WHERE m.account_id = $2`,
		roundID, db.OrNull(actor.AccountID))
	if errors.Is(err, fault.NotFound) {
		return e, false, nil
	}
	return e, err == nil, err
}

func barred(ctx context.Context, tx *db.Tx, meetingID, memberID string, cases []string) (map[string]string, error) {
	all := map[string]string{}
	err := db.Each(ctx, tx, func(r db.Row) error {
		var id, reason string
		err := r.Scan(&id, &reason)
		if slices.Contains(cases, id) {
			all[id] = reason
		}
		return err
	}, `SELECT initiative_id, reason FROM council_recusal WHERE meeting_id = $1 AND member_id = $2`, meetingID, memberID)
	return all, err
}

// blank finds what is printed on the papers of a round; once read, it is kept.
func (s *Service) blank(ctx context.Context, tx *db.Tx, roundID string) (*blankPaper, error) {
	if kept, is := s.papers.Load(roundID); is {
		return kept.(*blankPaper), nil
	}
	r, err := findRound(ctx, tx, roundID)
	if err != nil {
		return nil, err
	}
	m, err := findMeeting(ctx, tx, r.MeetingID)
	if err != nil {
		return nil, err
	}
	p := &blankPaper{Round: r, MeetingID: m.ID, HeldOn: m.HeldOn}
	if p.Council, err = findCouncil(ctx, tx, m.CouncilID); err != nil {
		return nil, err
	}
	if p.Cases, err = roundCases(ctx, tx, r); err != nil {
		return nil, err
	}
	p.IDs = ids(p.Cases)
	if r.State == Open { // closed ones are not asked for again
		s.papers.Store(roundID, p)
	}
	return p, nil
}

// Vote drops the actor's paper into the box and returns the receipt, which is kept
// nowhere beside the voter. Sending the same paper twice makes one.
func (s *Service) Vote(ctx context.Context, actor auth.Actor, roundID string, in PaperInput) (receipt string, err error) {
	select {
	case s.box <- struct{}{}:
		defer func() { <-s.box }()
	case <-ctx.Done():
		return "", ctx.Err()
	}
	err = s.db.Update(ctx, func(tx *db.Tx) error {
		receipt = ""
		p, e, err := s.handOut(ctx, tx, actor, roundID, true)
		if err != nil {
			return err
		}
		codes, err := receipts(ctx, tx, roundID)
		if err != nil {
			return err
		}
		typed, err := ParseReceipt(in.Receipt)
		known := err == nil && slices.Contains(codes, typed)
		if e.Voted && p.Round.Secret && !known {
			return errVoted()
		}
		if e.Voted { // sent twice
			if p.Round.Secret {
				receipt = typed
			}
			return nil
		}
		if !p.Round.Secret {
			return s.speak(ctx, tx, actor, p, e, in)
		}
		marks, err := in.Read(p.Boxes())
		if err != nil {
			return err
		}
		if receipt = typed; known || receipt == "" {
			receipt = NewReceipt(crand.Reader)
		}
		if err := s.castOne(ctx, tx, p, e.MemberID, marks, receipt); err != nil {
			return err
		}
		return s.recordVote(ctx, tx, actor, p)
	})
	if err != nil {
		receipt = ""
	}
	return receipt, err
}

// speak keeps what the actor says in an open round, by name and without a receipt.
func (s *Service) speak(ctx context.Context, tx *db.Tx, actor auth.Actor, p Paper, e Entry, in PaperInput) error {
	marks, err := in.Read(p.Boxes())
	if err != nil {
		return err
	}
	if err := s.castOne(ctx, tx, p, e.MemberID, marks, ""); err != nil {
		return err
	}
	return s.recordVote(ctx, tx, actor, p)
}

func (s *Service) recordVote(ctx context.Context, tx *db.Tx, actor auth.Actor, p Paper) error {
	r, err := s.room(ctx, tx, actor, p.MeetingID)
	if err != nil {
		return err
	}
	return s.recordRound(ctx, tx, actor, r, p.Round, "council.voted", nil)
}

// castOne keeps a paper and marks the roll.
func (s *Service) castOne(ctx context.Context, tx *db.Tx, p Paper, memberID string, marks []Mark, receipt string) error {
	entries, err := roll(ctx, tx, p.Round.ID)
	if err != nil {
		return err
	}
	for n := range entries {
		if entries[n].MemberID == memberID {
			entries[n].Voted = true
		}
	}
	if err := writeRoll(ctx, tx, p.Round.ID, entries); err != nil {
		return err
	}
	if p.Round.Secret {
		return drop(ctx, tx, p.Round.ID, marks, receipt)
	}
	return putNamed(ctx, tx, p.Round.ID, memberID, marks)
}
