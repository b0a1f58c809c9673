package app

import (
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"kheo/internal/platform/db"
	"kheo/internal/platform/db/dbtest"
	"kheo/internal/platform/fault"
	"kheo/internal/service/translog"
	"kheo/internal/service/translog/fetch"
	"kheo/internal/service/translog/witness"
)

// A log over a database is cosigned after each checkpoint; a witness that is away is
// asked again, and one that cosigned lately is left alone.
func TestWitnessesCosignTheLog(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		l := translog.New(d, t.TempDir())
		var away atomic.Bool
		var asked atomic.Int64
		w := &asker{db: d, log: l, client: fetch.Client()}
		look := func(want error) {
			t.Helper()
			if err := w.look(t.Context()); !errors.Is(err, want) {
				t.Fatalf("looking: %v, want %v", err, want)
			}
		}
		look(nil) // before there is a log
		if err := l.Settle(t.Context(), "kheo.example/so-cong-nhan"); err != nil {
			t.Fatal(err)
		}
		look(nil) // before there is a leaf
		folder := t.TempDir()
		now := dbtest.Moment
		key, err := witness.Settle(folder, "witness.example/w1", func() time.Time { return now })
		if err != nil {
			t.Fatal(err)
		}
		keys, err := l.Keys(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		one, err := witness.New(folder, key, keys)
		if err != nil {
			t.Fatal(err)
		}
		server := httptest.NewServer(http.HandlerFunc(func(to http.ResponseWriter, r *http.Request) {
			asked.Add(1)
			if away.Load() {
				to.WriteHeader(http.StatusBadGateway)
				return
			}
			one.Handler().ServeHTTP(to, r)
		}))
		defer server.Close()
		w.to = witness.Address{URL: server.URL, Key: key.Key()}
		add := func(n int) {
			t.Helper()
			err := d.Update(t.Context(), func(tx *db.Tx) error {
				_, err := l.Append(t.Context(), tx, make([][]byte, n))
				return err
			})
			if err != nil {
				t.Fatal(err)
			}
		}
		expect := func(size, requests int64) {
			t.Helper()
			var h translog.Head
			err := d.View(t.Context(), func(tx *db.Tx) (err error) {
				h, err = l.Head(t.Context(), tx)
				return err
			})
			if err != nil {
				t.Fatal(err)
			}
			o, err := translog.OpenCheckpoint(h.Signed, h.Keys, w.to.Key)
			if err != nil || o.N != size || len(o.Witnesses) != 1 || !o.Witnesses[0].At.Equal(now) {
				t.Fatalf("%+v %v", o, err)
			}
			if got := asked.Swap(0); got != requests {
				t.Errorf("asked %d times, want %d", got, requests)
			}
		}
		add(1)
		look(nil)
		expect(1, 1)
		look(nil)
		expect(1, 0)
		add(300)
		away.Store(true)
		look(fetch.StatusError{Code: http.StatusBadGateway})
		away.Store(false)
		look(nil)
		expect(301, 2)
		w.seen = 0 // as after a restart
		add(7)
		look(nil)
		expect(308, 2) // it says first what it has seen
		now = now.Add(25 * time.Hour)
		d.Now = func() time.Time { return now }
		look(nil)
		expect(308, 1)
	})
}

// A witness is asked as soon as serving starts; stopping does not wait for its answer.
func TestStartWitnesses(t *testing.T) {
	t.Parallel()
	d := dbtest.SQLite(t)
	l := translog.New(d, t.TempDir())
	if err := l.Settle(t.Context(), "kheo.example/so-cong-nhan"); err != nil {
		t.Fatal(err)
	}
	err := d.Update(t.Context(), func(tx *db.Tx) error {
		_, err := l.Append(t.Context(), tx, [][]byte{{1}})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	asked := make(chan struct{})
	server := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body)
		close(asked)
		<-r.Context().Done() // it never answers
	}))
	defer server.Close()
	key, err := witness.Settle(t.TempDir(), "witness.example/w1", time.Now)
	if err != nil {
		t.Fatal(err)
	}
	a := &App{DB: d, Log: l}
	stop := a.startWitnesses(t.Context(), []witness.Address{{URL: server.URL, Key: key.Key()}})
	<-asked
	stop()
}

func TestParseWitnesses(t *testing.T) {
	t.Parallel()
	var refused fault.Refused
	if _, err := parseWitnesses([]string{"http://127.0.0.1:1"}); !errors.As(err, &refused) || !strings.Contains(err.Error(), "http://127.0.0.1:1") {
		t.Error(err)
	}
	secret, err := translog.NewCosignerKey("witness.example/w1")
	if err != nil {
		t.Fatal(err)
	}
	c, err := translog.NewCosigner(secret, time.Now)
	if err != nil {
		t.Fatal(err)
	}
	if all, err := parseWitnesses([]string{"http://127.0.0.1:1 " + c.Key().VKey}); err != nil || len(all) != 1 {
		t.Error(all, err)
	}
}
