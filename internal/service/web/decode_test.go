package web_test

import (
	"bytes"
	"errors"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"kheo/internal/platform/clock"
	"kheo/internal/platform/fault"
	"kheo/internal/service/web"
)

type paper struct {
	Name  string     `form:"name"`
	On    clock.Date `form:"on"`
	Money int64      `form:"money"`
	Share *int64     `form:"share"`
	Bases []string   `form:"bases"`
	Lines []line     `form:"lines"`
}

type line struct {
	Name   string `form:"name"`
	Points int64  `form:"points"`
}

// decoded is what Decode makes of r, at a route for ordinary forms.
func decoded(r *http.Request) (in paper, status int, err error) {
	m := web.New(web.Site{Now: nil, WhoIs: whoIs})
	m.Public("POST /", func(_ http.ResponseWriter, r *web.Request) error {
		in, err = web.Decode[paper](r)
		return nil
	})
	status = ask(m, r, "").Code
	return in, status, err
}

func TestDecode(t *testing.T) {
	t.Parallel()
	three := int64(3000)
	zero := int64(0)
	for _, c := range []struct {
		on, money, share string
		want             paper
	}{
		{"20/10/2022", "1.400.000", "3.000", paper{On: clock.On(2022, 10, 20), Money: 1_400_000, Share: &three}},
		{"2022-10-20", "1 400 000 đ", "0", paper{On: clock.On(2022, 10, 20), Money: 1_400_000, Share: &zero}},
		{" 1/2/2022 ", "1,400,000", " ", paper{On: clock.On(2022, 2, 1), Money: 1_400_000}},
		{"", "", "", paper{}},
		{"29/02/2024", "1\u00a0400\u00a0000", "", paper{On: clock.On(2024, 2, 29), Money: 1_400_000}},
	} {
		in, _, err := decoded(form("/", url.Values{"on": {c.on}, "money": {c.money}, "share": {c.share}}))
		if err != nil || in.On != c.want.On || in.Money != c.want.Money || (in.Share == nil) != (c.want.Share == nil) || in.Share != nil && *in.Share != *c.want.Share {
			t.Errorf("%q %q %q: %+v, %v", c.on, c.money, c.share, in, err)
		}
	}
}

func TestDecodeList(t *testing.T) {
	t.Parallel()
	in, _, err := decoded(form("/", url.Values{
		"lines[0].name": {"Một"}, "lines[0].points": {"8"}, "lines[1].name": {"Hai"}, "lines[1].points": {"tám"}, "lines[": {"hỏng"}, "lines]0[": {"hỏng"}, "bases[0]": {"x"},
	}))
	var invalid fault.Invalid
	if !errors.As(err, &invalid) || len(invalid) != 1 || invalid["lines[1].points"].Sentence == "" {
		t.Errorf("%v", err)
	}
	if len(in.Lines) != 2 || in.Lines[0] != (line{"Một", 8}) || in.Lines[1].Name != "Hai" || len(in.Bases) != 1 {
		t.Errorf("%+v", in)
	}
}

func TestDecodeErrors(t *testing.T) {
	t.Parallel()
	const date, number = "Ngày chưa đúng", "Cần một con số"
	for _, c := range []struct{ field, value, say string }{
		{"on", "31/02/2022", date}, {"on", "hôm qua", date}, {"on", "2022-13-01", date},
		{"money", "nhiều", number}, {"money", "99999999999999999999", number}, {"money", "update", number}, {"share", "1/2", number}, {"share", "1,5", number}, {"money", "1.40", number},
	} {
		values := url.Values{"name": {"Tổ 5"}, "bases": {"một", "hai"}}
		values.Set(c.field, c.value)
		in, _, err := decoded(form("/", values))
		var invalid fault.Invalid
		if !errors.As(err, &invalid) || len(invalid) != 1 || !strings.Contains(invalid[c.field].String(), c.say) {
			t.Errorf("%s %q: %v, want %q", c.field, c.value, err, c.say)
		}
		if in.Name != "Tổ 5" || len(in.Bases) != 2 {
			t.Errorf("%s %q: the rest is %+v", c.field, c.value, in)
		}
	}
	_, _, err := decoded(form("/", url.Values{"on": {"x"}, "money": {"y"}, "share": {"z"}}))
	var invalid fault.Invalid
	if !errors.As(err, &invalid) || len(invalid) != 3 {
		t.Errorf("three wrong fields: %v", err)
	}
}

func TestFormOverLimit(t *testing.T) {
	t.Parallel()
	m := newMux(t, "http://127.0.0.1")
	take := func(w http.ResponseWriter, r *web.Request) error {
		in, err := web.Decode[paper](r)
		if err != nil {
			return err
		}
		return web.Redirect(w, r, "/da-nhan/"+in.Name[:3])
	}
	m.Staff("POST /viec/giay", take)
	m.Upload("POST /viec/tep", take)
	long := url.Values{"name": {strings.Repeat("dài", 1<<20)}}
	says(t, ask(m, form("/viec/giay", long), "lan"), 413, "quá lớn")
	says(t, ask(m, parts(t, "/viec/giay", long), "lan"), 413, "quá lớn")
	for _, r := range []*http.Request{form("/viec/tep", long), parts(t, "/viec/tep", long), form("/viec/giay", url.Values{"name": {"dài vừa"}})} {
		if w := ask(m, r, "lan"); w.Code != 303 {
			t.Errorf("%s: status %d", r.URL, w.Code)
		}
	}
}

// parts is a form of the kind that can carry files.
func parts(t *testing.T, path string, values url.Values) *http.Request {
	t.Helper()
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	for name, all := range values {
		for _, v := range all {
			if err := w.WriteField(name, v); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	r := httptest.NewRequest(http.MethodPost, path, &b)
	r.Header.Set("Content-Type", w.FormDataContentType())
	return r
}

func FuzzDecode(f *testing.F) {
	for _, s := range []string{"on=20/10/2022&money=1.400.000", "bases[0]=a&bases[1]=b", "bases[=x", "bases[99999999]=x", "on=%zz", "name.x=1", "lines[0].points=1&lines[7].name=x", "lines[[0]]=1", "share=&share=2"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, body string) {
		r := httptest.NewRequest(http.MethodPost, "/", strings.NewReader(body))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		if _, status, err := decoded(r); status != http.StatusOK {
			t.Errorf("%q: status %d, %v", body, status, err)
		}
	})
}
