package app

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"time"

	"kheo/internal/platform/fault"
	"kheo/internal/service/translog"
	"kheo/internal/service/translog/fetch"
	"kheo/internal/service/translog/monitor"
)

type monitorCommand struct {
	URL   string        `arg:"" help:"Where the register's log is served, such as https://kheo.example/so-cong-nhan."`
	State string        `help:"Directory of what was seen of this log; nothing else may use it." default:"kheo-monitor" env:"KHEO_MONITOR_STATE"`
	Key   string        `help:"File of the log's public keys, had from elsewhere than the server; otherwise the server's are believed on the first contact." placeholder:"FILE" env:"KHEO_MONITOR_KEY"`
	Every time.Duration `help:"Look again after this time, until something is wrong; a server that cannot be reached is asked again." placeholder:"10m" env:"KHEO_MONITOR_EVERY"`
	Line  string        `help:"A printed line that the log must reach: KHEO …" placeholder:"LINE" env:"KHEO_MONITOR_LINE"`
}

// Validate tells whether the command is written as it should be.
func (c monitorCommand) Validate() error {
	u, err := url.Parse(c.URL)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" || u.RawQuery != "" || u.Fragment != "" {
		return fmt.Errorf("%q is not an address such as https://kheo.example/so-cong-nhan", c.URL)
	}
	if c.Every != 0 && c.Every < time.Second {
		return errors.New("--every must be a second or more")
	}
	return nil
}

// Run looks at the log once, or until something is wrong or the context ends.
func (c monitorCommand) Run(s *session) error {
	m := monitor.Monitor{Prefix: strings.TrimRight(c.URL, "/"), Folder: c.State, Client: fetch.Client(), Now: time.Now}
	if c.Key != "" {
		keys, err := readKeys(c.Key)
		if err != nil {
			return err
		}
		m.Given = keys
	}
	if c.Line != "" {
		line, _, err := translog.ParseLine(c.Line)
		if err != nil {
			return fault.Refuse("Dòng đã in chưa đúng. Xin gõ lại cả dòng, bắt đầu bằng KHEO.")
		}
		m.Line = &line
	}
	for {
		r, err := m.Check(s.ctx)
		if err != nil {
			return err
		}
		if err := c.say(s, r); err != nil && (c.Every == 0 || r.Verdict != monitor.Unreachable) {
			return err
		} else if err != nil {
			explain(s.log, err)
		}
		if c.Every == 0 {
			return nil
		}
		select {
		case <-s.ctx.Done():
			return s.ctx.Err()
		case <-time.After(c.Every):
		}
	}
}

// say writes a report; what is wrong is the error. With --every each report is one line
// of JSON.
func (c monitorCommand) say(s *session, r monitor.Report) error {
	r.Text = words(r, c.State)
	if s.Format == "json" {
		write := s.json
		if c.Every != 0 {
			write = json.NewEncoder(s.out).Encode
		}
		if err := write(r); err != nil {
			return err
		}
	}
	for _, n := range r.Notices {
		fmt.Fprintln(s.log, "kheo:", noticeWords(n, r))
	}
	if r.Verdict != monitor.OK {
		return fault.Refused{Reason: fault.Message{Sentence: "%s", Args: []any{r.Text}}}
	}
	if s.Format != "json" {
		fmt.Fprintln(s.out, r.Text)
	}
	return nil
}
