package e2e

import (
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// TestUnitsAreSuggested looks for a ward that is no more, with the keyboard alone,
// on a screen and on a telephone.
func TestUnitsAreSuggested(t *testing.T) {
	t.Parallel()
	base := serve(t, []string{"--data", data(t)})
	for _, width := range []int{wide, 360} {
		w := open(t, base, width, 900)
		w.open("/gioi-thieu")
		w.press("Tìm một đơn vị")
		w.suggest("tu", "trung tu", `document.querySelector('.suggest a')`)
		w.has("Phường Trung Tự — nay là Phường Kim Liên, Phường Văn Miếu - Quốc Tử Giám")
		w.check() // with the list open
		w.run(chromedp.KeyEvent(kb.ArrowDown))
		if at := w.value(`document.activeElement.closest('.suggest li') ? document.activeElement.getAttribute('href') : ''`); at != "/don-vi/dong-da-trung-tu" {
			t.Errorf("the down arrow leads to %q", at)
		}
		w.run(chromedp.KeyEvent(kb.Escape))
		if left := w.value(`document.querySelectorAll('.suggest li').length + document.activeElement.name`); left != "0tu" {
			t.Errorf("Escape leaves %q", left)
		}
		w.suggest("tu", "trung tự", `document.querySelector('.suggest a')`)
		w.run(chromedp.KeyEvent(kb.ArrowDown))
		w.leads(chromedp.KeyEvent(kb.Enter))
		w.has("Đơn vị này đã kết thúc, ngày cuối cùng là 31/12/2024", "Phường Phương Liên - Trung Tự", "chưa kiểm chứng", "Nhập một phần")
	}
	v := visit(t, base) // without JavaScript the form finds the same
	v.open("/don-vi")
	v.send("/don-vi", fields{"tu": "Trung Tự"})
	v.says("Phường Trung Tự — nay là Phường Kim Liên, Phường Văn Miếu - Quốc Tử Giám")
	if !strings.HasPrefix(v.at.RequestURI(), "/don-vi?") {
		t.Errorf("the form leads to %s", v.at)
	}
}

// suggest types into a field and waits until there is what is expected.
func (w *window) suggest(field, typed, expected string) {
	w.Helper()
	w.run(chromedp.Evaluate(`(() => { const f = document.getElementsByName(`+quote(field)+`)[0]; f.value = ''; f.focus(); })()`, nil),
		chromedp.SendKeys(`[name=`+quote(field)+`]`, typed, chromedp.ByQuery),
		chromedp.Poll(expected+` !== null`, nil, chromedp.WithPollingTimeout(20*time.Second)))
}
