package conflict_test

import (
	"context"
	"errors"
	"slices"
	"testing"

	"kheo/internal/business/conflict"
	"kheo/internal/business/initiative"
	"kheo/internal/business/participant"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/platform/db/dbtest"
	"kheo/internal/platform/fault"
	"kheo/internal/service/auth"
)

func kinds(f conflict.Finding) (all []conflict.Kind) {
	for _, r := range f.Reasons {
		all = append(all, r.Kind)
	}
	return all
}

func TestReasons(t *testing.T) {
	t.Parallel()
	ground := conflict.Ground{SeasonUnitID: "tp", SeasonPath: "/tp/", Lines: map[string][]string{"ban-cat": {"ban"}, "ring": {"ring2"}, "ring2": {"ring"}}}
	dossier := conflict.Dossier{
		ID: "d", UnitID: "cat", UnitPath: "/tp/quan/cat/", UnitName: "Phường Cát", ParticipantKind: participant.Household, ParticipantName: "Hộ ông Trần Văn Mẫu",
		Contact: "Bà Lý Thị Thử, 0900 000 000", Hands: map[string][]initiative.Hand{"a": {initiative.Wrote}, "b": {initiative.Proved, initiative.Reporter}},
	}
	own := dossier
	own.UnitID, own.UnitPath = "tp", "/tp/"
	line := dossier
	line.UnitID, line.UnitPath = "ban-cat", "/tp/khac/"
	at := func(id, path string, role auth.Role, title string) conflict.Post {
		return conflict.Post{UnitID: id, UnitPath: path, UnitName: id, Role: role, Title: title}
	}
	for name, c := range map[string]struct {
		person  conflict.Person
		dossier conflict.Dossier
		want    []conflict.Kind
	}{
		"a stranger":                     {conflict.Person{AccountID: "x", Name: "Vũ Lạ Mẫu", Posts: []conflict.Post{at("khac", "/tp/khac/", auth.Appraiser, "")}}, dossier, nil},
		"an appraiser of the city":       {conflict.Person{Posts: []conflict.Post{at("tp", "/tp/", auth.Appraiser, "")}}, dossier, nil},
		"an officer of the season":       {conflict.Person{Posts: []conflict.Post{at("tp", "/tp/", "", "Phó Chủ tịch")}}, dossier, nil},
		"an appraiser of the district":   {conflict.Person{Posts: []conflict.Post{at("quan", "/tp/quan/", auth.Appraiser, "")}}, dossier, nil},
		"an officer of the district":     {conflict.Person{Posts: []conflict.Post{at("quan", "/tp/quan/", "", "Chủ tịch")}}, dossier, []conflict.Kind{conflict.Superior}},
		"a registrar of the district":    {conflict.Person{Posts: []conflict.Post{at("quan", "/tp/quan/", auth.Registrar, "")}}, dossier, []conflict.Kind{conflict.Superior}},
		"of the same ward":               {conflict.Person{Posts: []conflict.Post{at("cat", "/tp/quan/cat/", auth.Appraiser, "")}}, dossier, []conflict.Kind{conflict.SameUnit}},
		"of the ward twice":              {conflict.Person{Posts: []conflict.Post{at("cat", "/tp/quan/cat/", auth.Appraiser, ""), at("cat", "/tp/quan/cat/", "", "Bí thư")}}, dossier, []conflict.Kind{conflict.SameUnit}},
		"of a lane of the ward":          {conflict.Person{Posts: []conflict.Post{at("to", "/tp/quan/cat/to/", "", "Tổ trưởng")}}, dossier, []conflict.Kind{conflict.Subordinate}},
		"the organiser's own":            {conflict.Person{Posts: []conflict.Post{at("tp", "/tp/", auth.CouncilMember, "")}}, own, []conflict.Kind{conflict.Organiser}},
		"below the organiser":            {conflict.Person{Posts: []conflict.Post{at("quan", "/tp/quan/", auth.CouncilMember, "")}}, own, []conflict.Kind{conflict.Subordinate}},
		"above in another tree":          {conflict.Person{Posts: []conflict.Post{at("ban", "/tp/ban/", "", "Trưởng ban")}}, line, []conflict.Kind{conflict.Superior}},
		"a ring of lines ends":           {conflict.Person{Posts: []conflict.Post{at("ring", "/tp/ring/", "", "Trưởng")}}, line, nil},
		"who wrote it":                   {conflict.Person{AccountID: "a"}, dossier, []conflict.Kind{conflict.Author}},
		"who proved it":                  {conflict.Person{AccountID: "b"}, dossier, []conflict.Kind{conflict.Witness}},
		"whose name is the household's":  {conflict.Person{Name: "TRẦN VĂN MẪU"}, dossier, []conflict.Kind{conflict.Namesake}},
		"whose name is the contact's":    {conflict.Person{Name: "Lý Thị Thử"}, dossier, []conflict.Kind{conflict.Namesake}},
		"with one word of the name only": {conflict.Person{Name: "Mẫu"}, dossier, nil},
	} {
		if got := kinds(conflict.Finding{Reasons: ground.Reasons(c.person, c.dossier)}); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}

func TestWhatKheoKnows(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHouse(t, d)
		h.office(t, "hoi", "quan", "Phó Chủ tịch")
		id := h.reviewed(t, "Khéo trong giữ chợ sạch", "cat", h.actors["minh"])
		for login, want := range map[string][]conflict.Kind{
			"minh": {conflict.Author}, "cat": {conflict.SameUnit}, "quan": {conflict.Superior}, "hoi": {conflict.Superior}, "soat": nil,
		} {
			f := h.between(t, login, id)
			if got := kinds(f); !slices.Equal(got, want) || f.Blocks() || f.Warns() != (want != nil) {
				t.Errorf("%s: %v, want %v; blocks %v", login, got, want, f.Blocks())
			}
		}
		name := h.reviewed(t, "Khéo trong nhà", "tho", auth.Actor{}, func(in *initiative.Registration) {
			in.ParticipantKind, in.Participant = participant.Individual, "Lê Minh Mẫu"
		})
		if got := kinds(h.between(t, "minh", name)); !slices.Equal(got, []conflict.Kind{conflict.Namesake}) {
			t.Errorf("equal names: %v", got)
		}
		own := h.reviewed(t, "Khéo của ban tổ chức", "tp", auth.Actor{})
		if got := kinds(h.between(t, "hoi", own)); !slices.Equal(got, []conflict.Kind{conflict.Subordinate, conflict.Organiser}) && !slices.Equal(got, []conflict.Kind{conflict.Organiser, conflict.Subordinate}) {
			t.Errorf("the organiser's own dossier: %v", got)
		}
	})
}

