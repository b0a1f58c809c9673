package recognition

import (
	"errors"
	"strings"
	"testing"
	"time"

	"kheo/internal/business/award"
	"kheo/internal/business/org"
	"kheo/internal/business/participant"
	"kheo/internal/business/signing"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/fault"
)

func TestMachine(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC)
	acts := map[string]func(*Decision) error{
		"check": func(d *Decision) error { return d.check(signing.Person{Name: "Người Soát Mẫu"}, now) },
		"back":  func(d *Decision) error { return d.sendBack("Sai tên.") },
		"sign":  func(d *Decision) error { return d.sign(signing.Person{Name: "Người Ký Mẫu"}, now) },
		"issue": func(d *Decision) error { return d.issue(signing.Person{Name: "Văn Thư Mẫu"}, now) },
		"edit":  func(d *Decision) error { return d.errFixed() },
	}
	for _, c := range []struct {
		from State
		act  string
		to   State // empty: refused
	}{
		{Draft, "edit", Draft}, {Draft, "check", Checked}, {Draft, "back", ""}, {Draft, "sign", ""}, {Draft, "issue", ""},
		{Checked, "edit", ""}, {Checked, "check", ""}, {Checked, "back", Draft}, {Checked, "sign", Signed}, {Checked, "issue", ""},
		{Signed, "edit", ""}, {Signed, "check", ""}, {Signed, "back", ""}, {Signed, "sign", ""}, {Signed, "issue", Issued},
		{Issued, "edit", ""}, {Issued, "check", ""}, {Issued, "back", ""}, {Issued, "sign", ""}, {Issued, "issue", ""},
	} {
		d := Decision{State: c.from, Number: "1-QĐ/QU"}
		err := acts[c.act](&d)
		var refused fault.Refused
		switch {
		case c.to == "" && !errors.As(err, &refused):
			t.Errorf("%s of %s: %v, want a refusal", c.act, c.from, err)
		case c.to == "" && d.State != c.from:
			t.Errorf("%s of %s: refused and yet %s", c.act, c.from, d.State)
		case c.to != "" && (err != nil || d.State != c.to):
			t.Errorf("%s of %s: %s, %v", c.act, c.from, d.State, err)
		}
	}
}

