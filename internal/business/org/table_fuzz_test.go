package org

import (
	"encoding/csv"
	"io"
	"os"
	"strings"
	"testing"

	"kheo/internal/platform/clock"
	"kheo/internal/service/auth"
)

// FuzzReadTable: whatever the file says, every record is a row or skipped, what is
// read can be planned, and the event that comes of it leaves no gap.
func FuzzReadTable(f *testing.F) {
	raw, err := os.ReadFile("testdata/table.csv")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(string(raw))
	f.Add(head + "Tỉnh A (01),Xã Một,00001,Xã Cũ,00009,Nhập toàn bộ,Huyện H (001),Tỉnh A (01)\n")
	f.Add(head + "A,a,1,b,,Giữ nguyên,c,d\nA,a,2,b,2,Đổi tên,c,d\nA,a,2,b,,x,c,d\n")
	f.Add(head + "(1),(1),1,Xã,1,Nhập một phần,(1),(1)\nTỉnh,Xã,,Phường,,Sắp xếp toàn bộ xã thành đặc khu ,Thị,Thành\n")
	f.Fuzz(func(t *testing.T, file string) {
		table, err := ReadTable(strings.NewReader(file))
		if err != nil {
			return
		}
		if records := countRecords(file); len(table.rows)+len(table.skipped) != records {
			t.Fatalf("%d rows and %d skipped of %d records", len(table.rows), len(table.skipped), records)
		}
		x := table.units()
		b := newBook()
		b.levels = []Level{{Level: "province"}, {Level: "district"}, {Level: "ward"}}
		p := planTable(b, x, clock.Must("2025-07-01"))
		if len(p.refused) > 0 || len(p.draft.New)+len(p.draft.Changes) == 0 {
			return
		}
		p.draft.On, p.draft.Basis, p.draft.EndBelow = p.on, "NQ", true
		if _, err := b.apply(p.draft, clock.Must("2026-01-01")); err != nil {
			return // said with its line
		}
		for _, l := range p.made {
			if l.Type == "ward" && len(p.doubtful) == 0 && l.ValidTo.IsZero() == (len(b.after[l.ID]) > 0) {
				t.Fatalf("%s ends on %q and has %d successors", l.Name, l.ValidTo.ISO(), len(b.after[l.ID]))
			}
		}
	})
}

func countRecords(file string) (n int) {
	g := csv.NewReader(strings.NewReader(strings.TrimPrefix(file, "\ufeff")))
	g.FieldsPerRecord = -1
	g.Comma = separator([]byte(file[:min(4096, len(file))]))
	for {
		if _, err := g.Read(); err == io.EOF {
			return n
		}
		n++
	}
}

// everybody administers everything, as the command line does.
var everybody = auth.Actor{Name: "Dòng lệnh", Grants: []auth.Grant{{Role: auth.Administrator, UnitPath: "/"}}}