func TestSettling(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHouse(t, d)
		ctx := t.Context()
		id := h.reviewed(t, "Khéo trong giữ chợ sạch", "cat", h.actors["minh"])
		cat, minh := h.actors["cat"].AccountID, h.actors["minh"].AccountID
		var invalid fault.Invalid
		var refused fault.Refused
		if _, err := h.Settle(ctx, h.actors["minh"], id, cat, conflict.SettleInput{State: conflict.Dismissed}); !errors.As(err, &invalid) || invalid["note"].Sentence == "" {
			t.Errorf("a dismissal without a word: %v", err)
		}
		if _, err := h.Settle(ctx, h.actors["minh"], id, minh, conflict.SettleInput{State: conflict.Dismissed, Note: "Tôi vô tư."}); !errors.As(err, &refused) {
			t.Errorf("clearing oneself: %v", err)
		}
		for login, want := range map[string]error{"lan": fault.NotFound, "hoi": fault.NotFound, "cat": fault.Forbidden, "soat": fault.Forbidden, "quan": fault.NotFound} {
			if _, err := h.Settle(ctx, h.actors[login], id, cat, conflict.SettleInput{State: conflict.Confirmed}); !errors.Is(err, want) {
				t.Errorf("%s settles: %v, want %v", login, err, want)
			}
		}
		for range 2 {
			f, err := h.Settle(ctx, h.actors["minh"], id, cat, conflict.SettleInput{State: conflict.Confirmed})
			if err != nil || !f.Blocks() || f.Interest.Version != 1 {
				t.Fatalf("confirming: %v, %+v", err, f.Interest)
			}
		}
		if f := h.between(t, "cat", id); !f.Blocks() || f.Interest.Reasons == "" {
			t.Errorf("after confirming: %+v", f.Interest)
		}
		if _, err := h.Settle(ctx, h.actors["minh"], id, cat, conflict.SettleInput{State: conflict.Dismissed, Note: "Đã chuyển công tác."}); !errors.Is(err, fault.Conflict) {
			t.Errorf("an old form: %v", err)
		}
		if _, err := h.Settle(ctx, h.actors["minh"], id, cat, conflict.SettleInput{State: conflict.Dismissed, Note: "Đã chuyển công tác.", Version: 1}); err != nil {
			t.Fatal(err)
		}
		if f := h.between(t, "cat", id); f.Blocks() || f.Warns() {
			t.Errorf("after dismissing: %+v", f.Interest)
		}
		if _, err := h.Settle(ctx, h.actors["minh"], id, h.actors["hoi"].AccountID, conflict.SettleInput{State: conflict.Confirmed}); !errors.Is(err, fault.NotFound) {
			t.Errorf("settling nothing: %v", err)
		}
	})
}

