package e2e

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/url"
	"os/exec"
	"sync"
	"testing"

	"github.com/google/uuid"
)

// TestKilledKeepsWhatItAcknowledged kills the program in the middle of its work,
// three times: each registration that it answered with "sent" is there afterwards.
func TestKilledKeepsWhatItAcknowledged(t *testing.T) {
	t.Parallel()
	dir := data(t)
	var acknowledged []string
	for range 3 {
		c, base := start(t, "--data", dir, "serve", "--listen", "127.0.0.1:0")
		v := visit(t, base)
		v.signIn()
		acknowledged = append(acknowledged, v.untilKilled(c, 5+rand.IntN(20))...) //nolint:gosec // no secret
	}
	c, base := start(t, "--data", dir, "serve", "--listen", "127.0.0.1:0")
	defer stop(t, c)
	v := visit(t, base)
	v.signIn()
	for _, id := range acknowledged {
		v.open("/viec/mo-hinh/" + id)
		v.says("Đã gửi đăng ký", id)
	}
	t.Logf("%d acknowledged registrations, all there", len(acknowledged))
	kheo(t, "--data", dir, "doctor")
}

func (v *visitor) signIn() {
	v.Helper()
	v.open("/dang-nhap")
	v.send("/dang-nhap", fields{"login": "dangky", "password": "dan van kheo"})
	if v.status != http.StatusOK {
		v.Fatalf("signing in: status %d", v.status)
	}
}

// untilKilled registers from several hands at once, kills the program after some
// answers, while other requests are under way, and tells what was acknowledged.
func (v *visitor) untilKilled(c *exec.Cmd, after int) (ids []string) {
	v.Helper()
	v.open("/viec/mo-hinh/moi?mua=dvk-2026")
	_, _, form := v.form("/viec/mo-hinh/moi")
	for name, value := range with(written, fields{"act": "gui", "schedule": "Cả năm.", "field": "0190a000-0000-7000-8000-000000000012"}) {
		form.Set(name, value)
	}
	answers := make(chan string)
	ctx, cancel := context.WithCancel(v.Context())
	var hands sync.WaitGroup
	for range 4 {
		hands.Go(func() { v.register(ctx, form, answers) })
	}
	go func() { hands.Wait(); close(answers) }()
	for id := range answers {
		if ids = append(ids, id); len(ids) == after {
			if err := c.Process.Kill(); err != nil {
				v.Error(err)
			}
		}
	}
	cancel()
	if err := c.Wait(); err == nil {
		v.Error("the program ended by itself")
	}
	if len(ids) < after {
		v.Fatalf("only %d registrations were acknowledged", len(ids))
	}
	return ids
}

// register sends registrations until the server is gone, and tells the id of each
// to which the answer was "sent".
func (v *visitor) register(ctx context.Context, form url.Values, answers chan<- string) {
	client := http.Client{Jar: v.client.Jar, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	for {
		one, id := url.Values{}, uuid.Must(uuid.NewV7()).String()
		for name, values := range form {
			one[name] = values
		}
		one.Set("id", id)
		one.Set("title", "Khéo lần "+id)
		one.Set("participant", "Tập thể "+id)
		own := &visitor{T: v.T, base: v.base, client: client}
		if err := own.postIn(ctx, "/viec/mo-hinh/moi", one); err != nil {
			return // the server is gone
		}
		if own.status != http.StatusSeeOther {
			v.Error(fmt.Errorf("registering: status %d: %w", own.status, errors.New(own.body)))
			return
		}
		answers <- id
	}
}
