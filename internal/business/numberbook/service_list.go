package numberbook

import (
	"context"
	"slices"

	"github.com/google/uuid"

	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
	"kheo/internal/service/auth"
)

// Query narrows the list of books; empty fields mean all.
type Query struct {
	DocType string `form:"loai"`
	Year    int64  `form:"nam"`
	After   string `form:"sau"` // id of the last row of the page before
}

// Listing is a page of books.
type Listing struct {
	Query Query
	Kinds []Kind
	Rows  []Book
	More  bool
	Opens bool // the reader may open books
	Forms bool // the reader administers
}

const (
	pageRows = 40
	allRows  = 100_000
)

// List shows the books of the bodies that the actor works with; all of them when
// whole is set.
func (s *Service) List(ctx context.Context, actor auth.Actor, q Query, whole bool) (l Listing, err error) {
	if q.After != "" && uuid.Validate(q.After) != nil || q.Year < 0 || q.Year > 9998 {
		return l, fault.NotFound
	}
	err = s.db.View(ctx, func(tx *db.Tx) error {
		l = Listing{Query: q, Opens: actor.Has(auth.Publisher), Forms: actor.Scopes == nil && actor.Has(auth.Administrator)}
		if l.Kinds, err = allKinds(ctx, tx); err != nil {
			return err
		}
		f := bookFilter{paths: actor.Paths(readers()...), docType: q.DocType, year: int(q.Year), after: q.After, limit: pageRows + 1}
		if whole {
			f.after, f.limit = "", allRows
		}
		if l.Rows, err = f.books(ctx, tx); err != nil {
			return err
		}
		if l.More = !whole && len(l.Rows) > pageRows; l.More {
			l.Rows = l.Rows[:pageRows]
		}
		return nil
	})
	return l, err
}

// NumberQuery narrows the numbers of a book.
type NumberQuery struct {
	State State `form:"tinh-trang"`
	After int64 `form:"sau"` // the last number of the page before
}

// View is a book with a page of its numbers as one reader sees it.
type View struct {
	Book
	Query   NumberQuery
	Numbers []Number
	More    bool
	Keeps   bool // the reader holds numbers back and voids them
	Manages bool // the reader sets how the book runs
}

// See shows a book with a page of its numbers, or all of them when whole is set.
func (s *Service) See(ctx context.Context, actor auth.Actor, id string, q NumberQuery, whole bool) (v View, err error) {
	if q.State != "" && !slices.Contains(States(), q.State) {
		return v, fault.NotFound
	}
	err = s.db.View(ctx, func(tx *db.Tx) error {
		v = View{Query: q}
		if v.Book, err = s.seen(ctx, tx, actor, id); err != nil {
			return err
		}
		v.Keeps, v.Manages = mayKeep(actor, v.UnitPath), mayManage(actor, v.UnitPath)
		after, limit := q.After, pageRows+1
		if whole {
			after, limit = 0, allRows
		}
		if v.Numbers, err = numbers(ctx, tx, id, q.State, after, limit); err != nil {
			return err
		}
		if v.More = !whole && len(v.Numbers) > pageRows; v.More {
			v.Numbers = v.Numbers[:pageRows]
		}
		return nil
	})
	return v, err
}

// ToVoid finds a number that the actor may void, with its book.
func (s *Service) ToVoid(ctx context.Context, actor auth.Actor, bookID string, number int64) (b Book, n Number, err error) {
	err = s.db.View(ctx, func(tx *db.Tx) error {
		if b, err = s.kept(ctx, tx, actor, bookID); err != nil {
			return err
		}
		n, err = findNumber(ctx, tx, b.ID, number)
		return err
	})
	return b, n, err
}
