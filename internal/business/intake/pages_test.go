package intake

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"kheo/internal/platform/db"
	"kheo/internal/platform/db/dbtest"
	"kheo/internal/service/auth"
	"kheo/internal/service/web"
)

// site serves the pages of lists to whoever actor says.
func (h *district) site(actor auth.Actor) http.Handler {
	m := web.New(web.Site{
		Owner: "Quận Đống Đa", BaseURL: "http://127.0.0.1", Now: func() time.Time { return dbtest.Moment },
		WhoIs:   func(*http.Request) (auth.Actor, error) { return actor, nil },
		Waiting: func(context.Context, auth.Actor) (int, error) { return 0, nil },
	})
	h.Mount(m)
	return m
}

func get(site http.Handler, path string) *httptest.ResponseRecorder {
	w := httptest.NewRecorder()
	site.ServeHTTP(w, httptest.NewRequest(http.MethodGet, path, nil))
	return w
}

// upload sends the form of an import as a browser does.
func upload(t testing.TB, site http.Handler, in Import, name string, content []byte) *httptest.ResponseRecorder {
	t.Helper()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	_ = form.WriteField("season", in.Season)
	_ = form.WriteField("unit", in.Unit)
	part, err := form.CreateFormFile("file", name)
	if err == nil {
		_, err = part.Write(content)
	}
	if err == nil {
		err = form.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	r := httptest.NewRequest(http.MethodPost, importPath, &body)
	r.Header.Set("Content-Type", form.FormDataContentType())
	w := httptest.NewRecorder()
	site.ServeHTTP(w, r)
	return w
}

func confirm(site http.Handler, address string, in Import) *httptest.ResponseRecorder {
	path, _, _ := strings.Cut(address, "?")
	r := httptest.NewRequest(http.MethodPost, path, strings.NewReader(url.Values{"season": {in.Season}, "unit": {in.Unit}}.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	w := httptest.NewRecorder()
	site.ServeHTTP(w, r)
	return w
}

func shows(t *testing.T, w *httptest.ResponseRecorder, status int, parts ...string) {
	t.Helper()
	if w.Code != status {
		t.Errorf("status %d, want %d", w.Code, status)
	}
	for _, part := range parts {
		if !strings.Contains(w.Body.String(), part) {
			t.Errorf("page lacks %q", part)
		}
	}
}

func TestImportOnPages(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newDistrict(t, d)
		site := h.site(h.chief)
		shows(t, get(site, importPath), 200, `enctype="multipart/form-data"`, `value="dvk-2022"`, "quan-dong-da", "/viec/nhap-excel/mau.xlsx?mua=dvk-2022")
		if body := get(site, importPath).Body.String(); strings.Contains(body, "dvk-2021") || strings.Contains(body, "dvk-2023") {
			t.Error("a season that accepts nothing is offered")
		}
		sent := upload(t, site, districtList, "danh sách.xlsx", listFile(t, "tcvn3"))
		shows(t, sent, http.StatusSeeOther)
		at := sent.Header().Get("Location")
		shows(t, get(site, at), 200, "Nhập 371 mô hình", "181", "176", "Phường Cát Linh", "Văn hóa - xã hội", "TCVN3", "Dòng tổng cộng", "danh sách.xlsx")
		if n := len(h.stored(t)); n != 0 {
			t.Fatalf("the preview stored %d", n)
		}
		done := confirm(site, at, districtList)
		shows(t, done, http.StatusSeeOther)
		if to := done.Header().Get("Location"); to != "/viec/mo-hinh?don-vi=quan-dong-da&mua=dvk-2022" {
			t.Errorf("led to %s", to)
		}
		if n := len(h.stored(t)); n != 371 {
			t.Fatalf("stored %d", n)
		}
		shows(t, confirm(site, at, districtList), http.StatusSeeOther) // pressed twice
		shows(t, get(site, at), 200, "đã có đủ")
		if n := len(h.stored(t)); n != 371 {
			t.Errorf("pressed twice: stored %d", n)
		}
	})
}

func TestPreviewShowsErrors(t *testing.T) {
	t.Parallel()
	h := newDistrict(t, dbtest.SQLite(t))
	site := h.site(h.chief)
	var rows [][]any
	for n := range 210 {
		row := with(1, fmt.Sprintf("Khéo số %d", n))
		row[4] = "Phường Cát Lính Xa"
		rows = append(rows, row)
	}
	at := upload(t, site, districtList, "sai.xlsx", workbook(t, rows...)).Header().Get("Location")
	page := get(site, at)
	shows(t, page, 200, "Có 210 chỗ cần sửa, chưa lưu dòng nào", "E2", "E201", "loi.xlsx")
	if body := page.Body.String(); strings.Contains(body, ">E202<") || strings.Contains(body, `method="post" action="/viec/nhap-excel/`) {
		t.Error("the page shows more than the first 200, or a button to import")
	}
	path, query, _ := strings.Cut(at, "?")
	all := get(site, path+"/loi.xlsx?"+query)
	shows(t, all, 200)
	if got := readColumn(t, all.Body.Bytes(), "Ô"); len(got) != 210 || got[209] != "E211" {
		t.Errorf("the workbook names %d cells", len(got))
	}
	shows(t, confirm(site, at, districtList), http.StatusSeeOther)
	if n := len(h.stored(t)); n != 0 {
		t.Errorf("stored %d", n)
	}
}

// Only who sent a list sees it.
func TestListsArePrivate(t *testing.T) {
	t.Parallel()
	h := newDistrict(t, dbtest.SQLite(t))
	at := upload(t, h.site(h.chief), districtList, "a.xlsx", workbook(t, goodRow)).Header().Get("Location")
	other := h.account(t, "Phạm Thị Khác", h.units["quan-dong-da"])
	path, query, _ := strings.Cut(at, "?")
	for _, address := range []string{at, path + "/loi.xlsx?" + query, importPath + "/khong-co?" + query} {
		shows(t, get(h.site(other), address), http.StatusNotFound)
	}
	shows(t, confirm(h.site(other), at, districtList), http.StatusNotFound)
	reader := h.chief
	reader.Grants = []auth.Grant{{Role: auth.Auditor, UnitPath: "/ha-noi/"}}
	shows(t, get(h.site(reader), importPath), http.StatusForbidden)
	shows(t, upload(t, h.site(reader), districtList, "a.xlsx", workbook(t, goodRow)), http.StatusForbidden)
	shows(t, confirm(h.site(reader), at, districtList), http.StatusConflict)
	if n := len(h.stored(t)); n != 0 {
		t.Errorf("stored %d", n)
	}
}

func TestRefusedUploads(t *testing.T) {
	t.Parallel()
	h := newDistrict(t, dbtest.SQLite(t))
	site := h.site(h.chief)
	good := workbook(t, goodRow)
	for _, c := range []struct {
		name, file string
		content    []byte
		says       string
	}{
		{"text", "a.xlsx", []byte("họ tên;đơn vị"), "xlsx"},
		{"old Excel", "a.xls", []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 cũ"), "kiểu cũ"},
		{"empty", "a.xlsx", nil, "Tệp trống"},
		{"too large", "a.xlsx", append(bytes.Clone(good), make([]byte, 21<<20)...), "20 MB"},
		{"bomb", "a.xlsx", bomb(t), "giải nén ra quá lớn"},
		{"other columns", "a.xlsx", workbookOf(t, []any{"Họ tên", "Quê quán"}, []any{"Nguyễn Văn Mẫu", "Hà Nội"}), "Tệp cần có các cột"},
	} {
		w := upload(t, site, districtList, c.file, c.content)
		shows(t, w, http.StatusUnprocessableEntity, c.says, `id="f-file-error"`, `<option value="dvk-2022" selected`)
		if t.Failed() {
			t.Fatalf("at %s", c.name)
		}
	}
	shows(t, upload(t, site, Import{Season: "dvk-2022", Unit: "khong-co"}, "a.xlsx", good), 422, `id="f-unit-error"`)
	shows(t, upload(t, site, Import{Season: "dvk-2021", Unit: "quan-dong-da"}, "a.xlsx", good), 409, "đã khép lại")
	r := httptest.NewRequest(http.MethodPost, importPath, strings.NewReader("season=dvk-2022"))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	w := httptest.NewRecorder()
	site.ServeHTTP(w, r)
	shows(t, w, 422, "Chưa chọn tệp")
}

// bomb is a workbook whose sheet unpacks to 300 MB.
func bomb(t testing.TB) []byte {
	t.Helper()
	good, err := zip.NewReader(bytes.NewReader(workbook(t, goodRow)), int64(len(workbook(t, goodRow))))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, f := range good.File {
		w, err := z.Create(f.Name)
		if err != nil {
			t.Fatal(err)
		}
		in, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		if strings.HasPrefix(f.Name, "xl/worksheets/sheet") {
			_, _ = io.WriteString(w, `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>`)
			row := []byte(strings.Repeat(`<row><c t="inlineStr"><is><t>aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa</t></is></c></row>`, 1000))
			for range 4000 {
				_, _ = w.Write(row)
			}
		}
		if _, err = io.Copy(w, in); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestTemplateImports(t *testing.T) {
	t.Parallel()
	h := newDistrict(t, dbtest.SQLite(t))
	w := get(h.site(h.chief), importPath+"/mau.xlsx?mua=dvk-2022")
	shows(t, w, 200)
	if d := w.Header().Get("Content-Disposition"); !strings.Contains(d, "mau-dang-ky-dvk-2022.xlsx") {
		t.Errorf("disposition %q", d)
	}
	filled := addRow(t, w.Body.Bytes(), goodRow[1], goodRow[2], goodRow[3], goodRow[4], goodRow[5])
	got, err := h.send(t, h.chief, districtList, filled)
	if err != nil || got.New != 1 || len(got.Skipped) != 1 || got.Skipped[0].Reason != "example" {
		t.Errorf("%+v, %v", got, err)
	}
	shows(t, get(h.site(h.chief), importPath+"/mau.xlsx?mua=khong-co"), http.StatusNotFound)
}

func TestExportPage(t *testing.T) {
	t.Parallel()
	h := newDistrict(t, dbtest.SQLite(t))
	if _, err := h.send(t, h.chief, districtList, listFile(t, "flat")); err != nil {
		t.Fatal(err)
	}
	site, want := h.site(h.chief), wanted(t)
	for query, n := range map[string]int{
		"mua=dvk-2022": 371, "linh-vuc=kinh-te": want.ByField["Kinh tế"], "don-vi=phuong-kim-lien": want.ByUnit["Phường Kim Liên"],
		"buoc=submitted&mua=dvk-2022": 371, "buoc=accepted": 0, "mua=dvk-2021": 0,
	} {
		w := get(site, "/viec/mo-hinh.xlsx?"+query)
		shows(t, w, 200)
		if got := readColumn(t, w.Body.Bytes(), "Mã hồ sơ"); len(got) != n {
			t.Errorf("%s: %d rows, want %d", query, len(got), n)
		}
	}
	w := get(site, "/viec/mo-hinh.xlsx?mua=khong-co")
	if shows(t, w, 404); w.Header().Get("Content-Disposition") != "" {
		t.Error("an error page that is kept as a file")
	}
}
