package recognition

import (
	"context"
	"strconv"
	"strings"

	"kheo/internal/business/numberbook"
	"kheo/internal/platform/db"
	"kheo/internal/service/auth"
)

// want is the number that d asks its body's book for.
func (d Decision) want() numberbook.Want {
	return numberbook.Want{
		UnitID: d.UnitID, Line: d.Line, DocType: docType, Day: d.DecidedOn, Subject: d.Subject, ForKind: "decision", ForID: d.ID, Reserved: d.Held,
	}
}

// number takes the number of d from the book of its body, or writes down there the one
// that was given on paper.
func (s *Service) number(ctx context.Context, tx *db.Tx, actor auth.Actor, d Decision) (string, error) {
	if s.Numbers == nil {
		return d.Number, nil
	}
	if d.Number != "" && digits(d.Number) {
		_, err := s.Numbers.Record(ctx, tx, actor, d.want(), d.Number)
		return d.Number, err
	}
	if d.Number != "" {
		return d.Number, nil // a sign of its own, outside the book
	}
	n, err := s.Numbers.Take(ctx, tx, actor, d.want())
	return n.Text, err
}

// digits reports whether a typed number begins as books write theirs.
func digits(number string) bool {
	_, err := strconv.Atoi(strings.TrimRight(number[:1], " "))
	return err == nil
}
