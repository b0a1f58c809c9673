package account

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"kheo/internal/platform/db"
	"kheo/internal/service/audit"
	"kheo/internal/service/exchange"
)

// readBack reads the list in a workbook, each row as one line of keys in order.
func readBack(t *testing.T, file string, titles ...string) (rows []string) {
	t.Helper()
	book, err := exchange.Open(strings.NewReader(file), int64(len(file)), exchange.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	columns := make([]exchange.Column, len(titles))
	for i, title := range titles {
		columns[i] = exchange.Column{Key: title, Title: title, Required: true}
	}
	table, err := exchange.FindTable(book, columns)
	if err != nil {
		t.Fatal(err)
	}
	for row, err := range table.Rows() {
		if err != nil {
			t.Fatal(err)
		}
		cells := make([]string, len(titles))
		for i, title := range titles {
			cells[i] = row.Cell(title).Text
		}
		rows = append(rows, strings.Join(cells, "|"))
	}
	return rows
}

func wantRows(t *testing.T, got []string, want ...string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("rows:\n%s\nwant:\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestExportAccounts(t *testing.T) {
	t.Parallel()
	eachHouse(t, func(t *testing.T, h *house) {
		titles := []string{"Tên đăng nhập", "Họ tên", "Vai trò", "Tình trạng"}
		head := h.as(t, "dau")
		head.post(accountsPath+"/"+h.clerk.AccountID+"/khoa", http.StatusSeeOther, "version", "1")
		wantIn(t, head.get(accountsPath, http.StatusOK), `href="/quan-tri/tai-khoan.xlsx"`)
		file := head.get(accountsPath+".xlsx", http.StatusOK)
		wantRows(t, readBack(t, file, titles...),
			"dau|Lê Thị Đầu|Quản trị viên · Thành phố Thử|Đang dùng",
			"dong|Lý Văn Đông|Quản trị viên · Phường Đông|Đang dùng",
			"ghi|Phan Thị Ghi|Cán bộ đăng ký · Phường Đông|Đã khóa")
		wantRows(t, readBack(t, head.get(accountsPath+".xlsx?tu=phan", http.StatusOK), titles[:1]...), "ghi")
		wantRows(t, readBack(t, h.as(t, "dong").get(accountsPath+".xlsx", http.StatusOK), titles[:1]...), "dong", "ghi")
		h.browser(t).get(accountsPath+".xlsx", http.StatusSeeOther)
	})
}

// TestExportTrail writes more acts than are read at a time.
func TestExportTrail(t *testing.T) {
	t.Parallel()
	eachHouse(t, func(t *testing.T, h *house) {
		const acts = chunk + 20
		err := h.d.Update(t.Context(), func(tx *db.Tx) error {
			for n := range acts {
				err := audit.Record(t.Context(), tx, h.clerk, audit.Act{
					Name: "org.unit_changed", Kind: "unit", ObjectID: h.east.ID, Title: fmt.Sprintf("Việc %d", n), UnitPath: h.east.Path,
					Before: map[string]any{"Name": "=cũ", "Code": "a"}, After: map[string]any{"Name": "mới", "Code": "a", "Version": n},
				})
				if err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		titles := []string{"Ngày", "Giờ", "Người làm", "Việc", "Về", "Tên gọi", "Đơn vị", "Trước", "Sau"}
		person := url.QueryEscape(h.clerk.Name)
		b := h.as(t, "dong")
		wantIn(t, b.get(trailPath+"?nguoi="+person, http.StatusOK), `href="/quan-tri/nhat-ky.xlsx?nguoi=`+person+`"`)
		rows := readBack(t, b.get(trailPath+".xlsx?nguoi="+person+"&truoc="+h.east.ID, http.StatusOK), titles...)
		if len(rows) != acts {
			t.Fatalf("%d rows, want %d", len(rows), acts)
		}
		for n, row := range rows {
			want := fmt.Sprintf("22/11/2026|10:04:05|Phan Thị Ghi|Sửa đơn vị|Đơn vị|Việc %d|Phường Đông|Tên: =cũ|Tên: mới\nLần sửa: %[1]d", acts-1-n)
			if row != want {
				t.Fatalf("row %d: %q, want %q", n, row, want)
			}
		}
		few := exported(t, func(w io.Writer) error {
			return h.ExportTrail(t.Context(), h.eastHead, audit.Filter{Limit: chunk + 1}, w)
		})
		if rows := readBack(t, few, titles[:1]...); len(rows) != chunk+1 {
			t.Errorf("%d rows, want %d", len(rows), chunk+1)
		}
		h.as(t, "ghi").get(trailPath+".xlsx", http.StatusNotFound)
	})
}

func exported(t *testing.T, write func(io.Writer) error) string {
	t.Helper()
	var b bytes.Buffer
	if err := write(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}
