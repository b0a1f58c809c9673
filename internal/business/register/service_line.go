package register

import (
	"context"
	"errors"
	"fmt"
	"time"

	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
	"kheo/internal/platform/i18n"
	"kheo/internal/service/audit"
	"kheo/internal/service/auth"
	"kheo/internal/service/translog"
)

// PrintedLine is the last checkpoint of an ISO week such as 2026-W47, or of now when
// week is empty, as one line for a newspaper or the yearbook.
func (s *Service) PrintedLine(ctx context.Context, tx *db.Tx, week string) (string, error) {
	end := tx.Now.Add(time.Millisecond)
	if week != "" {
		monday, err := mondayOf(week)
		if err != nil {
			return "", fault.Refuse("Tuần “%s” chưa đúng. Ví dụ đúng: 2026-W47.", week)
		}
		end = monday.AddDate(0, 0, 7)
	}
	h, err := s.log.HeadBefore(ctx, tx, end)
	if errors.Is(err, fault.NotFound) {
		return "", fault.Refuse("Đến tuần ấy sổ công nhận chưa có điểm ký nào.")
	}
	if err != nil {
		return "", err
	}
	return translog.PrintedLine(h.Checkpoint, end.Add(-time.Millisecond).In(i18n.Zone())), nil
}

// mondayOf is the first moment of an ISO week in Viet Nam.
func mondayOf(week string) (time.Time, error) {
	var year, number int
	if _, err := fmt.Sscanf(week, "%d-W%d", &year, &number); err != nil {
		return time.Time{}, err
	}
	fourth := time.Date(year, 1, 4, 0, 0, 0, 0, i18n.Zone()) // always in week 1
	monday := fourth.AddDate(0, 0, -(int(fourth.Weekday())+6)%7+7*(number-1))
	if y, n := monday.ISOWeek(); y != year || n != number {
		return time.Time{}, errors.New("no such week")
	}
	return monday, nil
}

// VerifyLine tells whether the register still begins with the tree of a printed line.
func (s *Service) VerifyLine(ctx context.Context, typed string) (v Verdict, err error) {
	printed, _, err := translog.ParseLine(typed)
	if err != nil {
		return v.failed(NoCode, "Dòng in đọc được, ký tự kiểm tra khớp"), nil
	}
	v.passed("Dòng in đọc được, ký tự kiểm tra khớp")
	err = s.db.View(ctx, func(tx *db.Tx) error {
		h, err := s.log.Head(ctx, tx)
		if err != nil {
			return err
		}
		v.Key, v.Tree, v.Code = h.Key, h.Checkpoint, printed.Origin
		if printed.Origin != h.Origin {
			v = v.failed(Foreign, "Dòng in là của sổ công nhận này")
			return nil
		}
		v.passed("Dòng in là của sổ công nhận này")
		t, err := s.log.TreeAt(ctx, tx, h, printed.N)
		if err != nil || t.Hash != printed.Hash {
			v = v.failed(Altered, "Sổ hôm nay bắt đầu đúng bằng sổ lúc in")
			return nil //nolint:nilerr // a tree that cannot be made is the answer
		}
		v.passed("Sổ hôm nay bắt đầu đúng bằng sổ lúc in")
		v.Outcome = Genuine
		return nil
	})
	return v, err
}

// RotateKey makes a new key for the log; what the old ones signed still verifies. Only an
// administrator of the whole installation may.
func (s *Service) RotateKey(ctx context.Context, actor auth.Actor) (translog.Key, error) {
	if !actor.Is("/", auth.Administrator) {
		return translog.Key{}, fault.Forbidden
	}
	k, err := s.log.Rotate(ctx)
	if err != nil {
		return k, err
	}
	return k, s.db.Update(ctx, func(tx *db.Tx) error {
		return audit.Record(ctx, tx, actor, audit.Act{Name: "register.key_rotated", Kind: "register", ObjectID: k.ID(), Title: k.ID(), UnitPath: "/"})
	})
}
