package recognition

import (
	"context"
	"slices"
	"strings"

	"github.com/google/uuid"

	"kheo/internal/business/initiative"
	"kheo/internal/business/org"
	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
	"kheo/internal/service/auth"
)

// LineInput is one line to be written as the paper says it. Of Initiative and
// Participant at least one id is given; empty words are taken from them.
type LineInput struct {
	InitiativeID  string `form:"-"`
	ParticipantID string `form:"-"`
	Name          string `form:"name"`
	UnitName      string `form:"unit_name"`
	Title         string `form:"title"`
	Merit         string `form:"merit"`
}

// AddAll adds every candidate that the list does not have yet and tells how many.
func (s *Service) AddAll(ctx context.Context, actor auth.Actor, id string, version int64) (n int, err error) {
	return s.addLines(ctx, actor, id, version, nil)
}

// AddLines adds the chosen candidates, by the ids of their initiatives.
func (s *Service) AddLines(ctx context.Context, actor auth.Actor, id string, version int64, initiatives []string) (n int, err error) {
	if len(initiatives) == 0 {
		return 0, fault.Invalid{"candidates": fault.Say("Chọn ít nhất một dòng để thêm.")}
	}
	return s.addLines(ctx, actor, id, version, initiatives)
}

func (s *Service) addLines(ctx context.Context, actor auth.Actor, id string, version int64, only []string) (n int, err error) {
	err = s.changeList(ctx, actor, id, version, func(tx *db.Tx, d Decision, lines []Line) ([]Line, error) {
		if d.Kind.Amends() {
			return nil, fault.Refuse("Danh sách của quyết định này chỉ gồm các dòng đã chọn từ quyết định gốc.")
		}
		candidates, err := s.candidates(ctx, tx, d, lines)
		if err != nil {
			return nil, err
		}
		n = 0
		for _, l := range candidates {
			if only == nil || slices.Contains(only, l.InitiativeID) {
				lines = append(lines, l)
				n++
			}
		}
		return lines, nil
	})
	return n, err
}

// Candidates lists the lines that could be added to a draft, in the order of
// the paper: what the council passed, or who was recognised this season.
func (s *Service) Candidates(ctx context.Context, actor auth.Actor, id string) (d Decision, all []Line, err error) {
	err = s.db.View(ctx, func(tx *db.Tx) error {
		if d, err = s.seen(ctx, tx, actor, id); err != nil {
			return err
		}
		if !mayDraft(actor, d.UnitPath) {
			return fault.Forbidden
		}
		if err := d.errFixed(); err != nil {
			return err
		}
		lines, err := linesOf(ctx, tx, id)
		if err != nil {
			return err
		}
		all, err = s.candidates(ctx, tx, d, lines)
		all = inOrder(all)
		return err
	})
	return d, all, err
}

func (s *Service) candidates(ctx context.Context, tx *db.Tx, d Decision, lines []Line) ([]Line, error) {
	scope, err := s.scope(ctx, tx, d)
	if err != nil {
		return nil, err
	}
	if d.Kind == Commendation {
		return s.honoured(ctx, tx, d, scope, lines)
	}
	return s.passed(ctx, tx, d, scope, lines)
}

// passed makes lines of what the council has voted for and no decision has
// recognised yet.
func (s *Service) passed(ctx context.Context, tx *db.Tx, d Decision, scope string, lines []Line) ([]Line, error) {
	ids, err := s.results.Passed(ctx, tx, d.SeasonID)
	if err != nil {
		return nil, err
	}
	names := map[string]string{}
	var all []Line
	for _, id := range ids {
		if slices.ContainsFunc(lines, func(l Line) bool { return l.InitiativeID == id }) {
			continue
		}
		i, err := s.initiatives.Find(ctx, tx, id)
		if err != nil {
			return nil, err
		}
		if !strings.HasPrefix(i.UnitPath, scope) || i.State != initiative.UnderReview {
			continue
		}
		l, err := s.lineOf(ctx, tx, i, names)
		if err != nil {
			return nil, err
		}
		all = append(all, l)
	}
	return all, nil
}

// honoured makes a line for each participant whose initiative is recognised in
// the season and who is not on the list yet.
func (s *Service) honoured(ctx context.Context, tx *db.Tx, d Decision, scope string, lines []Line) ([]Line, error) {
	recognised, err := recognisedLines(ctx, tx, d.SeasonID, scope)
	if err != nil {
		return nil, err
	}
	var all []Line
	for _, r := range recognised {
		same := func(l Line) bool { return l.ParticipantID == r.ParticipantID }
		if slices.ContainsFunc(lines, same) || slices.ContainsFunc(all, same) {
			continue
		}
		r.ID, r.DecisionID, r.AmendsLineID, r.Merit = uuid.Must(uuid.NewV7()).String(), d.ID, "", usualMerit(r.Title)
		all = append(all, r)
	}
	return all, nil
}

