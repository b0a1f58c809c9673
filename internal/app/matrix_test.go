package app

import (
	"context"
	"flag"
	"fmt"
	"maps"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"kheo/internal/business/initiative"
	"kheo/internal/business/org"
	"kheo/internal/business/recognition"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/service/auth"
	"kheo/internal/service/web"
)

var rewrite = flag.Bool("update", false, "write the golden file anew")

// TestPermissionMatrix asks every route as every role, for something inside the
// role's subtree and for something outside it, and compares the answers with
// testdata/permissions.golden. A route that is not in the file, or no longer in
// the program, fails: permissions are read, not guessed.
func TestPermissionMatrix(t *testing.T) {
	t.Parallel()
	a, examples := matrixApp(t)
	var who auth.Actor
	site := web.Site{
		Owner: "Khéo", BaseURL: "http://127.0.0.1:8080", Demo: true, Now: a.DB.Now,
		WhoIs:   func(*http.Request) (auth.Actor, error) { return who, nil },
		Waiting: func(context.Context, auth.Actor) (int, error) { return 0, nil },
	}
	m := web.New(site)
	a.mount(m)
	var b strings.Builder
	fmt.Fprintf(&b, "%-58s %-7s", "route", "public")
	for _, role := range auth.Roles() {
		fmt.Fprintf(&b, " %-15s", role)
	}
	b.WriteString("\n")
	for _, route := range m.Routes() {
		if signsIn(route) {
			continue
		}
		fmt.Fprintf(&b, "%-58s ", route)
		who = auth.Actor{}
		fmt.Fprintf(&b, "%-7s", ask(a, m, route, examples.inside))
		for _, role := range auth.Roles() {
			who = examples.actor(role)
			fmt.Fprintf(&b, " %-15s", ask(a, m, route, examples.inside)+"/"+ask(a, m, route, examples.outside))
		}
		b.WriteString("\n")
	}
	got := trimLines(b.String())
	name := filepath.Join("testdata", "permissions.golden")
	if *rewrite {
		if err := os.WriteFile(name, []byte(got), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	compare(t, string(want), got)
}

func compare(t *testing.T, want, got string) {
	t.Helper()
	old, now := strings.Split(want, "\n"), strings.Split(got, "\n")
	for _, line := range now {
		if !slices.Contains(old, line) {
			t.Errorf("not in the golden file: %s", line)
		}
	}
	for _, line := range old {
		if !slices.Contains(now, line) {
			t.Errorf("only in the golden file: %s", line)
		}
	}
}

func trimLines(s string) string {
	lines := strings.Split(s, "\n")
	for n := range lines {
		lines[n] = strings.TrimRight(lines[n], " ")
	}
	return strings.Join(lines, "\n")
}

// signsIn are the routes that change who is signed in: they need a real session
// and have tests of their own.
func signsIn(route string) bool {
	return slices.Contains([]string{"POST /dang-nhap", "POST /dang-xuat", "POST /tai-khoan-mau/{login}"}, route)
}

// ask sends an empty request for a route and returns the status; nothing that it
// would change is kept.
func ask(a *App, m *web.Mux, route string, values map[string]string) string {
	method, path, _ := strings.Cut(route, " ")
	path = strings.ReplaceAll(path, "{$}", "")
	names := slices.SortedFunc(maps.Keys(values), func(a, b string) int { return len(b) - len(a) }) // the nearest beginning first
	for _, name := range names {
		value := values[name]
		kind, name, scoped := strings.Cut(name, ":")
		if !scoped || strings.HasPrefix(path, kind) {
			if !scoped {
				name = kind
			}
			path = strings.ReplaceAll(path, "{"+name+"}", value)
		}
	}
	r := httptest.NewRequestWithContext(context.Background(), method, path, nil)
	if method != http.MethodGet {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		r.Header.Set("Sec-Fetch-Site", "same-origin")
	}
	w := httptest.NewRecorder()
	a.Auth.Load(m).ServeHTTP(w, r)
	return fmt.Sprint(w.Code)
}

// examples are the same kinds of things in the actor's subtree and outside it.
type examples struct {
	inside, outside map[string]string
	grant           auth.Grant
	account         string
}

func (e examples) actor(role auth.Role) auth.Actor {
	g := e.grant
	g.Role = role
	return auth.Actor{AccountID: e.account, SessionID: "019a0000-0000-7000-8000-0000000000bb", Name: "Người thử", Grants: []auth.Grant{g}}
}

func matrixApp(t *testing.T) (*App, examples) {
	t.Helper()
	a, err := Open(t.Context(), Config{Data: t.TempDir(), BaseURL: "http://127.0.0.1:8080", Demo: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := a.Close(); err != nil {
			t.Error(err)
		}
	})
	if err := a.fillDemo(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := draftInside(t, a); err != nil {
		t.Fatal(err)
	}
	var e examples
	outer := ""
	err = a.DB.View(t.Context(), func(tx *db.Tx) error {
		ward, err := a.Org.ByCode(t.Context(), tx, "", "phuong-dong-da")
		if err != nil {
			return err
		}
		council, err := auth.FindLogin(t.Context(), tx, "hoidong")
		if err != nil {
			return err
		}
		e.account = council.ID
		e.grant = auth.Grant{UnitID: ward.ID, UnitPath: ward.Path, UnitName: ward.Name}
		if e.inside, err = sample(t, a, tx, "dvk-2026", ward.ID, "dangky"); err != nil {
			return err
		}
		district, err := a.Org.ByCode(t.Context(), tx, "", "quan-dong-da")
		if err != nil {
			return err
		}
		outer = district.ID
		e.outside, err = sample(t, a, tx, "dvk-2022", district.ID, "catlinh")
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	maps.Copy(e.inside, councilOf(t, a, e.grant.UnitID, "dvk-2026", e.inside["/viec/xet-duyet/:id"]))
	maps.Copy(e.outside, councilOf(t, a, outer, "dvk-2022", ""))
	maps.Copy(e.inside, papersOf(t, a, "dang-uy-phuong-dong-da", e.inside["/viec/mo-hinh/:id"]))
	maps.Copy(e.inside, consentsOf(t, a, draftID, e.inside["/viec/mo-hinh/:id"]))
	maps.Copy(e.outside, papersOf(t, a, "quan-uy-dong-da", ""))
	maps.Copy(e.inside, certificatesOf(t, a, "dang-uy-phuong-dong-da", "dvk-2026", clock.On(2026, 11, 20)))
	maps.Copy(e.outside, certificatesOf(t, a, "quan-uy-dong-da", "dvk-2022", clock.On(2024, 11, 20)))
	return a, e
}

// draftInside leaves a draft of a decision in the actors' subtree, and a post.
func draftInside(t *testing.T, a *App) error {
	t.Helper()
	var unit org.Unit
	err := a.DB.View(t.Context(), func(tx *db.Tx) (err error) {
		unit, err = a.Org.ByCode(t.Context(), tx, "", "dang-uy-phuong-dong-da")
		return err
	})
	if err != nil {
		return err
	}
	_, err = a.Recognition.Draft(t.Context(), operator(), recognition.Input{
		ID: draftID, Season: "dvk-2026", UnitID: unit.ID, Kind: recognition.Recognition, Level: "cấp phường",
	})
	if err != nil {
		return err
	}
	return a.Org.AddPost(t.Context(), operator(), unit.ParentID, org.PostInput{ID: postID, Title: "Chủ tịch", Holder: "Người thử"})
}

const (
	draftID = "019a0000-0000-7000-8000-0000000000dd"
	postID  = "019a0000-0000-7000-8000-0000000000ee"
)

// sample finds values for the names in paths. A name with the beginning of a path before
// it is for those routes only.
func sample(t *testing.T, a *App, tx *db.Tx, season, unitID, login string) (map[string]string, error) {
	t.Helper()
	ctx := t.Context()
	s, err := a.Campaigns.SeasonByCode(ctx, tx, season)
	if err != nil {
		return nil, err
	}
	list, err := a.Initiatives.List(ctx, tx, initiative.Filter{SeasonID: s.ID, States: []initiative.State{initiative.UnderReview, initiative.Recognised}, Limit: 1})
	if err != nil {
		return nil, err
	}
	i := list[0]
	account, err := auth.FindLogin(ctx, tx, login)
	if err != nil {
		return nil, err
	}
	values := map[string]string{
		"/viec/mo-hinh/:id": i.ID, "/mo-hinh/:code": i.Code, "/viec/mua/:code": season, "/viec/bao-cao/:code": season, "format": "json",
		"/viec/xet-duyet/:season": season, "/viec/xet-duyet/:id": i.ID, "/viec/xung-dot/:id": i.ID, "/viec/xung-dot/:account": account.ID, "/don-vi/:code": "phuong-dong-da", "/quan-tri/don-vi/:id": unitID, "/quan-tri/tai-khoan/:id": account.ID,
		"/viec/tieu-chi/:id": s.CriteriaSetID, "/tieu-chi/:code": "mau", "edition": "1", "/mua/:code": season,
		"file": "019a0000-0000-7000-8000-0000000000cc", "login": login,
	}
	head := auth.Actor{AccountID: account.ID}
	unit, err := a.Org.Unit(ctx, tx, unitID)
	if err != nil {
		return nil, err
	}
	head.Grants = []auth.Grant{{Role: auth.Administrator, UnitID: unitID, UnitPath: unit.Path}}
	events, err := a.Org.Events(ctx, head, org.EventFilter{Limit: 9})
	if err != nil {
		return nil, err
	}
	values["event"], values["post"] = events[len(events)-1].ID, postID
	dossier, err := a.Initiatives.PublicDossier(ctx, tx, i.Code)
	if err != nil {
		return nil, err
	}
	if len(dossier.Evidence) > 0 {
		values["/bang-chung/:id"] = dossier.Evidence[0].ID
	}
	decisions, err := a.Recognition.List(ctx, tx, recognition.Filter{SeasonID: s.ID, Reader: operator(), Limit: 1})
	if err != nil || len(decisions) == 0 {
		return values, err
	}
	values["/viec/quyet-dinh/:id"], values["/quyet-dinh/:code"] = decisions[0].ID, decisions[0].Code
	return values, nil
}
