package app

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"kheo/internal/service/translog"
	"kheo/internal/service/translog/memlog"
	"kheo/internal/service/translog/monitor"
)

// outcome is what a command left behind.
type outcome struct {
	code     int
	out, log string
}

func run(ctx context.Context, args ...string) outcome {
	var out, log bytes.Buffer
	code := Main(ctx, args, &out, &log)
	return outcome{code, out.String(), log.String()}
}

// served is a log that is served, and its files.
type served struct {
	*testing.T
	log    *memlog.Log
	server *memlog.Server
	url    string
	folder string
}

func serveLog(t *testing.T, leaves int) *served {
	t.Helper()
	s := &served{T: t, log: memlog.New(t, "kheo.example/so-cong-nhan"), server: &memlog.Server{}, folder: t.TempDir()}
	s.log.Grow(leaves)
	s.server.Show(s.log, int64(leaves), 0)
	h := httptest.NewServer(s.server)
	t.Cleanup(h.Close)
	s.url = h.URL + memlog.Prefix
	return s
}

func (s *served) keyFile() string {
	s.Helper()
	name := filepath.Join(s.folder, "khoa.txt")
	if err := os.WriteFile(name, []byte(s.log.Keys.String()), 0o600); err != nil {
		s.Fatal(err)
	}
	return name
}

// look runs kheo monitor and compares the exit code and what it says.
func (s *served) look(code int, says string, args ...string) outcome {
	s.Helper()
	got := run(s.Context(), append([]string{"monitor", s.url, "--state", filepath.Join(s.folder, "state")}, args...)...)
	if got.code != code || !strings.Contains(got.out+got.log, says) {
		s.Fatalf("exit code %d, %q, %q; want %d and %q", got.code, got.out, got.log, code, says)
	}
	return got
}

func TestMonitorCommand(t *testing.T) {
	t.Parallel()
	s := serveLog(t, 300)
	first := s.look(0, "Sổ kheo.example/so-cong-nhan có 300 lá, chữ ký và cây đều đúng.\n")
	if !strings.Contains(first.log, "lần đầu gặp sổ này, tạm tin khóa "+s.log.Keys[0].ID()) || strings.Contains(first.out, "lần đầu") {
		t.Errorf("%+v", first)
	}
	s.log.Grow(1)
	s.server.Show(s.log, 301, 0)
	if again := s.look(0, "có 301 lá, chữ ký và cây đều đúng, tiếp nối 300 lá đã thấy."); again.log != "" {
		t.Errorf("%+v", again)
	}
	line := func(l *memlog.Log, n int64) string {
		return translog.PrintedLine(translog.Checkpoint{Origin: "kheo.example/so-cong-nhan", Tree: l.Tree(n)}, time.Date(2026, 9, 2, 0, 0, 0, 0, time.UTC))
	}
	s.look(0, "Dòng đã in về 17 lá có trong sổ.", "--line", line(s.log, 17))
	s.look(1, "Dòng đã in nêu 310 lá, nhưng sổ kheo.example/so-cong-nhan chỉ có 301 lá.", "--line", line(s.log.Fork(301, 310), 310))
	s.look(1, "Dòng đã in không có trong sổ", "--line", line(s.log.Fork(1, 17), 17))
	s.look(1, "Dòng đã in chưa đúng", "--line", "KHEO mistyped")
	s.server.Show(s.log, 200, 0)
	if r := s.look(1, "kheo: Sổ bị lùi lại: đã thấy 301 lá, nay chỉ còn 200 lá. Bằng chứng được giữ tại: "+s.folder); r.out != "" {
		t.Errorf("%+v", r)
	}
	s.server.Show(s.log.Fork(42, 400), 400, 0)
	s.look(1, "lá số 42 (đếm từ 0)")
	s.server.Answer("/tile/0/000", http.NotFound)
	s.server.Show(s.log.Fork(42, 301), 301, 0)
	s.look(1, "khác với cây đã thấy")
	s.server.Answer("/tile/0/000", nil)
	s.server.Answer("/checkpoint", http.NotFound)
	s.look(1, "Không đọc được sổ tại "+s.url)
	s.server.Answer("/checkpoint", func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, "<html>") })
	s.look(1, "không đưa ra điểm kiểm tra")
}

