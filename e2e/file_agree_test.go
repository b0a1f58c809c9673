package e2e

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"kheo/internal/business/register"
	"kheo/internal/service/translog"
)

// exhibit is a file that both Go and the browser are asked about.
type exhibit struct {
	name string
	file []byte
	keys string
}

// said is what the browser says of an exhibit.
type said struct {
	Outcome register.Outcome `json:"outcome"`
	Code    string           `json:"code"`
	Key     string           `json:"key"`
	Checks  []register.Check `json:"checks"`
}

const judge = `(async (cases) => {
	const page = document.querySelector('[data-verify]'), m = await import(page.dataset.verify), all = [];
	const says = step => page.querySelector('template[data-say="step-' + step + '"]').content.textContent.trim();
	for (const c of cases) {
		const keys = m.readKeys(c.keys), bytes = c.file === undefined ? null : Uint8Array.from(atob(c.file), x => x.charCodeAt(0));
		const v = bytes ? await m.examineFile(new Blob([bytes]), keys) : await m.examineQR(c.text, c.name, keys);
		all.push({outcome: v.outcome, code: v.code || '', key: v.key || '', checks: v.checks.map(([step, ok]) => ({what: says(step), ok}))});
	}
	return JSON.stringify(all);
})`

// ask gives cases to the script of the page.
func (w *window) ask(cases []map[string]string) (all []said) {
	w.Helper()
	for some := range slices.Chunk(cases, 250) {
		var raw string
		w.run(chromedp.Evaluate(judge+"("+quote(some)+")", &raw, awaitPromise))
		var part []said
		if err := json.Unmarshal([]byte(raw), &part); err != nil {
			w.Fatal(err)
		}
		all = append(all, part...)
	}
	return all
}

// agree fails where the browser says anything else than Go.
func (w *window) agree(name string, got said, want register.Verdict) {
	w.Helper()
	if got.Outcome != want.Outcome || !slices.Equal(got.Checks, want.Checks) {
		w.Errorf("%s: the browser says %s %v, Go says %s %v", name, got.Outcome, got.Checks, want.Outcome, want.Checks)
	}
	if want.Outcome == register.Genuine && (got.Code != want.Code || got.Key != want.Key.ID()) {
		w.Errorf("%s: code %q and key %q, want %q and %q", name, got.Code, got.Key, want.Code, want.Key.ID())
	}
	if (want.Outcome == register.UnknownKey || want.Outcome == register.RetiredKey) && got.Key != want.Key.ID() {
		w.Errorf("%s: key %q, want %q", name, got.Key, want.Key.ID())
	}
}

// TestBrowserAgreesWithGo feeds many files and QRs to the script of the page; of each it
// must say what ExamineFile and ExamineQR say, step by step.
func TestBrowserAgreesWithGo(t *testing.T) {
	t.Parallel()
	r, base := served(t)
	w := open(t, base, wide, 900)
	w.open("/kiem-tra/tep")
	seen := map[register.Outcome]int{}
	all := append(r.changed(), r.made(t)...)
	cases := make([]map[string]string, len(all))
	for n, x := range all {
		cases[n] = map[string]string{"file": base64.StdEncoding.EncodeToString(x.file), "keys": x.keys}
	}
	for n, got := range w.ask(cases) {
		want := judged(t, all[n].file, all[n].keys)
		seen[want.Outcome]++
		w.agree(all[n].name, got, want)
		if strings.HasPrefix(all[n].name, "changed") && got.Outcome == register.Genuine {
			t.Errorf("%s: genuine", all[n].name)
		}
	}
	for _, o := range []register.Outcome{register.Genuine, register.NotPDF, register.NoProof, register.Altered, register.OtherRecord, register.Foreign, register.UnknownKey, register.RetiredKey} {
		if seen[o] == 0 {
			t.Errorf("no file whose outcome is %s", o)
		}
	}
	t.Logf("%d files: %v", len(all), seen)
	w.agreeOnQRs(r)
}

