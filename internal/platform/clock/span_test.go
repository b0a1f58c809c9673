package clock

import "testing"

func TestSpan(t *testing.T) {
	t.Parallel()
	a, b := Must("2025-01-01"), Must("2025-06-30")
	closed, open, ever := Span{a, b}, Since(a), Span{}
	for _, c := range []struct {
		name string
		got  bool
		want bool
	}{
		{"first day", closed.Has(a), true},
		{"last day", closed.Has(b), true},
		{"day before", closed.Has(a.AddDays(-1)), false},
		{"day after", closed.Has(b.AddDays(1)), false},
		{"open end", open.Has(Must("2099-01-01")), true},
		{"since ever", ever.Has(Must("1930-10-15")), true},
		{"neighbours do not meet", closed.Meets(Since(b.AddDays(1))), false},
		{"one common day", closed.Meets(Since(b)), true},
		{"ever meets all", ever.Meets(closed) && closed.Meets(ever), true},
		{"holds itself", closed.Holds(closed), true},
		{"closed holds no open", closed.Holds(open), false},
		{"open holds closed", open.Holds(closed), true},
		{"ever holds ever", ever.Holds(ever), true},
	} {
		if c.got != c.want {
			t.Errorf("%s: %v, want %v", c.name, c.got, c.want)
		}
	}
	if got, ok := open.Clip(Span{To: b}); !ok || got != closed {
		t.Errorf("clip: %v %v", got, ok)
	}
	if _, ok := closed.Clip(Since(b.AddDays(1))); ok {
		t.Error("clip of spans that do not meet")
	}
}

func TestSpanColumns(t *testing.T) {
	t.Parallel()
	for _, s := range []Span{{}, Since(Must("2025-07-01")), {Must("2020-02-29"), Must("2025-06-30")}} {
		first, _ := s.First().Value()
		last, _ := s.Last().Value()
		var got Span
		for n, v := range []any{first, last} {
			if err := got.Scan()[n].(interface{ Scan(any) error }).Scan(v); err != nil {
				t.Fatal(err)
			}
		}
		if got != s {
			t.Errorf("%v came back as %v", s, got)
		}
	}
}
