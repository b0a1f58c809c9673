package progress_test

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/google/uuid"

	"kheo/internal/platform/db"
	"kheo/internal/platform/db/dbtest"
	"kheo/internal/platform/jobs"
	"kheo/internal/service/auth"
	"kheo/internal/service/files"
	"kheo/internal/service/progress"
	"kheo/internal/service/web"
)

const who = "X-Test-Login"

type count struct{}

func (count) Kind() string { return "test.count.v1" }

// desk is a queue, a store and two people who each see their own.
type desk struct {
	db     *db.DB
	queue  *jobs.Queue
	files  *files.Store
	actors map[string]auth.Actor
	mux    http.Handler
}

func newDesk(t *testing.T, d *db.DB) *desk {
	t.Helper()
	k := &desk{db: d, queue: jobs.New(d), actors: map[string]auth.Actor{}}
	var err error
	if k.files, err = files.New(t.TempDir(), d); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = k.files.Close() })
	jobs.Handle(k.queue, func(context.Context, *jobs.Run, count) error { return nil })
	if err := k.queue.Open(); err != nil {
		t.Fatal(err)
	}
	for _, login := range []string{"lan", "minh"} {
		k.actors[login] = auth.Actor{AccountID: uuid.NewString(), SessionID: uuid.NewString(), Name: login,
			Grants: []auth.Grant{{Role: auth.Administrator, UnitPath: "/", UnitName: "Quận Mẫu"}}}
	}
	m := web.New(web.Site{
		Owner: "Quận Mẫu", BaseURL: "http://127.0.0.1", Now: d.Now,
		WhoIs:   func(r *http.Request) (auth.Actor, error) { return k.actors[r.Header.Get(who)], nil },
		Waiting: func(context.Context, auth.Actor) (int, error) { return 0, nil },
	})
	progress.New(d, k.files).Mount(m)
	k.mux = m
	return k
}

func (k *desk) update(t *testing.T, do func(*db.Tx) error) {
	t.Helper()
	if err := k.db.Update(t.Context(), do); err != nil {
		t.Fatal(err)
	}
}

func (k *desk) run(t *testing.T, login string) (id string) {
	t.Helper()
	k.update(t, func(tx *db.Tx) (err error) {
		id, err = k.queue.Enqueue(t.Context(), tx, k.actors[login].AccountID, "In giấy của quyết định 412-QĐ/QU", count{})
		return err
	})
	return id
}

// file keeps a paper that was made for login; for nobody when it is empty.
func (k *desk) file(t *testing.T, login string) (id string) {
	t.Helper()
	in, err := k.files.Put(t.Context(), "giay.pdf", "application/pdf", func(w io.Writer) error {
		_, err := io.WriteString(w, "%PDF-1.7 giấy của "+login)
		return err
	}, k.actors[login].AccountID)
	if err != nil {
		t.Fatal(err)
	}
	k.update(t, func(tx *db.Tx) error {
		f, err := k.files.Save(t.Context(), tx, in, tx.Now)
		id = f.ID
		return err
	})
	return id
}

func (k *desk) get(login, path string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(http.MethodGet, path, nil)
	r.Header.Set(who, login)
	w := httptest.NewRecorder()
	k.mux.ServeHTTP(w, r)
	return w
}

func TestOnlyTheOwnerSees(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		k := newDesk(t, d)
		run, file, nobodys := "/viec/cong-viec/"+k.run(t, "lan"), "/viec/tep/"+k.file(t, "lan"), "/viec/tep/"+k.file(t, "")
		for _, c := range []struct {
			login, path string
			status      int
			says        string
		}{
			{"lan", run, 200, "In giấy của quyết định 412-QĐ/QU"}, {"minh", run, 404, "Không tìm thấy"}, {"", run, 303, ""},
			{"lan", run + "?ve=%2Fviec%2Fquyet-dinh", 200, `href="/viec/quyet-dinh"`},
			{"lan", file, 200, "giấy của lan"}, {"minh", file, 404, "Không tìm thấy"}, {"", file, 303, ""},
			{"lan", nobodys, 404, "Không tìm thấy"}, {"lan", "/viec/cong-viec/" + uuid.NewString(), 404, "Không tìm thấy"},
			{"lan", "/viec/cong-viec/abc", 404, "Không tìm thấy"}, {"lan", "/viec/tep/abc", 404, "Không tìm thấy"}, {"lan", "/viec/tep/" + uuid.NewString(), 404, "Không tìm thấy"},
		} {
			w := k.get(c.login, c.path)
			if w.Code != c.status || !strings.Contains(w.Body.String(), c.says) {
				t.Errorf("%q %s: status %d, want %d saying %q", c.login, c.path, w.Code, c.status, c.says)
			}
			if c.login == "minh" && strings.Contains(w.Body.String(), "412-QĐ") {
				t.Error("a stranger reads what is being done")
			}
		}
		if w := k.get("lan", run+"?ve=https%3A%2F%2Fevil.example"); strings.Contains(w.Body.String(), `href="https://evil`) {
			t.Error("the way back leads elsewhere")
		}
		h := k.get("lan", file).Header()
		if h.Get("Content-Type") != "application/pdf" || !strings.Contains(h.Get("Content-Disposition"), "giay.pdf") || strings.Contains(h.Get("Cache-Control"), "public") {
			t.Errorf("headers of the file %v", h)
		}
	})
}

func TestStates(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		k := newDesk(t, d)
		id := k.run(t, "lan")
		for _, c := range []struct {
			set   string
			says  string
			again bool // the page asks for itself again
		}{
			{`state = 'waiting'`, "đang chờ đến lượt", true},
			{`state = 'running', done = 30, total = 60, started_at = '2026-11-22 03:02:05+00:00'`, "còn khoảng 3 phút", true},
			{`state = 'running', done = 59, total = 60`, "còn chưa đầy một phút", true},
			{`state = 'done', result = '/viec/tep/abc'`, `href="/viec/tep/abc"`, false},
			{`state = 'failed', message = 'Không còn giấy nào để in.'`, "Không còn giấy nào để in.", false},
			{`state = 'failed', message = ''`, "chưa có gì thay đổi", false},
		} {
			k.update(t, func(tx *db.Tx) error {
				return db.Exec(t.Context(), tx, `UPDATE jobs_run SET `+c.set+` WHERE id = $1`, id)
			})
			w := k.get("lan", "/viec/cong-viec/"+id)
			if w.Code != 200 || !strings.Contains(w.Body.String(), c.says) {
				t.Errorf("%s: status %d without %q", c.set, w.Code, c.says)
			}
			if got := strings.Contains(w.Body.String(), `data-refresh="`); got != c.again {
				t.Errorf("%s: asks again %v", c.set, got)
			}
		}
	})
}
