package numberbook

import (
	"context"

	"kheo/internal/platform/db"
)

// CheckBooks counts the books in whose run a number is missing or stands outside.
func (s *Service) CheckBooks(ctx context.Context, tx *db.Tx) (wrong int, err error) {
	return db.One(ctx, tx, db.Value[int], `SELECT COUNT(*) FROM numberbook_book b
		WHERE b.next - b.first <> (SELECT COUNT(*) FROM numberbook_number n WHERE n.book_id = b.id AND n.number >= b.first AND n.number < b.next)
		OR EXISTS (SELECT 1 FROM numberbook_number n WHERE n.book_id = b.id AND n.number >= b.next)`)
}
