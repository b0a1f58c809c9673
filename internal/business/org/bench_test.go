package org

import (
	"fmt"
	"strings"
	"testing"

	"kheo/internal/platform/db/dbtest"
)

// countryTable writes a made-up table of the size of the published one: 63 provinces
// become 34, 696 districts end, some 10,000 communes become some 3,300, and every
// 23rd of them is split.
func countryTable() string {
	const provinces, today, districts, communes = 63, 34, 696, 10_035
	var b strings.Builder
	b.WriteString("Đơn vị hành chính từ ngày 01/7/2025,,,Đơn vị hành chính trước ngày 01/7/2025,,,,,\n" + head)
	for d := range districts {
		province := d % provinces
		old := fmt.Sprintf("Tỉnh Cũ số %d (%02d)", province, province+1)
		next := fmt.Sprintf("Tỉnh Mới số %d (%02d)", province%today, province%today+1)
		own := communes / districts
		if d < communes%districts {
			own++
		}
		for c := range own {
			code := d*20 + c
			row := func(into int, note string) {
				at := d*20 + into
				fmt.Fprintf(&b, "%s,Xã Mới %d,%05d,Xã Cũ %d,%05d,%s,Huyện Cũ %d (%03d),%s,\n", next, at, at, code, code, note, d, d+1, old)
			}
			if into := c / 3; code%23 == 0 && own > 3 {
				row(into, "Nhập một phần")
				row((into+1)%((own+2)/3), "Nhập một phần")
			} else {
				row(into, "Nhập toàn bộ")
			}
		}
	}
	return b.String()
}

func TestCountryTableIsWhole(t *testing.T) {
	t.Parallel()
	table, err := ReadTable(strings.NewReader(countryTable()))
	if err != nil {
		t.Fatal(err)
	}
	x := table.units()
	split := 0
	for _, f := range x.fates() {
		if f.relation() == Part {
			split++
		}
	}
	if len(x.olds) != 10_035 || len(x.districts) != 696 || len(x.oldProvinces) != 63 || len(x.provinces) != 34 || len(x.news) < 3_300 || split < 400 || len(x.refused)+len(x.corrected) > 0 {
		t.Errorf("%d old and %d new communes, %d districts, %d old and %d new provinces, %d split, %v", len(x.olds), len(x.news), len(x.districts),
			len(x.oldProvinces), len(x.provinces), split, x.refused)
	}
}

// BenchmarkOfficialTable reads and imports a table of the whole country into an
// empty installation.
func BenchmarkOfficialTable(b *testing.B) {
	file := countryTable()
	for b.Loop() {
		b.StopTimer()
		s := New(dbtest.SQLite(b))
		b.StartTimer()
		table, err := ReadTable(strings.NewReader(file))
		if err != nil {
			b.Fatal(err)
		}
		r, err := s.ImportTable(b.Context(), everybody, TableInput{On: reformDay, Basis: "NQ"}, table)
		if err != nil || len(r.Refused) > 0 {
			b.Fatal(r.Refused, err)
		}
		b.ReportMetric(float64(r.Created), "units")
	}
}
