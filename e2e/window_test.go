package e2e

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/chromedp/chromedp"
)

// open goes to a path.
func (w *window) open(path string) {
	w.Helper()
	w.leads(chromedp.Navigate(w.base + path))
	w.want(200)
}

// want fails unless the page came with one of statuses.
func (w *window) want(statuses ...int64) {
	w.Helper()
	if !slices.Contains(statuses, w.status) {
		w.stop(fmt.Errorf("the page came with status %d, want %d", w.status, statuses))
	}
}

// press clicks the button or link of main, else of the page, that says text or
// begins with it.
func (w *window) press(text string) {
	w.Helper()
	w.leads(w.button(text))
}

// button clicks what press is told to.
func (w *window) button(text string) chromedp.Action {
	return w.script(`const says = e => (e.innerText || '').trim();
		const all = [...document.querySelectorAll('main button, main a'), ...document.querySelectorAll('button, a')].filter(e => e.offsetParent);
		const found = all.find(e => says(e) === want) || all.find(e => says(e).startsWith(want));
		if (!found) return false; found.click(); return true;`, text, errors.New("no button or link says "+text))
}

// enter goes where the first link that selector finds leads.
func (w *window) enter(selector string) {
	w.Helper()
	w.leads(w.script(`const found = document.querySelector(want); if (!found) return false; found.click(); return true;`, selector, errors.New("no link "+selector)))
}

// send presses the button of the form whose action ends with action.
func (w *window) send(action string) {
	w.Helper()
	w.leads(w.script(`const found = [...document.forms].find(f => (f.getAttribute('action') || '').endsWith(want));
		if (!found) return false; found.requestSubmit(); return true;`, action, errors.New("no form leads to "+action)))
}

// script runs body, which is given want and says whether it found it.
func (w *window) script(body, want string, missing error) chromedp.Action {
	var found bool
	return chromedp.Tasks{
		chromedp.Evaluate("(() => { const want = "+quote(want)+"; "+body+" })()", &found),
		chromedp.ActionFunc(func(context.Context) error {
			if !found {
				return missing
			}
			return nil
		}),
	}
}

func quote(v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return string(b)
}

// fields are values by the name of their field.
type fields map[string]string

// fill types into fields; radio buttons and boxes are chosen by value, options
// also by the beginning of their text.
func (w *window) fill(values fields) {
	w.Helper()
	var missing []string
	w.run(chromedp.Evaluate(`(() => { const missing = []; const values = `+quote(values)+`;
		for (const [name, value] of Object.entries(values)) {
			const all = [...document.getElementsByName(name)].filter(e => e.type !== 'hidden');
			let done = false;
			for (const e of all) {
				if (e.type === 'radio' || e.type === 'checkbox') { if (e.value === value) { e.checked = true; done = true; } else if (e.type === 'radio') e.checked = false; }
				else if (e.tagName === 'SELECT') { const o = [...e.options].find(o => o.value === value) || [...e.options].find(o => o.text.startsWith(value)); if (o) { e.value = o.value; done = true; } }
				else { e.value = value; done = true; }
				e.dispatchEvent(new Event('input', {bubbles: true})); e.dispatchEvent(new Event('change', {bubbles: true}));
			}
			if (!done) missing.push(name + '=' + value);
		}
		return missing; })()`, &missing))
	if len(missing) > 0 {
		w.stop(fmt.Errorf("nowhere to fill in %v", missing))
	}
}

// keeps fails unless fields still hold what was typed.
func (w *window) keeps(values fields) {
	w.Helper()
	for name, want := range values {
		if got := w.value(`document.getElementsByName(` + quote(name) + `)[0].value`); got != want {
			w.Errorf("%s: the field %s holds %q, want %q", w.location(), name, got, want)
		}
	}
}

// value is the text to which a script comes.
func (w *window) value(script string) (s string) {
	w.Helper()
	w.run(chromedp.Evaluate(`String(`+script+`)`, &s))
	return s
}

// text is what the page says, as it is seen.
func (w *window) text() string {
	w.Helper()
	return w.value(`document.body.innerText`)
}

// has fails unless the page says texts, in whatever letter case.
func (w *window) has(texts ...string) {
	w.Helper()
	body, missing := strings.ToLower(w.text()), false
	for _, text := range texts {
		if !strings.Contains(body, strings.ToLower(text)) {
			w.Errorf("%s does not say %q", w.location(), text)
			missing = true
		}
	}
	if missing {
		w.stop(errors.New("the page is not what it should be"))
	}
}

// hasNot fails when the page says text.
func (w *window) hasNot(text string) {
	w.Helper()
	if strings.Contains(strings.ToLower(w.text()), strings.ToLower(text)) {
		w.Errorf("%s says %q", w.location(), text)
	}
}

// location is the address of the page without the site.
func (w *window) location() (at string) {
	w.Helper()
	w.run(chromedp.Location(&at))
	return strings.TrimPrefix(at, w.base)
}

// be signs in as a person of the example, with one press.
func (w *window) be(login string) {
	w.Helper()
	w.open("/tai-khoan-mau")
	w.send("/" + login)
	w.want(200)
}
