package e2e

import (
	"context"
	"html"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"regexp"
	"strings"
	"testing"
)

// visitor is a browser without JavaScript: it keeps cookies, follows links and
// sends forms as they stand in the page.
type visitor struct {
	*testing.T
	base   string
	client http.Client
	status int
	at     *url.URL
	body   string
}

func visit(t *testing.T, base string) *visitor {
	t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	return &visitor{T: t, base: base, client: http.Client{Jar: jar}}
}

// ask sends a request as a browser would and reads the page to which it leads.
func (v *visitor) ask(r *http.Request, err error) error {
	if err != nil {
		return err
	}
	r.Header.Set("Sec-Fetch-Site", "same-origin")
	response, err := v.client.Do(r)
	if err != nil {
		return err
	}
	defer func() { _ = response.Body.Close() }()
	body, err := io.ReadAll(response.Body)
	v.status, v.at, v.body = response.StatusCode, response.Request.URL, string(body)
	return err
}

// open goes to a path.
func (v *visitor) open(path string) {
	v.Helper()
	if err := v.ask(http.NewRequestWithContext(v.Context(), http.MethodGet, v.base+path, nil)); err != nil {
		v.Fatal(err)
	}
	if v.status != http.StatusOK {
		v.Fatalf("%s: status %d", path, v.status)
	}
}

// post sends values to a path.
func (v *visitor) post(path string, values url.Values) error {
	return v.postIn(v.Context(), path, values)
}

func (v *visitor) postIn(ctx context.Context, path string, values url.Values) error {
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, v.base+path, strings.NewReader(values.Encode()))
	if err == nil {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	return v.ask(r, err)
}

// says fails unless the page says texts.
func (v *visitor) says(texts ...string) {
	v.Helper()
	page := html.UnescapeString(v.body)
	for _, text := range texts {
		if !strings.Contains(page, text) {
			v.Errorf("%s (%d) does not say %q", v.at, v.status, text)
		}
	}
}

var (
	forms     = regexp.MustCompile(`(?s)<form\b([^>]*)>(.*?)</form>`)
	inputs    = regexp.MustCompile(`(?s)<(input|button)\b([^>]*)>`)
	areas     = regexp.MustCompile(`(?s)<textarea\b([^>]*)>(.*?)</textarea>`)
	selects   = regexp.MustCompile(`(?s)<select\b([^>]*)>(.*?)</select>`)
	options   = regexp.MustCompile(`(?s)<option\b([^>]*)>(.*?)</option>`)
	attribute = regexp.MustCompile(`\b([a-z-]+)="([^"]*)"`)
)

func attributes(tag string) map[string]string {
	all := map[string]string{}
	for _, m := range attribute.FindAllStringSubmatch(tag, -1) {
		all[m[1]] = html.UnescapeString(m[2])
	}
	return all
}

var nextPage = regexp.MustCompile(`rel="next" href="([^"]*)"`)

// form finds the form that leads to action and what it would send as it stands.
func (v *visitor) form(action string) (method, to string, values url.Values) {
	v.Helper()
	for _, m := range forms.FindAllStringSubmatch(v.body, -1) {
		a := attributes(m[1])
		if to = a["action"]; to == "" {
			to = v.at.Path
		}
		if strings.HasSuffix(to, action) {
			return strings.ToUpper(a["method"]), to, standing(m[2])
		}
	}
	v.Fatalf("%s has no form that leads to %s", v.at, action)
	return "", "", nil
}

// standing is what a form holds.
func standing(body string) url.Values {
	values := url.Values{}
	for _, m := range inputs.FindAllStringSubmatch(body, -1) {
		a := attributes(m[2])
		ticked := strings.Contains(m[2], " checked")
		if choice := a["type"] == "radio" || a["type"] == "checkbox"; m[1] == "input" && a["name"] != "" && a["type"] != "file" && (!choice || ticked) {
			values.Add(a["name"], a["value"])
		}
	}
	for _, m := range areas.FindAllStringSubmatch(body, -1) {
		values.Set(attributes(m[1])["name"], html.UnescapeString(m[2]))
	}
	for _, m := range selects.FindAllStringSubmatch(body, -1) {
		for n, o := range options.FindAllStringSubmatch(m[2], -1) {
			if n == 0 || strings.Contains(o[1], " selected") {
				values.Set(attributes(m[1])["name"], attributes(o[1])["value"])
			}
		}
	}
	return values
}

// send fills in the form that leads to action and presses its button.
func (v *visitor) send(action string, typed fields) {
	v.Helper()
	method, to, values := v.form(action)
	for name, value := range typed {
		values.Set(name, value)
	}
	var err error
	if method == http.MethodPost {
		err = v.post(to, values)
	} else {
		err = v.ask(http.NewRequestWithContext(v.Context(), http.MethodGet, v.base+to+"?"+values.Encode(), nil))
	}
	if err != nil {
		v.Fatal(err)
	}
}