func TestDeclaring(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHouse(t, d)
		ctx := t.Context()
		one, two := h.reviewed(t, "Khéo một", "cat", auth.Actor{}), h.reviewed(t, "Khéo hai", "tho", auth.Actor{})
		var invalid fault.Invalid
		if _, err := h.Declare(ctx, h.actors["hoi"], one, conflict.DeclareInput{}); !errors.As(err, &invalid) {
			t.Errorf("a declaration without a word: %v", err)
		}
		for range 2 {
			if _, err := h.Declare(ctx, h.actors["hoi"], one, conflict.DeclareInput{Note: "Em gái tôi là tổ trưởng."}); err != nil {
				t.Fatal(err)
			}
		}
		if _, err := h.Declare(ctx, h.actors["lan"], one, conflict.DeclareInput{Note: "Xin tránh."}); !errors.Is(err, fault.Forbidden) {
			t.Errorf("who does not judge: %v", err)
		}
		if _, err := h.Declare(ctx, h.actors["cat"], two, conflict.DeclareInput{Note: "Xin tránh."}); !errors.Is(err, fault.NotFound) {
			t.Errorf("outside the own subtree: %v", err)
		}
		hoi, minh := h.actors["hoi"].AccountID, h.actors["minh"].AccountID
		err := d.View(ctx, func(tx *db.Tx) error {
			got, err := h.Conflicts(ctx, tx, h.season.ID, []string{hoi, minh})
			if len(got) != 1 || !slices.Equal(got[hoi], []string{one}) {
				t.Errorf("conflicts: %v", got)
			}
			if err != nil {
				return err
			}
			accounts, err := auth.Holders(ctx, tx, h.season.UnitPath, auth.Appraiser)
			if len(accounts) != 2 {
				t.Errorf("%d appraisers", len(accounts))
			}
			if err != nil {
				return err
			}
			unfit, err := h.Unfit(ctx, tx, h.season.ID, accounts)
			if cat := h.actors["cat"].AccountID; !unfit[cat][one] || unfit[cat][two] || unfit[minh][one] {
				t.Errorf("unfit: %v", unfit)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	})
}

func TestOfficesEnd(t *testing.T) {
	t.Parallel()
	h := newHouse(t, dbtest.SQLite(t))
	h.office(t, "hoi", "quan", "Phó Chủ tịch")
	id := h.reviewed(t, "Khéo một", "cat", auth.Actor{})
	if !h.between(t, "hoi", id).Warns() {
		t.Fatal("the office is not seen")
	}
	h.update(t, func(ctx context.Context, tx *db.Tx) error {
		return db.Exec(ctx, tx, `UPDATE org_post SET valid_to = $1`, clock.On(2021, 1, 1))
	})
	if h.between(t, "hoi", id).Warns() {
		t.Error("an office that has ended is still a ground")
	}
}
