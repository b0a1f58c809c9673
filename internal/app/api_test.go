package app

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/google/uuid"

	"kheo/internal/business/org"
	"kheo/internal/platform/db"
	"kheo/internal/platform/db/dbtest"
	"kheo/internal/service/auth"
)

// site is Khéo with its example, answering over HTTP.
type site struct {
	*testing.T
	app  *App
	base string
}

func newSite(t *testing.T, database string) *site {
	t.Helper()
	a, err := OpenDemo(t.Context(), Config{Data: t.TempDir(), Database: database, BaseURL: "http://127.0.0.1:8080", Demo: true})
	if err != nil {
		t.Fatal(err)
	}
	handler, err := a.Handler()
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(handler)
	t.Cleanup(func() {
		server.Close()
		if err := a.Close(); err != nil {
			t.Error(err)
		}
	})
	return &site{t, a, server.URL}
}

// each runs do on both engines.
func each(t *testing.T, do func(*site)) {
	t.Run("sqlite", func(t *testing.T) {
		t.Parallel()
		do(newSite(t, ""))
	})
	if dbtest.HasPostgres() {
		t.Run("postgres", func(t *testing.T) {
			t.Parallel()
			do(newSite(t, dbtest.PostgresURL(t)))
		})
	}
}

// call sends a request of a program and decodes what comes back.
func (s *site) call(method, path, token string, body any, status int) (answer map[string]any, list []any) {
	s.Helper()
	var content io.Reader
	if body != nil {
		raw, err := json.Marshal(body)
		if err != nil {
			s.Fatal(err)
		}
		content = bytes.NewReader(raw)
	}
	r, err := http.NewRequestWithContext(s.Context(), method, s.base+path, content)
	if err != nil {
		s.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/json")
	if token != "" {
		r.Header.Set("Authorization", "Bearer "+token)
	}
	w, err := http.DefaultClient.Do(r)
	if err != nil {
		s.Fatal(err)
	}
	defer func() { _ = w.Body.Close() }()
	raw, err := io.ReadAll(w.Body)
	if err != nil {
		s.Fatal(err)
	}
	if w.StatusCode != status {
		s.Errorf("%s %s: status %d, want %d: %s", method, path, w.StatusCode, status, raw)
	}
	if status >= 400 && !strings.HasPrefix(w.Header.Get("Content-Type"), "application/problem+json") {
		s.Errorf("%s %s answers %s, want problem+json", method, path, w.Header.Get("Content-Type"))
	}
	var v any
	if err := json.Unmarshal(raw, &v); err != nil {
		s.Fatalf("%s %s: %v: %s", method, path, err, raw)
	}
	answer, _ = v.(map[string]any)
	list, _ = v.([]any)
	return answer, list
}

// token makes a token for an account of the example.
func (s *site) token(login string, write bool) (secret string) {
	s.Helper()
	err := s.app.DB.Update(s.Context(), func(tx *db.Tx) error {
		account, err := auth.FindLogin(s.Context(), tx, login)
		if err != nil {
			return err
		}
		secret, _, err = auth.CreateToken(s.Context(), tx, auth.Actor{AccountID: account.ID}, auth.NewToken{Name: "thử", Write: write, Days: 1})
		return err
	})
	if err != nil {
		s.Fatal(err)
	}
	return secret
}

func TestPrograms(t *testing.T) {
	t.Parallel()
	each(t, func(s *site) {
		document, _ := s.call("GET", "/api/openapi.json", "", nil, 200)
		if document["openapi"] != "3.1.0" {
			s.Errorf("openapi is %v", document["openapi"])
		}
		report, _ := s.call("GET", "/api/v1/seasons/dvk-2022/report?unit=quan-dong-da", "", nil, 200)
		if n := report["registered"].(map[string]any)["initiatives"]; n != 371.0 {
			s.Errorf("%v registered, want 371", n)
		}
		s.call("GET", "/api/v1/seasons/dvk-2021/report", "", nil, 422)
		_, decisions := s.call("GET", "/api/v1/decisions?season=dvk-2022", "", nil, 200)
		if len(decisions) != 2 {
			s.Errorf("%d decisions, want 2", len(decisions))
		}
		one, _ := s.call("GET", "/api/v1/decisions/kt-dvk-2022", "", nil, 200)
		if list := one["list"].([]any); len(list) != 10 {
			s.Errorf("%d lines, want 10", len(list))
		}
		s.call("GET", "/api/v1/decisions/khong-co", "", nil, 404)
		unknown, _ := s.call("GET", "/api/v1/register/DVK-XXXX-XXXX", "", nil, 200)
		if unknown["valid"] != false {
			s.Errorf("an unknown code is %v", unknown)
		}
		s.publicInitiatives()
		s.ownInitiatives()
	})
}

// publicInitiatives: without a token, only what everybody may see.
func (s *site) publicInitiatives() {
	s.Helper()
	_, all := s.call("GET", "/api/v1/initiatives?season=dvk-2026&limit=200", "", nil, 200)
	for _, x := range all {
		i := x.(map[string]any)
		if state := i["state"]; state == "draft" || state == "submitted" || state == "returned" {
			s.Errorf("the public sees %v in state %v", i["code"], state)
		}
		if i["participant_kind"] != "collective" && i["participant"] != nil && i["state"] != "recognised" {
			s.Errorf("the public reads the name of a person: %v", i["participant"])
		}
	}
	if len(all) == 0 {
		s.Error("the public sees nothing")
	}
	s.call("POST", "/api/v1/initiatives", "", map[string]any{}, 401)
	s.call("GET", "/api/v1/initiatives", "kheo_khong-phai-ma", nil, 401)
}

// ownInitiatives: with a token, what its person may do.
func (s *site) ownInitiatives() {
	s.Helper()
	read, write := s.token("dangky", false), s.token("dangky", true)
	var unit org.Unit
	err := s.app.DB.View(s.Context(), func(tx *db.Tx) (err error) {
		unit, err = s.app.Org.ByCode(s.Context(), tx, "unit", "to-dan-pho-02")
		return err
	})
	if err != nil {
		s.Fatal(err)
	}
	draft := map[string]any{
		"id": uuid.Must(uuid.NewV7()).String(), "season": "dvk-2026", "unit_id": unit.ID, "participant_kind": "collective", "participant": "Tổ dân phố số 2",
		"kind": "model", "field_id": "0190a000-0000-7000-8000-000000000011", "starts_on": "2026-11-01", "title": "Khéo trong việc thử",
		"problem": "", "objective": "", "method": "", "area": "", "forces": "", "resources": "", "schedule": "", "outputs": "", "sustainability": "",
	}
	s.call("POST", "/api/v1/initiatives", read, draft, 403)
	saved, _ := s.call("POST", "/api/v1/initiatives", write, draft, 200)
	if saved["state"] != "draft" || saved["id"] != draft["id"] {
		s.Errorf("saved %v", saved)
	}
	s.call("POST", "/api/v1/initiatives", write, draft, 200) // again: the same draft
	refused, _ := s.call("POST", "/api/v1/initiatives/submit", write, draft, 422)
	if details := refused["errors"].([]any); len(details) < 5 {
		s.Errorf("an empty registration is refused with %v", refused)
	}
	for _, item := range []string{"problem", "objective", "method", "area", "forces", "resources", "schedule", "outputs", "sustainability"} {
		draft[item] = "Có 12 hộ cùng làm."
	}
	sent, _ := s.call("POST", "/api/v1/initiatives/submit", write, draft, 200)
	if sent["state"] != "submitted" {
		s.Errorf("sent %v", sent)
	}
	s.call("GET", "/api/v1/initiatives/"+draft["id"].(string), "", nil, 404)
	s.call("GET", "/api/v1/initiatives/"+draft["id"].(string), s.token("catlinh", false), nil, 404)
	s.call("GET", "/api/v1/initiatives/"+draft["id"].(string), read, nil, 200)
}
