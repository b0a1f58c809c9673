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

// Outcome is what came of checking a code.
type Outcome string

// The outcomes.
const (
	Found    Outcome = "found"
	NoCode   Outcome = "no_code"  // it does not look like a code of the register
	Mistyped Outcome = "mistyped" // the check character says that a letter is wrong
	Unknown  Outcome = "unknown"  // well written, but never given out here
)

// Check is one thing that was looked at.
type Check struct {
	What string `json:"what"` // Vietnamese, a source text of i18n
	OK   bool   `json:"ok"`
}

// Verdict tells what is known of a code, step by step.
type Verdict struct {
	Outcome Outcome
	Code    string // in its canonical form, or as typed
	Entry   Entry  // when found
	Checks  []Check
}

// Valid reports whether the entry exists and nothing later took it back.
func (v Verdict) Valid() bool { return v.Outcome == Found && v.Entry.State != Revoked }

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
		v.Outcome, v.Checks = NoCode, []Check{{"Mã viết đúng dạng DVK-XXXX-XXXX", false}}
		return v, nil
	}
	v.Checks = []Check{{"Mã viết đúng dạng DVK-XXXX-XXXX", true}}
	if err != nil {
		v.Outcome, v.Checks = Mistyped, append(v.Checks, Check{"Ký tự kiểm tra ở cuối mã khớp", false})
		return v, nil
	}
	v.Code, v.Checks = canonical, append(v.Checks, Check{"Ký tự kiểm tra ở cuối mã khớp", true})
	v.Entry, err = find(ctx, tx, canonical)
	if errors.Is(err, fault.NotFound) {
		v.Outcome, v.Checks = Unknown, append(v.Checks, Check{"Mã có trong sổ công nhận", false})
		return v, nil
	}
	v.Outcome = Found
	v.Checks = append(v.Checks, Check{"Mã có trong sổ công nhận", true},
		Check{"Quyết định chưa thu hồi dòng này", v.Entry.State != Revoked})
	return v, err
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
			part, _, _ = strings.Cut(part, "?")
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
	e, err := entryOfLine(ctx, tx, lineID)
	if errors.Is(err, fault.NotFound) {
		return "", nil
	}
	return e.Code, err
}

// Say tells in one sentence why a code does not hold.
func (v Verdict) Say() fault.Message {
	switch v.Outcome {
	case NoCode:
		return fault.Say("“%s” không phải mã của sổ công nhận. Mã có dạng DVK-9F2K-7QX4.", v.Code)
	case Mistyped:
		return fault.Say("Mã “%s” có một ký tự gõ nhầm: ký tự kiểm tra không khớp.", v.Code)
	case Unknown:
		return fault.Say("Sổ công nhận không có mã “%s”.", v.Code)
	}
	return fault.Say("Dòng của mã “%s” đã bị thu hồi.", v.Code)
}

// CodeVerdict is a verdict as programs read it.
type CodeVerdict struct {
	Code    string  `json:"code"`
	Outcome Outcome `json:"outcome"`
	Valid   bool    `json:"valid"`
	State   State   `json:"state,omitempty"`
	Serial  int64   `json:"serial,omitempty"`
	Record  *Record `json:"record,omitempty"`
	By      string  `json:"replaced_by,omitempty"` // the code that stands in its place
	Reason  string  `json:"reason,omitempty"`
	Checks  []Check `json:"checks"`
}

// Plain is v as programs read it.
func (v Verdict) Plain() CodeVerdict {
	p := CodeVerdict{Code: v.Code, Outcome: v.Outcome, Valid: v.Valid(), Checks: v.Checks}
	if v.Outcome == Found {
		p.State, p.Serial, p.Record = v.Entry.State, v.Entry.Serial, &v.Entry.Record
		for _, a := range v.Entry.Amendments {
			p.By, p.Reason = a.ByCode, a.Reason
		}
	}
	return p
}
