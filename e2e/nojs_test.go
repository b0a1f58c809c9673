package e2e

import (
	"net/http"
	"strings"
	"testing"
)

// TestWithoutJavaScript does the daily work with forms and links alone.
func TestWithoutJavaScript(t *testing.T) {
	t.Parallel()
	v := visit(t, serve(t, []string{"--data", data(t)}))
	v.open("/viec") // leads to the door, and from there back
	v.send("/dang-nhap", fields{"login": "dangky", "password": "sai rồi"})
	if v.status != http.StatusUnprocessableEntity {
		t.Errorf("a wrong password: status %d", v.status)
	}
	v.send("/dang-nhap", fields{"login": "dangky", "password": "dan van kheo"})
	if v.status != http.StatusOK || v.at.Path != "/viec" {
		t.Fatalf("signing in: status %d at %s", v.status, v.at)
	}
	v.says("Trần Minh Phúc")
	v.registers()
	v.open("/viec/mo-hinh?mua=dvk-2026")
	v.send("/viec/mo-hinh", fields{"tu": "via he"})
	v.says(title)
	if strings.Contains(v.body, "camera") {
		t.Error("the list is not filtered")
	}
	v.open("/viec/mo-hinh?mua=dvk-2022")
	v.says("Dòng 1")
	next := nextPage.FindStringSubmatch(v.body)
	if next == nil {
		t.Fatal("a list of 371 has no next page")
	}
	v.open(strings.ReplaceAll(next[1], "&amp;", "&"))
	v.says("rel=\"prev\"")
	v.open("/toi")
	v.send("/dang-xuat", nil)
	v.open("/viec")
	if v.at.Path != "/dang-nhap" {
		t.Errorf("after signing out, /viec is %s", v.at)
	}
	v.open("/mo-hinh")
	v.send("/mo-hinh", fields{"tu": "camera"})
	v.says("camera")
	v.open("/kiem-tra")
	v.send("/kiem-tra", fields{"ma": "dvk 0000"})
	v.says("Đây chưa phải mã")
}

// registers leaves an item out, sees its text kept, and sends.
func (v *visitor) registers() {
	v.Helper()
	v.open("/viec/mo-hinh/moi?mua=dvk-2026")
	v.send("/viec/mo-hinh/moi", with(written, fields{"act": "gui"}))
	if v.status != http.StatusUnprocessableEntity {
		v.Fatalf("an incomplete registration: status %d", v.status)
	}
	v.says("Chưa viết mục “Thời gian”", written["problem"])
	v.send("/viec/mo-hinh/moi", fields{
		"act": "gui", "schedule": "Từ tháng 4 đến tháng 10.", "participant": "Chi hội Phụ nữ số 9", "field": "0190a000-0000-7000-8000-000000000012",
	})
	if v.status != http.StatusOK {
		v.Fatalf("registering: status %d", v.status)
	}
	v.says("Đã gửi đăng ký", title)
}

func with(all ...fields) fields {
	sum := fields{}
	for _, some := range all {
		for name, value := range some {
			sum[name] = value
		}
	}
	return sum
}