// TestFourEyes: whoever did a step does not do the next one, and nobody signs what they wrote.
func TestFourEyes(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC)
	an, binh := signing.Person{AccountID: "a", Name: "An Mẫu"}, signing.Person{AccountID: "b", Name: "Bình Mẫu"}
	for name, c := range map[string]struct {
		d   Decision
		act func(*Decision) error
		ok  bool
	}{
		"checks own":         {Decision{State: Draft, Drafted: an}, func(d *Decision) error { return d.check(an, now) }, false},
		"checks another's":   {Decision{State: Draft, Drafted: an}, func(d *Decision) error { return d.check(binh, now) }, true},
		"signs what checked": {Decision{State: Checked, Drafted: an, CheckedBy: binh}, func(d *Decision) error { return d.sign(binh, now) }, false},
		"signs what wrote":   {Decision{State: Checked, Drafted: an, CheckedBy: binh}, func(d *Decision) error { return d.sign(an, now) }, false},
		"issues what signed": {Decision{State: Signed, SignedByID: "b", SignedBy: "Bình Mẫu"}, func(d *Decision) error { return d.issue(binh, now) }, false},
		"issues another's":   {Decision{State: Signed, SignedByID: "b", SignedBy: "Bình Mẫu"}, func(d *Decision) error { return d.issue(an, now) }, true},
	} {
		if err := c.act(&c.d); (err == nil) != c.ok {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// complete is a decision in which nothing is missing, with its list.
func complete() (Decision, []Line, []award.Basis) {
	catalogue := []award.Basis{
		{ID: "a", Text: "Điều lệ", From: clock.On(2011, 1, 19)},
		{ID: "b", Text: "Luật cũ", From: clock.On(2004, 7, 1), To: clock.On(2023, 12, 31)},
		{ID: "c", Text: "Luật sau", From: clock.On(2027, 1, 1)},
	}
	d := Decision{
		Kind: Recognition, Number: "412-QĐ/QU", DecidedOn: clock.On(2026, 11, 20), Level: "cấp phường", Subject: "công nhận", Place: "Mẫu",
		Letterhead: []string{"QUẬN ỦY"}, SignAs: []string{"T/M BAN THƯỜNG VỤ"}, Signer: "Mẫu", Bases: []Cited{{"a", "Điều lệ"}},
	}
	return d, []Line{{ID: "1", Position: 1, Name: "Tổ 5", InitiativeID: "i"}}, catalogue
}

var epochs = []org.Level{
	{Span: clock.Span{To: clock.On(2025, 6, 30)}, Label: "Cấp quận, huyện"}, {Span: clock.Span{To: clock.On(2025, 6, 30)}, Label: "Cấp phường, xã"},
	{Span: clock.Since(clock.On(2025, 7, 1)), Label: "Cấp phường, xã, đặc khu"},
}

func TestMissing(t *testing.T) {
	t.Parallel()
	today := clock.On(2026, 11, 22)
	for name, c := range map[string]struct {
		spoil       func(*Decision, *[]Line)
		field, said string
	}{
		"nothing":     {func(*Decision, *[]Line) {}, "", ""},
		"number":      {func(d *Decision, _ *[]Line) { d.Number = "" }, "number", "số quyết định"},
		"date":        {func(d *Decision, _ *[]Line) { d.DecidedOn = clock.Date{} }, "decided_on", "ngày của quyết định"},
		"future":      {func(d *Decision, _ *[]Line) { d.DecidedOn = clock.On(2026, 11, 23) }, "decided_on", "22/11/2026"},
		"signer":      {func(d *Decision, _ *[]Line) { d.Signer = "" }, "signer", "họ tên người ký"},
		"sign as":     {func(d *Decision, _ *[]Line) { d.SignAs = nil }, "sign_as", "chức vụ"},
		"no basis":    {func(d *Decision, _ *[]Line) { d.Bases = nil }, "bases", "ít nhất một căn cứ"},
		"expired":     {func(d *Decision, _ *[]Line) { d.Bases = append(d.Bases, Cited{"b", "Luật cũ"}) }, "bases", "“Luật cũ” đã hết hiệu lực"},
		"not yet":     {func(d *Decision, _ *[]Line) { d.Bases = append(d.Bases, Cited{"c", "Luật sau"}) }, "bases", "“Luật sau” chưa có hiệu lực"},
		"typed basis": {func(d *Decision, _ *[]Line) { d.Bases = []Cited{{"", "Tờ trình số 1"}} }, "", ""},
		"no lines":    {func(_ *Decision, l *[]Line) { *l = nil }, "lines", "chưa có dòng nào"},
		"no name":     {func(_ *Decision, l *[]Line) { (*l)[0].Name = "" }, "lines", "Dòng 1 chưa có tên"},
		"twice":       {func(_ *Decision, l *[]Line) { *l = append(*l, Line{Position: 2, Name: "Tổ 5", InitiativeID: "i"}) }, "lines", "trùng với dòng 1"},
		"award":       {func(d *Decision, _ *[]Line) { d.Kind = Commendation }, "award", "giấy khen"},
		"level":       {func(d *Decision, _ *[]Line) { d.Level = "cấp quận" }, "level", "Ngày 20/11/2026 không có “cấp quận”"},
		"old level": {func(d *Decision, _ *[]Line) {
			d.Level, d.DecidedOn, d.Bases = "cấp quận", clock.On(2022, 10, 20), []Cited{{"", "Tờ trình số 1"}}
		}, "", ""},
		"free level": {func(d *Decision, _ *[]Line) { d.Level = "cấp cơ sở" }, "", ""},
		"reason":     {func(d *Decision, l *[]Line) { d.Kind = Revocation; (*l)[0].AmendsLineID = "old" }, "reason", "lý do"},
		"same words": {func(d *Decision, l *[]Line) {
			d.Kind, d.Reason = Correction, "Sai tên."
			(*l)[0].AmendsLineID = "same"
		}, "lines", "chưa sửa gì"},
		"unknown old": {func(d *Decision, _ *[]Line) { d.Kind, d.Reason = Correction, "Sai tên." }, "lines", "không chỉ ra dòng nào"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d, lines, catalogue := complete()
			c.spoil(&d, &lines)
			amended := map[string]Line{"old": {Name: "Tổ 6"}, "same": {Name: "Tổ 5"}}
			err := d.missing(lines, catalogue, amended, epochs, today, false)
			if c.field == "" {
				if err != nil {
					t.Fatalf("%v", err)
				}
				return
			}
			var invalid fault.Invalid
			if !errors.As(err, &invalid) || len(invalid) != 1 || !strings.Contains(strings.ToLower(invalid[c.field].String()), strings.ToLower(c.said)) {
				t.Errorf("%v, want only %q to say %q", err, c.field, c.said)
			}
		})
	}
}

func TestInOrder(t *testing.T) {
	t.Parallel()
	lines := inOrder([]Line{
		{ID: "h", ParticipantKind: participant.Household}, {ID: "b", ParticipantKind: participant.Individual},
		{ID: "c", ParticipantKind: participant.Collective}, {ID: "a", ParticipantKind: participant.Individual},
	})
	got := ""
	for n, l := range lines {
		if l.Position != int64(n+1) {
			t.Errorf("line %d stands at %d", n+1, l.Position)
		}
		got += l.ID
	}
	if got != "cbah" {
		t.Errorf("order %s, want cbah: by kind, then as they stood", got)
	}
}

func TestSentenceCase(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"BAN THƯỜNG VỤ QUẬN ỦY ĐỐNG ĐA":        "Ban Thường vụ Quận ủy Đống Đa",
		"ỦY BAN NHÂN DÂN PHƯỜNG NHÂN CHÍNH":    "Ủy ban nhân dân phường Nhân Chính",
		"CHỦ TỊCH ỦY BAN NHÂN DÂN QUẬN 1":      "Chủ tịch Ủy ban nhân dân quận 1",
		"BAN THƯỜNG VỤ ĐẢNG ỦY PHƯỜNG AN BÌNH": "Ban Thường vụ Đảng ủy phường An Bình",
	} {
		if got := sentenceCase(in); got != want {
			t.Errorf("%s: %q, want %q", in, got, want)
		}
	}
}