func TestMonitorCommandKeys(t *testing.T) {
	t.Parallel()
	s := serveLog(t, 5)
	s.look(1, "Không mở được tệp", "--key", filepath.Join(s.folder, "none"))
	s.look(0, "có 5 lá", "--key", s.keyFile())
	s.log.Rotate()
	s.log.Grow(1)
	s.server.Show(s.log, 6, 0)
	s.look(1, "Điểm kiểm tra không do khóa nào đã biết ký. Máy chủ nêu khóa "+s.log.Keys[0].ID())
	s.look(0, "có 6 lá", "--key", s.keyFile())
	s.server.Show(s.log, 6, 1)
	s.look(1, "Một khóa đã thôi dùng")
	stranger := memlog.New(t, "kheo.example/so-cong-nhan")
	stranger.Grow(9)
	s.server.Show(stranger, 9, 0)
	s.look(1, "không do khóa nào đã biết ký", "--state", filepath.Join(s.folder, "state"))
	s.look(0, "lần đầu gặp", "--state", filepath.Join(s.folder, "another"))
	s.server.Show(s.log, 6, 0)
	s.look(1, "Danh sách khóa không tiếp nối", "--state", filepath.Join(s.folder, "another"))
}

func TestMonitorCommandJSON(t *testing.T) {
	t.Parallel()
	s := serveLog(t, 70)
	read := func(o outcome) (r monitor.Report) {
		t.Helper()
		if err := json.Unmarshal([]byte(o.out), &r); err != nil || r.Text == "" {
			t.Fatal(o.out, err)
		}
		return r
	}
	r := read(s.look(0, "", "--format", "json"))
	if r.Verdict != monitor.OK || r.Size != 70 || len(r.Notices) != 1 || r.Notices[0] != monitor.FirstUse || r.Keys[0] != s.log.Keys[0].ID() {
		t.Errorf("%+v", r)
	}
	s.server.Show(s.log.Fork(69, 71), 71, 0)
	r = read(s.look(1, "", "--format", "json"))
	if r.Verdict != monitor.Forked || r.Leaf == nil || *r.Leaf != 69 || r.Seen != 70 || r.Size != 71 || len(r.Evidence) != 2 {
		t.Errorf("%+v", r)
	}
}

// With --every a log that is away is asked again; what is wrong ends the command.
func TestMonitorCommandEvery(t *testing.T) {
	t.Parallel()
	s := serveLog(t, 3)
	var looks atomic.Int64
	s.server.Answer("/khoa", func(w http.ResponseWriter, r *http.Request) {
		switch looks.Add(1) {
		case 1:
			w.WriteHeader(http.StatusBadGateway)
			return
		case 3:
			s.server.Show(s.log, 2, 0)
		}
		_, _ = io.WriteString(w, s.log.Keys.String())
	})
	var out, log bytes.Buffer
	c := monitorCommand{URL: s.url, State: filepath.Join(s.folder, "state"), Every: time.Microsecond}
	err := c.Run(&session{t.Context(), &out, &log, &command{Format: "json"}})
	if err == nil || !strings.Contains(err.Error(), "Sổ bị lùi lại") || !strings.Contains(log.String(), "Không đọc được sổ") {
		t.Fatalf("%v, %s", err, &log)
	}
	var verdicts []monitor.Verdict
	for line := range strings.Lines(out.String()) {
		var r monitor.Report
		if err := json.Unmarshal([]byte(line), &r); err != nil {
			t.Fatal(line, err)
		}
		verdicts = append(verdicts, r.Verdict)
	}
	if len(verdicts) != 4 || verdicts[0] != monitor.Unreachable || verdicts[1] != monitor.OK || verdicts[3] != monitor.RolledBack {
		t.Errorf("%v", verdicts)
	}
}

func TestMonitorCommandEndsWithItsContext(t *testing.T) {
	t.Parallel()
	s := serveLog(t, 3)
	ctx, cancel := context.WithCancel(t.Context())
	s.server.Answer("/khoa", func(w http.ResponseWriter, _ *http.Request) {
		_, _ = io.WriteString(w, s.log.Keys.String())
		cancel()
	})
	if got := run(ctx, "monitor", s.url, "--state", s.folder, "--every", "1h"); got.code != 0 {
		t.Errorf("%+v", got)
	}
}

func TestMonitorUsage(t *testing.T) {
	t.Parallel()
	for _, args := range [][]string{
		{}, {"kheo.example"}, {"ftp://kheo.example/"}, {"https:///so"}, {"https://kheo.example/?a=b"},
		{"https://kheo.example/", "--every", "often"}, {"https://kheo.example/", "--every", "1ms"}, {"https://kheo.example/", "--every", "-1m"},
	} {
		if got := run(t.Context(), append([]string{"monitor"}, args...)...); got.code != 2 || got.out != "" {
			t.Errorf("%q: %+v", args, got)
		}
	}
}
