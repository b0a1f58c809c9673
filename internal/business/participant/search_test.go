package participant_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"kheo/internal/business/org"
	"kheo/internal/business/participant"
	"kheo/internal/platform/db"
	"kheo/internal/platform/db/dbtest"
	"kheo/internal/service/auth"
)

// find searches as an actor and lists the names, the best first.
func (h *town) find(t testing.TB, actor auth.Actor, q participant.Query) (found []string) {
	t.Helper()
	q.Paths = actor.Paths()
	if q.Limit == 0 {
		q.Limit = 10
	}
	h.update(t, func(ctx context.Context, tx *db.Tx) error {
		hits, err := h.Search(ctx, tx, q)
		found = nil
		for _, hit := range hits {
			name := hit.Name
			if hit.Matched != name {
				name += " < " + hit.Matched
			}
			found = append(found, name)
		}
		return err
	})
	return found
}

func TestSearch(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newTown(t, d)
		for name, unit := range map[string]org.Unit{
			"Trần Thị Hoa": h.ward, "Lê Văn Hòa": h.ward, "Đỗ Thúy Hoà": h.lien, "Phạm Hoàn Mẫu": h.tu, "Vũ Hoa Xa": h.away, "Nguyễn Quý": h.ward,
		} {
			h.row(t, participant.Individual, name, unit)
		}
		h.row(t, participant.Household, "Gia đình bà Hoa", h.ward)
		lan, quan := h.actors["lan"], h.actors["quan"]
		for typed, want := range map[string]string{
			"hoa":          "Gia đình bà Hoa|Trần Thị Hoa; Lê Văn Hòa|Phạm Hoàn Mẫu|Đỗ Thúy Hoà",
			"hòa":          "Lê Văn Hòa|Đỗ Thúy Hoà; Gia đình bà Hoa|Phạm Hoàn Mẫu|Trần Thị Hoa",
			"HOÀ ":         "Lê Văn Hòa|Đỗ Thúy Hoà; Gia đình bà Hoa|Phạm Hoàn Mẫu|Trần Thị Hoa",
			"thị ho":       "Trần Thị Hoa",
			"trần thị hoa": "Trần Thị Hoa",
			"tran thi h":   "Trần Thị Hoa",
			"quí":          "Nguyễn Quý",
			"hoa x":        "", "%": "", "": "", "  ": "", "'": "", "trần hoa": "",
		} {
			got := h.find(t, lan, participant.Query{Words: typed})
			if said := inGroups(got, want); said != want {
				t.Errorf("%q finds %q, want %q", typed, said, want)
			}
		}
		if got := h.find(t, lan, participant.Query{Words: "hoa", Kind: participant.Household}); len(got) != 1 || got[0] != "Gia đình bà Hoa" {
			t.Errorf("households: %q", got)
		}
		if got := h.find(t, quan, participant.Query{Words: "hoa x"}); len(got) != 1 {
			t.Errorf("above all: %q", got)
		}
		if got := h.find(t, quan, participant.Query{Words: "h", Limit: 2}); len(got) != 2 {
			t.Errorf("two at most: %q", got)
		}
		if got := h.find(t, auth.Actor{}, participant.Query{Words: "hoa"}); len(got) != 0 {
			t.Errorf("nobody finds %q", got)
		}
	})
}

// inGroups writes what was found as want does: the exact ones, then the others,
// each by name.
func inGroups(got []string, want string) string {
	first, _, more := strings.Cut(want, "; ")
	n := min(strings.Count(first, "|")+1, len(got))
	groups := []string{}
	for _, group := range [][]string{got[:n], got[n:]} {
		slices.Sort(group)
		groups = append(groups, strings.Join(group, "|"))
	}
	if !more && groups[1] == "" {
		return groups[0]
	}
	return strings.Join(groups, "; ")
}

func TestSearchLeadsToTheRoot(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newTown(t, d)
		now, old := h.row(t, participant.Collective, "Đoàn Thanh niên phường", h.ward), h.row(t, participant.Collective, "Đoàn phường Trung Tự", h.tu)
		if err := h.AddAlias(t.Context(), h.actors["lan"], participant.AliasInput{ParticipantID: now.ID, Name: "Tuổi trẻ Khéo tay"}); err != nil {
			t.Fatal(err)
		}
		h.join(t, "lan", now, old)
		for typed, want := range map[string]string{
			"doan phuong": "Đoàn Thanh niên phường < Đoàn phường Trung Tự", "khéo": "Đoàn Thanh niên phường < Tuổi trẻ Khéo tay", "kheo t": "Đoàn Thanh niên phường < Tuổi trẻ Khéo tay",
			"đoàn": "Đoàn Thanh niên phường",
		} {
			if got := h.find(t, h.actors["lan"], participant.Query{Words: typed}); len(got) != 1 || got[0] != want && typed != "đoàn" || !strings.HasPrefix(got[0], "Đoàn Thanh niên phường") {
				t.Errorf("%q finds %q, want %q", typed, got, want)
			}
		}
		// Who sees the joined row only is led to that one.
		alone := h.actor(auth.Registrar, h.tu)
		if got := h.find(t, alone, participant.Query{Words: "đoàn"}); len(got) != 1 || got[0] != "Đoàn phường Trung Tự" {
			t.Errorf("from the old ward: %q", got)
		}
	})
}

// TestSearchFarAndWide: a reader of many places finds what stands behind thousands
// of words of others.
func TestSearchFarAndWide(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newTown(t, d)
		var wide []string
		h.update(t, func(ctx context.Context, tx *db.Tx) error {
			wide = nil
			for n := range 70 { // more places than are walked at once
				path := fmt.Sprintf("%sto-%d/", h.ward.Path, n)
				wide = append(wide, path)
				if _, _, err := h.Ensure(ctx, tx, participant.Collective, fmt.Sprintf("Nhóm %d", n), participant.Unit{ID: h.ward.ID, Path: path}); err != nil {
					return err
				}
			}
			for n := range 600 { // more words than are looked at first
				if _, _, err := h.Ensure(ctx, tx, participant.Collective, fmt.Sprintf("Tổ a%d", n), participant.Unit{ID: h.away.ID, Path: h.away.Path}); err != nil {
					return err
				}
			}
			_, _, err := h.Ensure(ctx, tx, participant.Collective, "Tổ bền", participant.Unit{ID: h.ward.ID, Path: wide[7]})
			return err
		})
		h.update(t, func(ctx context.Context, tx *db.Tx) error {
			for _, typed := range []string{"tổ", "to", "bền", "tổ b"} {
				hits, err := h.Search(ctx, tx, participant.Query{Words: typed, Paths: wide, Limit: 5})
				if err != nil || len(hits) != 1 || hits[0].Name != "Tổ bền" {
					t.Errorf("%q: %+v, %v", typed, hits, err)
				}
			}
			return nil
		})
	})
}
