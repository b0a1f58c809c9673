package register

import (
	"context"
	"errors"
	"strings"

	"kheo/internal/business/bonus"
	"kheo/internal/business/recognition"
	"kheo/internal/platform/code"
	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
	"kheo/internal/service/auth"
)

// Verify checks a code that was typed, or the text of a scanned QR.
func (s *Service) Verify(ctx context.Context, typed string) (v Verdict, err error) {
	err = s.db.View(ctx, func(tx *db.Tx) error {
		v, err = s.verify(ctx, tx, typed)
		return err
	})
	return v, err
}

func (s *Service) verify(ctx context.Context, tx *db.Tx, typed string) (Verdict, error) {
	typed = codeIn(typed)
	v := Verdict{Code: typed}
	canonical, err := code.Parse(typed)
	if err == nil && code.Prefix(canonical) != Prefix || errors.Is(err, code.ErrShape) {
		return v.failed(NoCode, "Mã viết đúng dạng DVK-XXXX-XXXX"), nil
	}
	v.passed("Mã viết đúng dạng DVK-XXXX-XXXX")
	if err != nil {
		return v.failed(Mistyped, "Ký tự kiểm tra ở cuối mã khớp"), nil
	}
	v.passed("Ký tự kiểm tra ở cuối mã khớp")
	v.Code = canonical
	v.Entry, err = find(ctx, tx, canonical)
	if errors.Is(err, fault.NotFound) {
		return v.failed(Unknown, "Mã có trong sổ công nhận"), nil
	}
	if err != nil {
		return v, err
	}
	v.Outcome = Found
	v.passed("Mã có trong sổ công nhận")
	v.Checks = append(v.Checks, Check{"Quyết định chưa thu hồi dòng này", v.Entry.State != Revoked})
	return s.proved(ctx, tx, v)
}

// Refund is how the money of a revoked commendation stands: a yes or no, never an amount.
type Refund string

// The states of a refund.
const (
	NoRefund Refund = ""         // nothing was paid, or the reader may not know
	Owed     Refund = "owed"     // to be given back
	Returned Refund = "returned" // given back
)

// mayKnowMoney: whoever prepares, signs, publishes or audits decisions of the body that
// decided; nobody else learns whether money was paid.
func mayKnowMoney(a auth.Actor, d recognition.Decision) bool {
	return a.Is(d.UnitPath, auth.Appraiser, auth.Publisher, auth.Approver, auth.Auditor)
}

// refund tells actor how the money of a found entry stands.
func (s *Service) refund(ctx context.Context, actor auth.Actor, v Verdict, d recognition.Decision, from Recoveries) (r Refund, err error) {
	if from == nil || v.Outcome != Found || v.Entry.State != Revoked || !mayKnowMoney(actor, d) {
		return NoRefund, nil
	}
	err = s.db.View(ctx, func(tx *db.Tx) error {
		found, err := from.Recovered(ctx, tx, []string{v.Entry.LineID})
		r = NoRefund
		if x, paid := found[v.Entry.LineID]; paid {
			if r = Owed; x.State == bonus.Recovered {
				r = Returned
			}
		}
		return err
	})
	return r, err
}

// codeIn is the code in a scanned address, whose letters some scanners raise;
// anything else stays.
func codeIn(typed string) string {
	parts := strings.Split(typed, "/")
	for n, part := range parts[1:] {
		if strings.EqualFold(parts[n], "kiem-tra") {
			if end := strings.IndexAny(part, "?#"); end >= 0 {
				part = part[:end]
			}
			return strings.TrimSpace(part)
		}
	}
	return strings.TrimSpace(typed)
}

// Entries lists the entries of a decision, in the order of its list.
func (s *Service) Entries(ctx context.Context, tx *db.Tx, decisionID string) ([]Entry, error) {
	return entries(ctx, tx, decisionID)
}

// CodeOfLine finds the code under which a line stands in the register; it is
// empty when the line has not been issued.
func (s *Service) CodeOfLine(ctx context.Context, tx *db.Tx, lineID string) (string, error) {
	codes, err := codesOfLines(ctx, tx, []string{lineID})
	return codes[lineID], err
}
