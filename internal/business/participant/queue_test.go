package participant_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"

	"kheo/internal/business/participant"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/platform/db/dbtest"
	"kheo/internal/platform/fault"
)

// pairs lists the pairs that wait for login, as "older + newer".
func (h *town) pairs(t testing.TB, login string, q participant.QueueQuery) (all []string) {
	t.Helper()
	v, err := h.Queue(context.Background(), h.actors[login], q)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range v.Pairs {
		all = append(all, p.A.Name+" + "+p.B.Name)
		if len(p.Reasons) == 0 || p.A.ID >= p.B.ID || uuid.Validate(p.MergeID) != nil {
			t.Errorf("%+v", p)
		}
	}
	slices.Sort(all)
	if v.Left != len(all) && !v.Next {
		t.Errorf("%d pairs are left, %d are shown", v.Left, len(all))
	}
	return all
}

func TestQueue(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newTown(t, d)
		const c = participant.Collective
		police := h.row(t, c, "Công an phường Phương Liên", h.lien)
		h.row(t, c, "Hội Phụ nữ", h.away)
		h.row(t, c, "Hội PN", h.ward)
		h.row(t, participant.Individual, "Trần Thị Mẫu", h.lien)
		for range 2 {
			if got := h.pairs(t, "lan", participant.QueueQuery{}); len(got) != 0 {
				t.Errorf("nothing is alike yet: %q", got)
			}
		}
		newer := h.row(t, c, "CAP Phương Liên - Trung Tự", h.ward)
		h.row(t, c, "Hội phu nữ phường", h.ward)
		h.row(t, participant.Individual, "Trần Thị Mẫu", h.ward)
		h.row(t, participant.Household, "Trần Thị Mẫu", h.ward)
		want := []string{"Công an phường Phương Liên + CAP Phương Liên - Trung Tự", "Hội PN + Hội phu nữ phường", "Trần Thị Mẫu + Trần Thị Mẫu"}
		for login, want := range map[string][]string{"lan": want, "quan": want, "xa": nil, "cu": nil} {
			if got := h.pairs(t, login, participant.QueueQuery{}); !slices.Equal(got, want) {
				t.Errorf("%s: %q, want %q", login, got, want)
			}
		}
		for login := range map[string]bool{"doc": true, "": true} {
			if _, err := h.Queue(t.Context(), h.actors[login], participant.QueueQuery{}); !errors.Is(err, fault.Forbidden) {
				t.Errorf("%q: %v", login, err)
			}
		}
		if got := h.pairs(t, "lan", participant.QueueQuery{From: newer.ID, To: newer.ID}); !slices.Equal(got, want[:1]) {
			t.Errorf("of one row: %q", got)
		}
		h.decideAll(t, police.ID, newer.ID, want)
	})
}

// decideAll says of one pair that it is one, of another that it is two, and takes
// both back.
func (h *town) decideAll(t *testing.T, older, newer string, all []string) {
	t.Helper()
	ctx, lan := t.Context(), h.actors["lan"]
	d := participant.Decision{MergeID: uuid.Must(uuid.NewV7()).String(), AID: older, BID: newer, Act: participant.Same}
	for range 2 {
		if err := h.Decide(ctx, lan, d); err != nil {
			t.Fatal(err)
		}
	}
	if p := h.again(t, newer); p.RootID != older {
		t.Errorf("the newer belongs to %s", p.RootID)
	}
	if got := h.pairs(t, "lan", participant.QueueQuery{}); !slices.Equal(got, all[1:]) {
		t.Errorf("after joining: %q", got)
	}
	if _, err := h.Unmerge(ctx, lan, d.MergeID); err != nil {
		t.Fatal(err)
	}
	if got := h.pairs(t, "lan", participant.QueueQuery{}); !slices.Equal(got, all) {
		t.Errorf("after parting: %q", got)
	}
	d.Act = participant.Different
	for range 2 {
		if err := h.Decide(ctx, lan, d); err != nil {
			t.Fatal(err)
		}
	}
	if got := h.pairs(t, "lan", participant.QueueQuery{}); !slices.Equal(got, all[1:]) {
		t.Errorf("after telling apart: %q", got)
	}
	if err := h.Undistinct(ctx, lan, newer, older); err != nil {
		t.Fatal(err)
	}
	if got := h.pairs(t, "lan", participant.QueueQuery{}); !slices.Equal(got, all) {
		t.Errorf("after taking that back: %q", got)
	}
	for act, login := range map[string]string{"mot": "xa", "khac": "xa", "hai": "lan"} {
		if err := h.Decide(ctx, h.actors[login], participant.Decision{AID: older, BID: newer, Act: act}); !errors.Is(err, fault.NotFound) {
			t.Errorf("%s as %s: %v", act, login, err)
		}
	}
}

