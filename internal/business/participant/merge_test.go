package participant_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"
	"pgregory.net/rapid"

	"kheo/internal/business/org"
	"kheo/internal/business/participant"
	"kheo/internal/platform/db"
	"kheo/internal/platform/db/dbtest"
	"kheo/internal/platform/fault"
)

// cells reads every column of every row of the book, as text.
func cells(t testing.TB, h *town) (all []string) {
	t.Helper()
	h.update(t, func(ctx context.Context, tx *db.Tx) error {
		all = nil
		for _, table := range []string{"participant_participant", "participant_alias", "participant_word"} {
			rows, err := tx.Query(ctx, `SELECT * FROM `+table)
			if err != nil {
				return err
			}
			columns, err := rows.Columns()
			if err != nil {
				return err
			}
			for rows.Next() {
				row := make([]any, len(columns))
				for n := range row {
					row[n] = new(any)
				}
				if err := rows.Scan(row...); err != nil {
					return err
				}
				line := table
				for n := range row {
					line += fmt.Sprintf(" %s=%v", columns[n], *row[n].(*any))
				}
				all = append(all, line)
			}
			if err := errors.Join(rows.Err(), rows.Close()); err != nil {
				return err
			}
		}
		return nil
	})
	slices.Sort(all)
	return all
}

// roots reads which row each row belongs to.
func roots(t testing.TB, h *town) map[string]string {
	t.Helper()
	all := map[string]string{}
	h.update(t, func(ctx context.Context, tx *db.Tx) error {
		return db.Each(ctx, tx, func(r db.Row) error {
			var id, root string
			err := r.Scan(&id, &root)
			all[id] = root
			return err
		}, `SELECT id, root_id FROM participant_participant`)
	})
	return all
}

// TestMergesUndoneInAnyOrder joins rows as it comes, undoes the joinings in any
// order, and finds every row as it was; between, the rows of a group know it.
func TestMergesUndoneInAnyOrder(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newTown(t, d)
		var rows []participant.Participant
		for n := range 7 {
			p := h.row(t, participant.Collective, fmt.Sprintf("Tổ dân phố số %d", n), []org.Unit{h.lien, h.tu, h.ward}[n%3])
			if err := h.AddAlias(t.Context(), h.actors["quan"], participant.AliasInput{ParticipantID: p.ID, Name: fmt.Sprintf("TDP cũ %d", n)}); err != nil {
				t.Fatal(err)
			}
			rows = append(rows, p)
		}
		before := cells(t, h)
		rapid.Check(t, func(r *rapid.T) { joinAndUndo(t, r, h, rows, before) })
	})
}

func joinAndUndo(t *testing.T, r *rapid.T, h *town, rows []participant.Participant, before []string) {
	into := map[string]string{} // the naive book: who was joined to whom
	rootOf := func(id string) string {
		for into[id] != "" {
			id = into[id]
		}
		return id
	}
	var stand []participant.Merge
	undo := func(n int) {
		m := stand[n]
		if _, err := h.Unmerge(context.Background(), h.actors["quan"], m.ID); err != nil {
			t.Fatal(err)
		}
		delete(into, m.MergedID)
		stand = slices.Delete(stand, n, n+1)
	}
	for range rapid.IntRange(1, 10).Draw(r, "steps") {
		if len(stand) > 0 && rapid.IntRange(0, 4).Draw(r, "undo") == 0 {
			undo(rapid.IntRange(0, len(stand)-1).Draw(r, "which"))
			continue
		}
		kept, merged := rapid.SampledFrom(rows).Draw(r, "kept"), rapid.SampledFrom(rows).Draw(r, "merged")
		m, err := h.Merge(context.Background(), h.actors["quan"], participant.MergeInput{KeptID: kept.ID, MergedID: merged.ID, Reason: participant.Respelled})
		var refused fault.Refused
		may := into[merged.ID] == "" && rootOf(kept.ID) != merged.ID
		if may != (err == nil) || err != nil && !errors.As(err, &refused) {
			r.Fatalf("joining: may %v, %v", may, err)
		}
		if err == nil {
			into[merged.ID] = kept.ID
			stand = append(stand, m)
		}
	}
	for id, root := range roots(t, h) {
		if root != rootOf(id) {
			r.Fatalf("%s belongs to %s, should to %s", id, root, rootOf(id))
		}
	}
	for len(stand) > 0 {
		undo(rapid.IntRange(0, len(stand)-1).Draw(r, "undone"))
	}
	if after := cells(t, h); !slices.Equal(before, after) {
		r.Fatalf("before:\n%s\nafter:\n%s", strings.Join(before, "\n"), strings.Join(after, "\n"))
	}
}

