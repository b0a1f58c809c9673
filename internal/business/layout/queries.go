package layout

import (
	"context"
	"slices"

	"kheo/internal/business/org"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/service/docgen"
)

// memory is the published editions as they were at one revision.
type memory struct {
	revision int64
	lines    map[org.Line][]Edition
}

// On is the layout of a paper of line that is dated day; a draft without a day
// is laid out as of today.
func (s *Service) On(ctx context.Context, tx *db.Tx, line org.Line, day clock.Date) (docgen.Layout, error) {
	e, err := s.EditionOn(ctx, tx, line, day)
	return e.Layout, err
}

// EditionOn is On with the edition's id, for who pins it. Where nothing was
// published, not even what is shipped, it is the shipped layout, without an id.
func (s *Service) EditionOn(ctx context.Context, tx *db.Tx, line org.Line, day clock.Date) (Edition, error) {
	if day.IsZero() {
		day = clock.DayOf(tx.Now)
	}
	line = LineOf(line)
	all, err := s.inForce(ctx, tx, line)
	if err != nil {
		return Edition{}, err
	}
	if e, ok := pick(all, line, day); ok {
		e.Head.Right = slices.Clone(e.Head.Right)
		return e, nil
	}
	return Edition{Layout: docgen.ShippedOn(string(line), day), State: Published}, nil
}

// Edition finds the edition that a paper was pinned to, or fault.NotFound.
func (s *Service) Edition(ctx context.Context, tx *db.Tx, id string) (Edition, error) {
	return find(ctx, tx, id)
}

// inForce are the published editions of line. They are read again when the
// revision has grown, which every node sees.
func (s *Service) inForce(ctx context.Context, tx *db.Tx, line org.Line) ([]Edition, error) {
	now, err := revision(ctx, tx)
	if err != nil {
		return nil, err
	}
	s.mu.Lock()
	all, ok := s.known.lines[line]
	ok = ok && s.known.revision == now
	s.mu.Unlock()
	if ok {
		return all, nil
	}
	if all, err = published(ctx, tx, string(line)); err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.known.revision != now || s.known.lines == nil {
		s.known = memory{revision: now, lines: map[org.Line][]Edition{}}
	}
	s.known.lines[line] = all
	return all, nil
}
