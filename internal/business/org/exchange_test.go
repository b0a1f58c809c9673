package org

import (
	"net/http"
	"slices"
	"strings"
	"testing"

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

func TestExportUnits(t *testing.T) {
	t.Parallel()
	eachHouse(t, func(t *testing.T, h *house) {
		titles := []string{"Mã", "Tên", "Loại", "Hệ thống", "Mã đơn vị cấp trên", "Thành lập từ ngày", "Ngày cuối cùng"}
		head := h.as(t, "dau")
		wantIn(t, head.get(unitsPath+"?tu=phuong", http.StatusOK), `href="/quan-tri/don-vi.xlsx?tu=phuong"`, "Xuất Excel")
		head.post(unitsPath+"/"+h.west.ID+"/sua", http.StatusSeeOther,
			"name", "Phường Tây", "type", "ward", "version", "1", "valid_from", "2007-05-01", "valid_to", "2025-06-30")
		wantRows(t, readBack(t, head.get(unitsPath+".xlsx", http.StatusOK), titles...),
			"thanh-pho-thu|Thành phố Thử|Tỉnh, thành phố|Địa bàn|||",
			"phuong-dong|Phường Đông|Phường, xã, đặc khu|Địa bàn|thanh-pho-thu||",
			"phuong-tay|Phường Tây|Phường, xã, đặc khu|Địa bàn|thanh-pho-thu|01/05/2007|30/06/2025")
		wantRows(t, readBack(t, head.get(unitsPath+".xlsx?tu=tay", http.StatusOK), titles[:2]...), "phuong-tay|Phường Tây")
		wantRows(t, readBack(t, h.as(t, "dong").get(unitsPath+".xlsx", http.StatusOK), titles[:2]...), "phuong-dong|Phường Đông")
		h.as(t, "ghi").get(unitsPath+".xlsx", http.StatusNotFound)
	})
}