func TestMergeRefused(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newTown(t, d)
		post := h.row(t, participant.Individual, "Trần Thị Mẫu", h.lien)
		family := h.row(t, participant.Household, "Trần Thị Mẫu", h.lien)
		one := h.row(t, participant.Collective, "Công an phường Phương Liên", h.lien)
		two := h.row(t, participant.Collective, "Công an phường", h.ward)
		three := h.row(t, participant.Collective, "Công an P. Phương Liên", h.lien)
		far := h.row(t, participant.Collective, "Công an phường Xa", h.away)
		h.join(t, "lan", two, one)
		for name, c := range map[string]struct {
			login        string
			kept, merged participant.Participant
			want         error
			says         string
		}{
			"itself":         {"quan", three, three, nil, "chính nó"},
			"across kinds":   {"quan", post, family, nil, "hai loại đối tượng"},
			"already merged": {"quan", three, one, nil, "đã được nối vào một đối tượng khác"},
			"one already":    {"lan", one, two, nil, "đã được nối với nhau"},
			"only reads":     {"doc", two, three, fault.Forbidden, ""},
			"half unseen":    {"cu", two, three, fault.NotFound, ""},
			"all unseen":     {"xa", two, three, fault.NotFound, ""},
			"somewhere else": {"lan", two, far, fault.NotFound, ""},
			"nobody":         {"", two, three, fault.NotFound, ""},
		} {
			_, err := h.Merge(t.Context(), h.actors[c.login], participant.MergeInput{KeptID: c.kept.ID, MergedID: c.merged.ID, Reason: participant.Twice})
			var refused fault.Refused
			if c.want != nil && !errors.Is(err, c.want) || c.want == nil && (!errors.As(err, &refused) || !strings.Contains(refused.Reason.String(), c.says)) {
				t.Errorf("%s: %v", name, err)
			}
		}
		program := h.actors["lan"]
		program.Scopes = []string{}
		if _, err := h.Merge(t.Context(), program, participant.MergeInput{KeptID: two.ID, MergedID: three.ID, Reason: participant.Twice}); !errors.Is(err, fault.Forbidden) {
			t.Errorf("a program that may only read: %v", err)
		}
		for reason, field := range map[participant.MergeReason]string{"": "reason", "fate": "reason", participant.Otherwise: "note"} {
			_, err := h.Merge(t.Context(), h.actors["lan"], participant.MergeInput{KeptID: two.ID, MergedID: three.ID, Reason: reason})
			var invalid fault.Invalid
			if !errors.As(err, &invalid) || invalid[field].Sentence == "" {
				t.Errorf("reason %q: %v", reason, err)
			}
		}
	})
}

func TestMergeOnce(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newTown(t, d)
		old, now := h.row(t, participant.Collective, "Hội Phụ nữ phường Phương Liên", h.lien), h.row(t, participant.Collective, "Hội Phụ nữ phường", h.ward)
		in := participant.MergeInput{ID: uuid.Must(uuid.NewV7()).String(), KeptID: old.ID, MergedID: now.ID, Reason: participant.Succeeded, Note: "  Sáp nhập 1/7/2025 "}
		for range 2 {
			m, err := h.Merge(t.Context(), h.actors["lan"], in)
			if err != nil || m.Note != "Sáp nhập 1/7/2025" || m.By != "Cán bộ Mẫu" {
				t.Fatal(m, err)
			}
		}
		if p := h.again(t, now.ID); p.RootID != old.ID || p.MergedIntoID != old.ID || p.Version != now.Version || p.Name != now.Name {
			t.Errorf("%+v", p)
		}
		if _, err := h.Unmerge(t.Context(), h.actors["xa"], in.ID); !errors.Is(err, fault.NotFound) {
			t.Errorf("undone from far away: %v", err)
		}
		if _, err := h.Unmerge(t.Context(), h.actors["doc"], in.ID); !errors.Is(err, fault.Forbidden) {
			t.Errorf("undone by a reader: %v", err)
		}
		for _, bad := range []string{"", "x", uuid.NewString()} {
			if _, err := h.Unmerge(t.Context(), h.actors["lan"], bad); !errors.Is(err, fault.NotFound) {
				t.Errorf("%q: %v", bad, err)
			}
		}
		if _, err := h.Unmerge(t.Context(), h.actors["lan"], in.ID); err != nil {
			t.Fatal(err)
		}
		var refused fault.Refused
		if _, err := h.Unmerge(t.Context(), h.actors["lan"], in.ID); !errors.As(err, &refused) {
			t.Errorf("undone twice: %v", err)
		}
		for _, id := range []string{old.ID, now.ID} {
			if got := h.acts(t, id); !slices.Equal(got, []string{"participant.merged", "participant.unmerged"}) {
				t.Errorf("the trail says %v", got)
			}
		}
	})
}

func TestToldApart(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newTown(t, d)
		ctx, lan := t.Context(), h.actors["lan"]
		a, b := h.row(t, participant.Collective, "Tổ 5", h.lien), h.row(t, participant.Collective, "Tổ 5", h.ward)
		c := h.row(t, participant.Collective, "Tổ 5", h.tu)
		for range 2 {
			if err := h.Distinct(ctx, lan, b.ID, a.ID); err != nil {
				t.Fatal(err)
			}
		}
		h.join(t, "lan", b, c)
		in := participant.MergeInput{KeptID: a.ID, MergedID: b.ID, Reason: participant.Twice}
		var refused fault.Refused
		if _, err := h.Merge(ctx, lan, in); !errors.As(err, &refused) || !strings.Contains(refused.Reason.String(), "khác nhau") {
			t.Errorf("joined although told apart: %v", err)
		}
		if err := h.Distinct(ctx, lan, b.ID, c.ID); !errors.As(err, &refused) {
			t.Errorf("told apart although joined: %v", err)
		}
		for login, want := range map[string]error{"doc": fault.Forbidden, "xa": fault.NotFound, "cu": fault.NotFound} {
			if err := h.Distinct(ctx, h.actors[login], a.ID, b.ID); !errors.Is(err, want) {
				t.Errorf("%s: %v", login, err)
			}
			if err := h.Undistinct(ctx, h.actors[login], a.ID, b.ID); !errors.Is(err, want) {
				t.Errorf("%s: %v", login, err)
			}
		}
		for range 2 {
			if err := h.Undistinct(ctx, lan, a.ID, b.ID); err != nil {
				t.Fatal(err)
			}
		}
		if _, err := h.Merge(ctx, lan, in); err != nil {
			t.Errorf("not joined although no longer told apart: %v", err)
		}
	})
}
