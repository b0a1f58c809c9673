package participant_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"kheo/internal/business/org"
	"kheo/internal/business/participant"
	"kheo/internal/platform/db"
	"kheo/internal/platform/db/dbtest"
	"kheo/internal/service/auth"
)

// like lists what is found for a name that is not entered yet.
func (h *town) like(t testing.TB, actor auth.Actor, kind participant.Kind, name string, unit org.Unit) (found []string) {
	t.Helper()
	h.update(t, func(ctx context.Context, tx *db.Tx) error {
		likely, err := h.Likely(ctx, tx, actor.Paths(), kind, name, unit.ID, 10)
		found = nil
		for _, l := range likely {
			found = append(found, l.Name+" | "+l.UnitName+" | "+l.Reasons[len(l.Reasons)-1].String())
		}
		return err
	})
	return found
}

func TestLikely(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newTown(t, d)
		lan, c, i := h.actors["lan"], participant.Collective, participant.Individual
		h.row(t, c, "Công an phường Phương Liên", h.lien)
		h.row(t, c, "Tổ dân phố số 5", h.ward)
		h.row(t, i, "Trần Thị Hoa", h.lien)
		h.row(t, i, "Trần Thị Hòa", h.away)
		for _, x := range []struct {
			actor auth.Actor
			kind  participant.Kind
			name  string
			unit  org.Unit
			want  string
		}{
			{lan, c, "CAP Phương Liên - Trung Tự", h.ward, "Công an phường Phương Liên"},
			{lan, c, "Công an phường", h.ward, "Công an phường Phương Liên"},
			{lan, c, "Công an", h.tu, ""},
			{lan, c, "Tổ dân phố số 5", h.ward, ""}, // it is there exactly
			{lan, c, "Tổ dna phố số 5", h.ward, "Tổ dân phố số 5"},
			{lan, c, "Tổ dân phố số 6", h.ward, ""},
			{lan, i, "Tran Thi Hoa", h.ward, "Trần Thị Hoa"},
			{lan, i, "Trần Thị Hoa", h.tu, ""},
			{h.actors["quan"], i, "Trần Thị Hoa", h.ward, "Trần Thị Hoa"}, // never the one elsewhere
			{h.actors["xa"], i, "Trần Thị Hoa", h.ward, ""},
			{auth.Actor{}, i, "Trần Thị Hoa", h.ward, ""},
		} {
			got := strings.Join(h.like(t, x.actor, x.kind, x.name, x.unit), "; ")
			if x.want == "" && got != "" || x.want != "" && (!strings.HasPrefix(got, x.want+" | ") || strings.Contains(got, ";")) {
				t.Errorf("%q in %s: %q, want %q", x.name, x.unit.Name, got, x.want)
			}
		}
	})
}

// TestCommonNames: a name that many people have is shown with that caveat, counted
// only where the reader may look.
func TestCommonNames(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newTown(t, d)
		for _, unit := range []org.Unit{h.lien, h.tu, h.away, h.district} {
			h.row(t, participant.Individual, "Nguyễn Thị Mẫu", unit)
		}
		for login, want := range map[string]string{"lan": "Hai đơn vị nối tiếp nhau", "quan": "Lưu ý: tên này có 4 người cùng tên."} {
			for _, said := range h.like(t, h.actors[login], participant.Individual, "Nguyễn Thị Mẫu", h.ward) {
				if !strings.Contains(said, want) {
					t.Errorf("%s: %s", login, said)
				}
			}
		}
	})
}

// TestDoubts: a list of new names, of which some look like known ones.
func TestDoubts(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newTown(t, d)
		h.row(t, participant.Collective, "UBND phường", h.lien)
		list := []participant.Entrant{
			{Kind: participant.Collective, Name: "Hội Làm vườn", UnitID: h.ward.ID}, {Kind: participant.Collective, Name: "Ủy ban nhân dân phường", UnitID: h.ward.ID},
			{Kind: participant.Collective, Name: "UBND  phường", UnitID: h.lien.ID}, {Kind: participant.Individual, Name: "UBND phường", UnitID: h.ward.ID},
			{Kind: participant.Collective, Name: "ubnd phường", UnitID: h.ward.ID},
		}
		for most, want := range map[int]string{10: "1 4", 2: "1", 1: "", 0: ""} {
			h.update(t, func(ctx context.Context, tx *db.Tx) error {
				doubts, err := h.Doubts(ctx, tx, h.actors["lan"].Paths(), list, most)
				var at []string
				for _, x := range doubts {
					at = append(at, fmt.Sprint(x.Index))
				}
				if got := strings.Join(at, " "); got != want {
					t.Errorf("of %d: %q, want %q", most, got, want)
				}
				return err
			})
		}
	})
}