// changed are files with one change somewhere.
func (r registry) changed() (all []exhibit) {
	rnd := rand.New(rand.NewPCG(1, 2)) //nolint:gosec // the same changes on every run
	for n, file := range r.files {
		all = append(all, exhibit{"file " + strconv.Itoa(n), file, r.today()}, exhibit{"proof " + strconv.Itoa(n), r.proofs[n], r.today()})
	}
	file := r.files[3]
	add := func(what string, at int, changed []byte) {
		all = append(all, exhibit{fmt.Sprintf("changed: %s at %d of %d", what, at, len(file)), changed, r.today()})
	}
	for at := rnd.IntN(4); at < len(file); at += 1 + rnd.IntN(4)*boolean(at < len(file)-115) {
		changed := bytes.Clone(file)
		changed[at] ^= 1 << rnd.IntN(8)
		add("a bit", at, changed)
	}
	for range 60 {
		at := rnd.IntN(len(file))
		add("cut off", at, file[:at])
		add("put in", at, slices.Insert(bytes.Clone(file), at, byte(rnd.IntN(256))))
		add("taken out", at, slices.Delete(bytes.Clone(file), at, min(len(file), at+1+rnd.IntN(3))))
	}
	for at := 0; at < len(r.proofs[3]); at += 3 {
		changed := bytes.Clone(r.proofs[3])
		changed[at] ^= 1 << rnd.IntN(8)
		all = append(all, exhibit{fmt.Sprintf("a bit of the proof alone at %d", at), changed, r.today()})
	}
	return all
}

func boolean(b bool) int {
	if b {
		return 1
	}
	return 0
}

// agreeOnQRs changes texts of QRs.
func (w *window) agreeOnQRs(r registry) {
	w.Helper()
	keys, err := translog.ParseKeys(r.today())
	if err != nil {
		w.Fatal(err)
	}
	good, name := r.qrs[0], r.entries[0].Record.Name
	texts := append([]string{
		" " + good + "\n", strings.ToUpper(good[:strings.Index(good, "#")]) + good[strings.Index(good, "#"):], good[:strings.Index(good, "#")], "", "#", good + "#", good + "A", good + "=",
		strings.Replace(good, r.entries[0].Code, r.entries[1].Code, 1), strings.Replace(good, "-", "\u2013", 3), strings.Replace(good, "/kiem-tra/", "/\u212Aiem-tra/", 1), good[:len(good)-40] + "\n" + good[len(good)-40:],
		strings.Replace(good, "https://kheo.example/kiem-tra/", "", 1), strings.Replace(good, "https://kheo.example/kiem-tra/", "kiem-tra/", 1), strings.Replace(good, "#", "?x=1#", 1),
	}, r.qrs...)
	for at := range good {
		other := byte('A')
		if good[at] == other {
			other = 'B'
		}
		texts = append(texts, good[:at]+string(other)+good[at+1:], good[:at], good[:at]+good[at+1:])
	}
	var cases []map[string]string
	for _, text := range texts {
		cases = append(cases, map[string]string{"text": text, "name": "", "keys": r.today()}, map[string]string{"text": text, "name": name, "keys": r.today()})
	}
	cases = append(cases, map[string]string{"text": good, "name": name + " ", "keys": r.today()}, map[string]string{"text": good, "name": strings.ToLower(name), "keys": r.today()},
		map[string]string{"text": good, "name": name, "keys": newIssuer(w.T, "kheo.example/khac").key.String()})
	seen := map[register.Outcome]int{}
	for n, got := range w.ask(cases) {
		k := keys
		if cases[n]["keys"] != r.today() {
			k, _ = translog.ParseKeys(cases[n]["keys"])
		}
		want := register.ExamineQR(cases[n]["text"], cases[n]["name"], k)
		seen[want.Outcome]++
		w.agree("QR "+cases[n]["text"]+" of "+cases[n]["name"], got, want)
	}
	for _, o := range []register.Outcome{register.Genuine, register.NoCode, register.Altered, register.Foreign, register.OtherName} {
		if seen[o] == 0 {
			w.Errorf("no QR whose outcome is %s", o)
		}
	}
	w.Logf("%d QRs: %v", len(cases), seen)
}
