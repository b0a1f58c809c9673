package e2e

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// keepers of the rules and books, with the pages where their work begins and what
// they do afterwards. The first pages lead to what the example has most of.
var keepers = []struct {
	login string
	begin []string
	then  func(*crawler)
}{
	{"quantri", []string{
		"/quan-tri/so-van-ban?tim=dang+uy+phuong+dong+da", "/quan-tri/tham-quyen-ky?tim=dang+uy+phuong+dong+da",
		"/quan-tri/khen-thuong", "/quan-tri/khen-thuong/moi", "/quan-tri/khen-thuong/luong-co-so", "/quan-tri/can-cu", "/quan-tri/can-cu/moi", "/quan-tri/the-thuc",
		"/quan-tri/so-van-ban", "/quan-tri/so-van-ban/mau", "/quan-tri/tham-quyen-ky", "/quan-tri/dieu-kien/moi", "/quan-tri/dieu-kien/loai-tam-dung",
		"/viec/dieu-kien/quy-tac", "/viec/so-van-ban",
	}, (*crawler).arrange},
	{"thamdinh", []string{"/viec/dieu-kien/quy-tac", "/viec/dieu-kien/tam-dung", "/viec/dieu-kien/tam-dung/moi"}, (*crawler).judge},
	{"congbo", []string{"/viec/so-van-ban", "/viec/so-van-ban/mo"}, (*crawler).number},
	{"kiemtra", []string{"/viec/so-van-ban", "/viec/dieu-kien/tam-dung", "/quan-tri/tham-quyen-ky"}, func(*crawler) {}},
}

// TestRules follows the links of the pages of awards, layouts, numbers, powers and
// conditions, as those who keep them. Axe looks at each on a screen and on a
// telephone; nothing may stick out at any width.
func TestRules(t *testing.T) {
	t.Parallel()
	base := serve(t, []string{"--data", data(t)})
	for _, k := range keepers {
		t.Run(k.login, func(t *testing.T) {
			c := &crawler{open(t, base, wide, 900)}
			c.be(k.login)
			c.below(k.begin)
			k.then(c)
		})
	}
}

// below visits one page of each shape at or below the pages where it begins.
func (c *crawler) below(begin []string) {
	var sections []string
	for _, at := range begin {
		path, _, _ := strings.Cut(at, "?")
		sections = append(sections, strings.TrimSuffix(path, "/moi"))
	}
	seen, queue := map[string]bool{}, slices.Clone(begin)
	for ; len(queue) > 0; queue = queue[1:] {
		at := queue[0]
		if seen[shape(at)] {
			continue
		}
		seen[shape(at)] = true
		c.leads(chromedp.Navigate(c.base + at))
		if c.status >= 400 {
			c.Errorf("%s answers %d", at, c.status)
			continue
		}
		c.small()
		for _, href := range c.links() {
			if slices.ContainsFunc(sections, func(s string) bool { return strings.HasPrefix(href, s) }) {
				queue = append(queue, href)
			}
		}
	}
	c.Logf("%d pages", len(seen))
	if len(seen) <= len(begin) {
		c.Errorf("from %d pages only %d were found", len(begin), len(seen))
	}
}

// small looks at the page as a tablet and a telephone show it, there with axe.
func (c *crawler) small() {
	c.Helper()
	c.narrow()
	c.run(emulation.SetDeviceMetricsOverride(360, 768, 1, false))
	for _, v := range c.violations() {
		c.Errorf("%s at 360 px: axe: %s", c.location(), v)
	}
	c.run(emulation.SetDeviceMetricsOverride(wide, 900, 1, false))
}

// asks opens a form, sends it as it is and looks at what it asks for.
func (c *crawler) asks(at, button string) {
	c.Helper()
	c.open(at)
	c.press(button)
	c.want(422)
	c.small()
}

// arrange copies a published layout, and leaves forms incomplete.
func (c *crawler) arrange() {
	c.open("/quan-tri/the-thuc")
	c.enter(`main a[href^="/quan-tri/the-thuc/"]`)
	c.press("Sao thành ấn bản mới")
	c.want(200)
	c.small()
	at := strings.TrimSuffix(c.location(), "/sua")
	for _, page := range []string{at, at + "/sua", at + "/ban-hanh", at + "/bo"} {
		c.open(page)
		c.small()
	}
	c.open(at + "/sua")
	c.fill(fields{"name": ""})
	c.press("Lưu bản soạn")
	c.want(422)
	c.small()
	c.asks("/quan-tri/khen-thuong/moi", "Lưu vào danh mục")
	c.asks("/quan-tri/can-cu/moi", "Lưu văn bản")
	c.open("/quan-tri/dieu-kien/moi")
	c.press("Đã hoạt động đủ số tháng")
	c.asks(c.location(), "Lưu quy tắc")
	c.asks("/quan-tri/so-van-ban/mau/moi", "Thêm mẫu số văn bản")
	c.open("/quan-tri/tham-quyen-ky?tim=dang+uy+phuong+dong+da")
	c.press("Đảng ủy phường Đống Đa")
	c.has("Đỗ Thanh Nga", "PHÓ BÍ THƯ")
	c.asks(c.location()+"/them", "Lưu quyền ký")
}

// judge has the conditions of a dossier judged, holds its participant back and judges
// again.
func (c *crawler) judge() {
	c.open("/viec/mo-hinh?mua=dvk-2026")
	c.press(fireTitle)
	at := c.location() + "/dieu-kien"
	c.open(at)
	c.small()
	c.fill(fields{"stage": "council"})
	c.press("Xét điều kiện")
	c.want(200)
	c.hasNot("đang tạm dừng")
	c.small()
	c.open("/viec/dieu-kien/tam-dung/moi?tim=cong+an")
	c.press("Ghi tạm dừng")
	c.want(422)
	c.small()
	c.choose("participant", "Công an phường")
	c.choose("category", "thanh tra")
	c.fill(fields{"body": "Ủy ban Kiểm tra Đảng ủy phường", "attested_on": today()})
	c.press("Ghi tạm dừng")
	c.want(200)
	c.small()
	c.open("/viec/dieu-kien/tam-dung")
	c.small()
	c.enter(`main tbody a`)
	c.small()
	c.open(at)
	c.fill(fields{"stage": "council"})
	c.press("Xét điều kiện")
	c.want(200)
	c.small()
}

// choose ticks the first button of a name beside which a word stands.
func (c *crawler) choose(name, word string) {
	c.Helper()
	c.run(c.script(`const found = [...document.getElementsByName(`+quote(name)+`)].find(e => e.closest('label').innerText.includes(want)); if (!found) return false; found.click(); return true`,
		word, fmt.Errorf("no %s says %s", name, word)))
}

// number opens a book, and looks at what holding a number back asks for.
func (c *crawler) number() {
	c.open("/viec/so-van-ban/mo?tim=dang+uy+phuong+dong+da")
	c.fill(fields{"unit": "Đảng ủy phường Đống Đa", "line": "party", "doc_type": "TB"})
	c.press("Mở sổ")
	c.want(200)
	c.small()
	c.open("/viec/so-van-ban")
	c.press("QĐ, Đảng ủy phường Đống Đa")
	c.has("36-QĐ/ĐU")
	c.press("Giữ số 36-QĐ/ĐU")
	c.want(422)
	c.small()
}
