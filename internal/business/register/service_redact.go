package register

import (
	"context"
	"encoding/json"

	"kheo/internal/platform/code"
	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
	"kheo/internal/service/audit"
	"kheo/internal/service/auth"
)

// Redact takes personal data out of everything that was said of a line: name, title,
// merit, reasons, and the salt, so that nobody can guess them from the hash. The hashes
// stay and the tree still verifies; that it was done is a leaf of its own. It cannot be
// undone. Only an administrator of the whole installation may.
func (s *Service) Redact(ctx context.Context, actor auth.Actor, typed, reason string) error {
	if !actor.Is("/", auth.Administrator) {
		return fault.Forbidden
	}
	if reason == "" {
		return fault.Refuse("Xin ghi lý do gỡ dữ liệu cá nhân.")
	}
	canonical, err := code.Parse(codeIn(typed))
	if err != nil {
		return fault.Refuse("“%s” không phải mã của sổ công nhận. Mã có dạng DVK-9F2K-7QX4.", typed)
	}
	return s.db.Update(ctx, func(tx *db.Tx) error {
		e, err := find(ctx, tx, canonical)
		if err != nil {
			return err
		}
		if e.Redacted {
			return fault.Refuse("Dữ liệu cá nhân của dòng %s đã được gỡ từ trước.", canonical)
		}
		if err := redact(ctx, tx, e); err != nil {
			return err
		}
		if err := s.seal(ctx, tx, []Statement{{Kind: kindRedacted, Code: canonical, At: tx.Now, Reason: reason}}); err != nil {
			return err
		}
		return audit.Record(ctx, tx, actor, audit.Act{
			Name: "register.redacted", Kind: "register", ObjectID: canonical, Title: canonical, UnitPath: "/", After: map[string]any{"reason": reason},
		})
	})
}

// redact takes personal data and salt out of every leaf of a line.
func redact(ctx context.Context, tx *db.Tx, e Entry) error {
	leaves := []int64{e.Leaf}
	for _, a := range e.Amendments {
		leaves = append(leaves, a.Leaf)
	}
	for _, n := range leaves {
		l, err := db.One(ctx, tx, scanLeaf, leafRows+`WHERE leaf = $1`, n)
		if err != nil {
			return err
		}
		if err := json.Unmarshal(l.raw, &l.statement); err != nil {
			return err
		}
		rest, err := l.statement.redacted().canonical()
		if err != nil {
			return err
		}
		if err := db.Exec(ctx, tx, `UPDATE register_leaf SET salt = NULL, statement = $2 WHERE leaf = $1`, l.n, string(rest)); err != nil {
			return err
		}
	}
	return nil
}