func TestAliasesMakePairs(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newTown(t, d)
		ctx, lan := t.Context(), h.actors["lan"]
		a := h.row(t, participant.Collective, "Đội Sạch", h.ward)
		h.row(t, participant.Collective, "Câu lạc bộ Môi trường", h.ward)
		if got := h.pairs(t, "lan", participant.QueueQuery{}); len(got) != 0 {
			t.Fatal(got)
		}
		in := participant.AliasInput{ID: uuid.Must(uuid.NewV7()).String(), ParticipantID: a.ID, Name: " CLB  môi trường"}
		for range 2 {
			if err := h.AddAlias(ctx, lan, in); err != nil {
				t.Fatal(err)
			}
		}
		if got := h.pairs(t, "lan", participant.QueueQuery{}); !slices.Equal(got, []string{"Đội Sạch + Câu lạc bộ Môi trường"}) {
			t.Errorf("with an alias: %q", got)
		}
		for name, says := range map[string]string{"": "Chưa nhập", "...": "Chưa nhập", "đội sạch": "giống tên đang có", "CLB môi trường": "đã được ghi", strings.Repeat("ệ", 201): "quá 200"} {
			err := h.AddAlias(ctx, lan, participant.AliasInput{ParticipantID: a.ID, Name: name})
			var invalid fault.Invalid
			if !errors.As(err, &invalid) || !strings.Contains(invalid["alias"].String(), says) {
				t.Errorf("%q: %v", name, err)
			}
		}
		for login, want := range map[string]error{"doc": fault.Forbidden, "xa": fault.NotFound, "": fault.NotFound} {
			if err := h.AddAlias(ctx, h.actors[login], participant.AliasInput{ParticipantID: a.ID, Name: "Tên lạ"}); !errors.Is(err, want) {
				t.Errorf("%s: %v", login, err)
			}
			if err := h.RemoveAlias(ctx, h.actors[login], a.ID, in.ID); !errors.Is(err, want) {
				t.Errorf("%s: %v", login, err)
			}
		}
		for range 2 {
			if err := h.RemoveAlias(ctx, lan, a.ID, in.ID); err != nil {
				t.Fatal(err)
			}
		}
		if got := h.pairs(t, "lan", participant.QueueQuery{}); len(got) != 0 {
			t.Errorf("without it: %q", got)
		}
		if got := h.acts(t, a.ID); !slices.Equal(got, []string{"participant.alias_added", "participant.alias_removed"}) {
			t.Errorf("the trail says %q", got)
		}
	})
}

// TestSettle: what an earlier version wrote becomes findable and is compared.
func TestSettle(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newTown(t, d)
		earlier := participant.New(d) // which does not know the units
		h.update(t, func(ctx context.Context, tx *db.Tx) error {
			for name, unit := range map[string]participant.Unit{"UBND phường": {ID: h.ward.ID, Path: h.ward.Path}, "Ủy ban nhân dân phường": {ID: h.tu.ID, Path: h.tu.Path}} {
				if _, _, err := earlier.Ensure(ctx, tx, participant.Collective, name, unit); err != nil {
					return err
				}
			}
			for _, q := range []string{`DELETE FROM participant_word`, `DELETE FROM participant_place`, `UPDATE participant_participant SET root_id = NULL`} {
				if err := db.Exec(ctx, tx, q); err != nil {
					return err
				}
			}
			return nil
		})
		if got := h.find(t, h.actors["lan"], participant.Query{Words: "ubnd"}); len(got) != 0 {
			t.Fatal(got)
		}
		for range 2 {
			if err := h.Settle(t.Context()); err != nil {
				t.Fatal(err)
			}
			if got := h.find(t, h.actors["lan"], participant.Query{Words: "ubnd"}); !slices.Equal(got, []string{"UBND phường"}) {
				t.Errorf("found %q", got)
			}
			if got := h.pairs(t, "lan", participant.QueueQuery{}); len(got) != 1 {
				t.Errorf("alike: %q", got)
			}
		}
		for id, root := range roots(t, h) {
			if id != root {
				t.Errorf("%s belongs to %s", id, root)
			}
		}
	})
}

// TestCarry: a unit that moves takes its participants along.
func TestCarry(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newTown(t, d)
		h.row(t, participant.Collective, "Tổ dân phố số 9", h.ward)
		to := h.ward
		to.Path = "/noi-moi/phuong/"
		h.update(t, func(ctx context.Context, tx *db.Tx) error { return h.Carry(ctx, tx, h.ward, to) })
		if got := h.find(t, h.actors["quan"], participant.Query{Words: "tổ"}); len(got) != 0 {
			t.Errorf("where it was: %q", got)
		}
		if got := h.find(t, h.actor("registrar", to), participant.Query{Words: "tổ"}); len(got) != 1 {
			t.Errorf("where it is: %q", got)
		}
	})
}

// deeds is a chronicle for tests.
type deeds []participant.Deed

func (all deeds) RecordOf(_ context.Context, _ *db.Tx, ids []string) (of []participant.Deed, err error) {
	for _, x := range all {
		if slices.Contains(ids, x.ParticipantID) {
			of = append(of, x)
		}
	}
	return of, nil
}

func (h *town) deed(p participant.Participant, day, title, path string) participant.Deed {
	on := clock.Must(day)
	return participant.Deed{ParticipantID: p.ID, On: on, Year: on.Year(), Kind: "Mô hình", Title: title, Href: "/viec/mo-hinh/x", Unit: "Phường", UnitPath: path, Detail: "Được công nhận"}
}
