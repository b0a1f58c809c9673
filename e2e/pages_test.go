package e2e

import (
	"fmt"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

const mostPages = 120 // of one person

// TestPages follows every link that each person sees. Axe looks at each page
// that has anything which no page before it had; on the screen of a tablet and of
// a telephone nothing may stick out.
func TestPages(t *testing.T) {
	t.Parallel()
	base := serve(t, []string{"--data", data(t)})
	for name, logins := range map[string][]string{ // alike in length, side by side
		"write": {"", "dangky", "catlinh"}, "decide": {"congbo", "hoidong", "nguoiky"}, "read": {"thamdinh", "kiemtra", "quantri"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := crawler{open(t, base, wide, 900)}
			for _, login := range logins {
				c.follow(login)
			}
		})
	}
}

const wide = 1366

type crawler struct{ *window }

// follow visits pages breadth first as a person, one of each shape.
func (c *crawler) follow(login string) {
	begin := "/"
	if login != "" {
		c.be(login)
		begin = "/viec"
	}
	seen, queue := map[string]bool{shape(begin): true}, []string{begin}
	n := 0
	for ; len(queue) > 0 && n < mostPages; n++ {
		at := queue[0]
		queue = queue[1:]
		c.leads(chromedp.Navigate(c.base + at))
		if c.status >= 400 {
			c.Errorf("%q finds a link to %s, which answers %d", login, at, c.status)
			continue
		}
		c.narrow()
		for _, href := range c.links() {
			if s := shape(href); !seen[s] {
				seen[s] = true
				queue = append(queue, href)
			}
		}
	}
	c.Logf("%q saw %d pages", login, n)
	if n < 8 || login != "" && !seen["/viec/mo-hinh/*"] {
		c.Errorf("%q saw only %d pages, not the dossiers", login, n)
	}
}

// narrow looks at the page as a tablet and a telephone show it.
func (c *crawler) narrow() {
	c.Helper()
	for _, width := range []int{1024, 360} {
		var wide int
		var widest string
		c.run(emulation.SetDeviceMetricsOverride(int64(width), 768, 1, false), chromedp.Evaluate(lookScript+".wide", &wide), chromedp.Evaluate(lookScript+".widest", &widest))
		if wide > 0 {
			c.Errorf("%s at %d px scrolls sideways by %d px because of %s", c.location(), width, wide, widest)
		}
	}
	c.run(emulation.SetDeviceMetricsOverride(wide, 900, 1, false))
}

var (
	identity = regexp.MustCompile(`[0-9a-f]{8}-[0-9a-f-]{27}|(?i:MH|DVK)-\w{4}-\w{4}|\b(cn|kt|th|dc)-dvk-20\d\d(-\d+)?|-20\d\d\b|^/don-vi/[\w-]+|/huy/\d+$`)
	file     = regexp.MustCompile(`\.(jpg|xlsx|docx|pdf|csv|json|txt|zip)$|/(xlsx|docx|pdf|json|nho|xuat)$|^/bang-chung/|^/viec/anh-kiem-tra/|/giay/[^/]+$|^/viec/tep/|^/so-cong-nhan/|^/static/|^/api/|^/healthz`)
)

// shape is an address without what names one thing: pages of one shape are alike.
func shape(href string) string {
	u, err := url.Parse(href)
	if err != nil {
		return href
	}
	return identity.ReplaceAllString(u.Path, "*") + strings.Repeat("?", min(len(u.Query()), 1))
}

// links are the pages of the site to which this one leads.
func (w *window) links() (all []string) {
	w.Helper()
	var found []string
	w.run(chromedp.Evaluate(`[...new Set([...document.querySelectorAll('a[href]')].map(a => a.getAttribute('href')))]`, &found))
	for _, href := range found {
		path, _, _ := strings.Cut(href, "#")
		plain, _, _ := strings.Cut(path, "?")
		if strings.HasPrefix(path, "/") && !strings.HasPrefix(path, "//") && !file.MatchString(plain) {
			all = append(all, path)
		}
	}
	return all
}

// TestEnglish reads the public pages in English: what the program itself says on
// them must not be Vietnamese. What people wrote, and what says lang="vi", may be.
func TestEnglish(t *testing.T) {
	t.Parallel()
	w := open(t, serve(t, []string{"--data", data(t)}), wide, 900)
	w.open("/dang-nhap")
	w.leads(w.script(`const b = document.querySelector('button[name=lang][value=en]'); if (!b) return false; b.click(); return true`, "", fmt.Errorf("no way to English")))
	for _, at := range []string{"/", "/mo-hinh", "/so-lieu", "/quyet-dinh", "/gioi-thieu", "/don-vi", "/don-vi?tu=kim", "/kiem-tra", "/kiem-tra/tep", "/kiem-tra/DVK-0000", "/dang-nhap", "/tai-khoan-mau", "/khong-co-trang-nay"} {
		w.leads(chromedp.Navigate(w.base + at))
		if lang := w.value(`document.documentElement.lang`); lang != "en" {
			t.Errorf("%s is in %q", at, lang)
		}
		var left []string
		w.run(chromedp.Evaluate(`[...document.querySelectorAll('nav a, h1, h2, button, label, legend, th[scope=col], summary, .label, .hint, .crumbs a')]
			.filter(e => !e.closest('[lang=vi], .items, .accounts h2, tbody, .tile, .card')).map(e => e.innerText.replace(/[“"][^”"]*[”"]/g, '').replace(/: .*/, '').trim())
			.filter(s => /[ăâđêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]/i.test(s) && !/Khéo|Dân vận|Tiếng Việt|Đống Đa/.test(s))`, &left))
		for _, s := range left {
			t.Errorf("%s says in English %q", at, s)
		}
	}
}
