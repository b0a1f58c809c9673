package register

import (
	"context"
	"io"

	"kheo/internal/platform/db"
	"kheo/internal/service/translog"
)

// VerifyFile checks a certificate's file against this register's keys, then how its
// line stands today.
func (s *Service) VerifyFile(ctx context.Context, r io.Reader) (Verdict, error) {
	keys, err := s.log.Keys(ctx)
	if err != nil {
		return Verdict{}, err
	}
	v, err := ExamineFile(r, keys)
	if err != nil {
		return v, err
	}
	return s.today(ctx, v)
}

// VerifyQR checks the text of a certificate's QR and the name on the paper, which may be
// empty, then how the line stands today. A text without a signature is a code.
func (s *Service) VerifyQR(ctx context.Context, text, name string) (Verdict, error) {
	keys, err := s.log.Keys(ctx)
	if err != nil {
		return Verdict{}, err
	}
	v := ExamineQR(text, name, keys)
	if v.Outcome == NoCode {
		return s.Verify(ctx, text)
	}
	return s.today(ctx, v)
}

// today adds to what holds by itself how the line stands in the register.
func (s *Service) today(ctx context.Context, v Verdict) (Verdict, error) {
	if v.Outcome != Genuine {
		return v, nil
	}
	var now Verdict
	err := s.db.View(ctx, func(tx *db.Tx) (err error) {
		now, err = s.verify(ctx, tx, v.Code)
		return err
	})
	if now.Outcome == Found && v.Short == nil && now.Entry.Leaf != v.Entry.Leaf {
		return v.failed(OtherRecord, "Bản ghi là của dòng này trong sổ"), err
	}
	now.Checks = append(v.Checks, now.Checks[2:]...) // the code needs no spelling check
	if now.Key.VKey == "" || v.Key.Retired {
		now.Key = v.Key
	}
	now.Short = v.Short
	return now, err
}

// Keys are the public keys of the register, today's first.
func (s *Service) Keys(ctx context.Context) (translog.Keys, error) { return s.log.Keys(ctx) }