// lineOf takes a line from an initiative; names keeps unit names already asked for.
func (s *Service) lineOf(ctx context.Context, tx *db.Tx, i initiative.Initiative, names map[string]string) (Line, error) {
	l := Line{
		ID: uuid.Must(uuid.NewV7()).String(), InitiativeID: i.ID, InitiativeCode: i.Code, ParticipantID: i.ParticipantID, ParticipantKind: i.ParticipantKind,
		Name: i.ParticipantName, UnitID: i.UnitID, UnitPath: i.UnitPath, FieldID: i.FieldID, Title: i.Title,
	}
	return l, s.nameUnit(ctx, tx, &l, names)
}

func (s *Service) nameUnit(ctx context.Context, tx *db.Tx, l *Line, names map[string]string) error {
	name, known := names[l.UnitID]
	if !known {
		unit, err := s.units.Unit(ctx, tx, l.UnitID)
		if err != nil {
			return err
		}
		name, names[l.UnitID] = unit.Name, unit.Name
	}
	l.UnitName = name
	return nil
}

// RemoveLines takes lines out of a draft.
func (s *Service) RemoveLines(ctx context.Context, actor auth.Actor, id string, version int64, ids []string) error {
	if len(ids) == 0 {
		return fault.Invalid{"lines": fault.Say("Chọn ít nhất một dòng để bỏ.")}
	}
	return s.changeList(ctx, actor, id, version, func(_ *db.Tx, d Decision, lines []Line) ([]Line, error) {
		if d.Kind == Replacement { // what it left out would still stand, against its own words
			return nil, fault.Refuse("Quyết định thay thế ghi lại mọi dòng đang có giá trị. Muốn bỏ một dòng, xin lập quyết định thu hồi.")
		}
		return slices.DeleteFunc(lines, func(l Line) bool { return slices.Contains(ids, l.ID) }), nil
	})
}

// MoveLine takes a line one place up or down among those of its kind.
func (s *Service) MoveLine(ctx context.Context, actor auth.Actor, id string, version int64, lineID string, up bool) error {
	return s.changeList(ctx, actor, id, version, func(_ *db.Tx, _ Decision, lines []Line) ([]Line, error) {
		at := slices.IndexFunc(lines, func(l Line) bool { return l.ID == lineID })
		if at < 0 {
			return nil, fault.NotFound
		}
		to := at + 1
		if up {
			to = at - 1
		}
		if to >= 0 && to < len(lines) {
			lines[at], lines[to] = lines[to], lines[at]
		}
		return lines, nil
	})
}

// changeList replaces the list of a draft by what do makes of it.
func (s *Service) changeList(ctx context.Context, actor auth.Actor, id string, version int64, do func(*db.Tx, Decision, []Line) ([]Line, error)) error {
	return s.db.Update(ctx, func(tx *db.Tx) error {
		d, err := s.editable(ctx, tx, actor, id, version)
		if err != nil {
			return err
		}
		before, err := linesOf(ctx, tx, id)
		if err != nil {
			return err
		}
		after, err := do(tx, d, slices.Clone(before))
		if err != nil {
			return err
		}
		if err := touch(ctx, tx, actor, id, version); err != nil {
			return err
		}
		if err := writeLines(ctx, tx, id, after); err != nil {
			return err
		}
		if err := release(ctx, tx, id); err != nil {
			return err
		}
		return s.record(ctx, tx, actor, d, "recognition.list_changed", map[string]int{"lines": len(before)}, map[string]int{"lines": len(after)})
	})
}

// scope is the subtree whose initiatives d may name. The committee of a district
// decides for the district, not only for itself.
func (s *Service) scope(ctx context.Context, tx *db.Tx, d Decision) (string, error) {
	unit, err := s.units.Unit(ctx, tx, d.UnitID)
	if err != nil || unit.ParentID == "" || unit.Line == org.Territory {
		return d.UnitPath, err
	}
	parent, err := s.units.Unit(ctx, tx, unit.ParentID)
	if err != nil || parent.Line != org.Territory {
		return d.UnitPath, err
	}
	return parent.Path, nil
}
