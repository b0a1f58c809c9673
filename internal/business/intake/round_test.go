package intake

import (
	"bytes"
	"testing"

	"kheo/internal/business/initiative"
	"kheo/internal/business/org"
	"kheo/internal/platform/db"
	"kheo/internal/platform/db/dbtest"
	"kheo/internal/platform/fault"
)

// What is exported is imported again without a second copy, from elsewhere with
// the same texts.
func TestExportImportsAgain(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newDistrict(t, d)
		if _, err := h.send(t, h.chief, districtList, listFile(t, "flat")); err != nil {
			t.Fatal(err)
		}
		var out bytes.Buffer
		if err := h.Export(t.Context(), h.chief, initiative.Query{Season: "dvk-2022"}, &out); err != nil {
			t.Fatal(err)
		}
		got, err := h.send(t, h.chief, districtList, out.Bytes())
		if err != nil || got.New != 0 || got.Already != 371 {
			t.Fatalf("new %d, already %d, %v, %v", got.New, got.Already, got.Errors, err)
		}
		want := contents(h.stored(t))
		other := newDistrict(t, dbtest.SQLite(t))
		if got, err := other.send(t, other.chief, districtList, out.Bytes()); err != nil || got.New != 371 {
			t.Fatalf("elsewhere: new %d, %v, %v", got.New, got.Errors, err)
		}
		for n, have := range contents(other.stored(t)) {
			if have != want[n] {
				t.Fatalf("row %d:\n got %+v\nwant %+v", n, have, want[n])
			}
		}
	})
}

// A list goes out only as far as its reader may see it.
func TestExportIsScoped(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newDistrict(t, d)
		if _, err := h.send(t, h.chief, districtList, listFile(t, "flat")); err != nil {
			t.Fatal(err)
		}
		var out bytes.Buffer
		if err := h.Export(t.Context(), h.clerk, initiative.Query{}, &out); err != nil {
			t.Fatal(err)
		}
		got, err := h.send(t, h.chief, districtList, out.Bytes())
		if want := wanted(t).ByUnit["Phường Cát Linh"]; err != nil || got.Already != want || len(got.ByUnit) != 1 {
			t.Errorf("a clerk of one ward took out %d of %v, %v", got.Already, got.ByUnit, err)
		}
		if err := h.Export(t.Context(), h.clerk, initiative.Query{Field: "khong-co"}, &out); err != fault.NotFound {
			t.Errorf("unknown field: %v", err)
		}
	})
}

// Units are found under the names that people write.
func TestUnitsByAnyName(t *testing.T) {
	t.Parallel()
	h := newDistrict(t, dbtest.SQLite(t))
	units := org.New(h.d)
	err := h.d.Update(t.Context(), func(tx *db.Tx) error {
		for _, name := range []string{"Phường 1", "Phường Hà Lam", "Phường Hạ Lam"} {
			in := org.Input{Name: name, Type: "ward", ParentID: h.units["quan-dong-da"].ID}
			if name == "Phường Hạ Lam" {
				in.Code = "phuong-ha-lam-2"
			}
			if _, err := units.Found(t.Context(), tx, in); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for typed, want := range map[any]string{
		"cát linh": "Phường Cát Linh", "P. Cát Linh": "Phường Cát Linh", "PHƯỜNG CÁT LINH": "Phường Cát Linh", "Phuong Cat Linh": "Phường Cát Linh",
		"P1": "Phường 1", "p.01": "Phường 1", "Phường 01": "Phường 1", 1: "Phường 1", "Hà Lam": "Phường Hà Lam", "phường hạ lam": "Phường Hạ Lam",
	} {
		in := districtList
		in.DryRun = true
		got, err := h.send(t, h.chief, in, workbook(t, with(4, typed)))
		if err != nil || got.ByUnit[want] != 1 {
			t.Errorf("%v: %v %v %v", typed, got.ByUnit, got.Errors, err)
		}
	}
}

// Headings inside the list may say the ward, the field or the kind of participant.
func TestSections(t *testing.T) {
	t.Parallel()
	h := newDistrict(t, dbtest.SQLite(t))
	row := func(n int, field, unit any) []any {
		r := with(0, n)
		r[1], r[4], r[5] = "Khéo số "+string(rune('A'+n)), unit, field
		return r
	}
	list := workbook(t,
		[]any{"I", "Lĩnh vực Kinh tế"}, row(1, nil, nil), row(2, nil, nil),
		[]any{"II", "VĂN HOÁ – XÃ HỘI"}, row(3, nil, nil), row(4, "Kinh tế", nil))
	got, err := h.send(t, h.clerk, Import{Season: "dvk-2022", Unit: "phuong-cat-linh"}, list)
	if err != nil || got.New != 4 || got.ByField["Kinh tế"] != 3 || got.ByField["Văn hóa - xã hội"] != 1 || got.ByUnit["Phường Cát Linh"] != 4 {
		t.Errorf("%+v, %v", got, err)
	}
}
