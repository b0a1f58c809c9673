package register_test

import (
	"bytes"
	"context"
	"fmt"
	"strings"
	"testing"

	"kheo/internal/business/recognition"
	"kheo/internal/business/register"
	"kheo/internal/platform/db"
	"kheo/internal/platform/db/dbtest"
)

// full is a hall whose register has lines of every kind: issued, corrected, replaced and
// revoked.
func full(t *testing.T, d *db.DB) *hall {
	t.Helper()
	h := newHall(t, d)
	root := h.issued(t, recognition.Commendation, "412-QĐ/QU", many(5)...)
	all := h.entries(t, root)
	h.amended(t, root, recognition.Correction, all[0].LineID, "415-QĐ/QU", "Bà Phạm Thị Mẫu Hai")
	h.amended(t, root, recognition.Revocation, all[1].LineID, "416-QĐ/QU", "")
	other := h.issued(t, recognition.Recognition, "417-QĐ/QU", "Ông Lê Văn Mẫu", "Bà Vũ Thị Mẫu")
	h.replaced(t, other, "418-QĐ/QU")
	return h
}

func (h *hall) findings(t testing.TB) register.Findings {
	t.Helper()
	f, err := h.CheckAll(context.Background(), nil)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func (h *hall) run(t testing.TB, query string, args ...any) {
	t.Helper()
	h.update(t, func(ctx context.Context, tx *db.Tx) error { return db.Exec(ctx, tx, query, args...) })
}

// every reads one column of every row, in the order of another.
func every[T any](t testing.TB, h *hall, query string) (all []T) {
	t.Helper()
	err := h.db.View(context.Background(), func(tx *db.Tx) (err error) {
		all, err = db.All(context.Background(), tx, db.Value[T], query)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// said tells whether a finding names that leaf.
func said(f register.Findings, leaf int64) bool {
	for _, p := range f.Problems {
		if p.Leaf == leaf {
			return true
		}
	}
	return false
}

// TestAnyChangedRowIsFound changes every column of every row behind the program's back,
// one at a time, and puts it back: each change is found and its leaf named, and once it
// is put back everything fits again.
func TestAnyChangedRowIsFound(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := full(t, d)
		if f := h.findings(t); !f.OK() || f.Leaves != 14 {
			t.Fatalf("%d leaves, %v", f.Leaves, f.Problems)
		}
		h.keep(t, "register_leaf")
		h.keep(t, "register_entry")
		for leaf := range int64(14) {
			for column, to := range map[string]string{
				"kind": `CASE kind WHEN 'revoked' THEN 'corrected' ELSE 'revoked' END`, "code": `code || 'X'`, "by_code": `COALESCE(by_code, '') || 'X'`,
				"decision_id": `NULL`, "at": `'2020-01-01 00:00:00+00:00'`, "salt": `NULL`,
				"statement": `REPLACE(statement, '"at":"20', '"at":"21')`,
			} {
				h.swapped(t, "register_leaf", column, to, leaf)
			}
			h.gone(t, leaf)
		}
		if f := h.findings(t); !f.OK() {
			t.Errorf("put back: %v", f.Problems)
		}
	})
}

// keep copies a table, to put its rows back from.
func (h *hall) keep(t *testing.T, table string) {
	t.Helper()
	h.run(t, "CREATE TABLE kept_"+table+" AS SELECT * FROM "+table)
}

// swapped changes one column of a leaf, looks, and changes it back.
func (h *hall) swapped(t *testing.T, table, column, to string, leaf int64) {
	t.Helper()
	where := fmt.Sprintf(" WHERE leaf = %d", leaf)
	h.run(t, "UPDATE "+table+" SET "+column+" = "+to+where)
	if f := h.findings(t); !said(f, leaf) {
		t.Errorf("%s.%s of leaf %d was changed: %v", table, column, leaf, f.Problems)
	}
	h.run(t, "UPDATE "+table+" SET "+column+" = (SELECT "+column+" FROM kept_"+table+where+")"+where)
}

// gone removes a leaf and its entry, looks, and puts them back.
func (h *hall) gone(t *testing.T, leaf int64) {
	t.Helper()
	where := fmt.Sprintf(" WHERE leaf = %d", leaf)
	for _, table := range []string{"register_leaf", "register_entry"} {
		had := len(every[int64](t, h, "SELECT leaf FROM "+table+where)) > 0
		h.run(t, "DELETE FROM "+table+where)
		if f := h.findings(t); had && !said(f, leaf) {
			t.Errorf("leaf %d was removed from %s: %v", leaf, table, f.Problems)
		}
		h.run(t, "INSERT INTO "+table+" SELECT * FROM kept_"+table+where)
	}
}

// TestChangedEntriesAreFound does the same to the columns of entries.
func TestChangedEntriesAreFound(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := full(t, d)
		h.keep(t, "register_entry")
		var spare string // a line that has no entry
		for _, id := range every[string](t, h, `SELECT CAST(id AS TEXT) FROM recognition_line WHERE id NOT IN (SELECT line_id FROM register_entry)`) {
			spare = id
		}
		decisions := every[string](t, h, `SELECT CAST(decision_id AS TEXT) FROM register_entry ORDER BY serial`)
		for n, leaf := range every[int64](t, h, `SELECT leaf FROM register_entry ORDER BY serial`) {
			other := decisions[0]
			if other == decisions[n] {
				other = decisions[len(decisions)-1]
			}
			h.swapped(t, "register_entry", "code", `code || 'X'`, leaf)
			h.swapped(t, "register_entry", "serial", `serial + 1000`, leaf)
			h.swapped(t, "register_entry", "line_id", `'`+spare+`'`, leaf)
			h.swapped(t, "register_entry", "decision_id", `'`+other+`'`, leaf)
		}
	})
}

// TestAddedAndForgedRows: a row that nobody signed, a hash that was changed with its
// content, tiles and checkpoints.
func TestAddedAndForgedRows(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := full(t, d)
		h.run(t, `INSERT INTO register_leaf (leaf, kind, code, by_code, decision_id, at, hash, salt, statement)
			SELECT 14, kind, code, by_code, decision_id, at, hash, salt, statement FROM register_leaf WHERE leaf = 3`)
		if f := h.findings(t); !said(f, 14) || len(f.Problems) != 1 {
			t.Errorf("an added row: %v", f.Problems)
		}
		h.run(t, `DELETE FROM register_leaf WHERE leaf = 14`)

		// Whoever changes the content and its hash is betrayed by the tree.
		h.run(t, `CREATE TABLE kept_row AS SELECT * FROM register_leaf WHERE leaf IN (2, 3)`)
		h.run(t, `UPDATE register_leaf SET salt = (SELECT salt FROM kept_row WHERE leaf = 3), hash = (SELECT hash FROM kept_row WHERE leaf = 3),
			statement = (SELECT statement FROM kept_row WHERE leaf = 3) WHERE leaf = 2`)
		f := h.findings(t)
		if !said(f, 2) || !strings.Contains(fmt.Sprint(f.Problems), "khác với mã băm đã ký") {
			t.Errorf("a forged leaf: %v", f.Problems)
		}

		// Whoever changes the tiles as well is betrayed by the last signature before.
		tile := every[[]byte](t, h, `SELECT hashes FROM translog_tile WHERE level = 0 AND number = 0`)[0]
		forged := append(append(bytes.Clone(tile[:64]), tile[96:128]...), tile[96:]...)
		h.run(t, `UPDATE translog_tile SET hashes = $1 WHERE level = 0 AND number = 0`, forged)
		f = h.findings(t)
		if !strings.Contains(fmt.Sprint(f.Problems), "từ lá số 0 đến lá số 4 có dòng bị sửa cùng với cây băm") {
			t.Errorf("a forged tree: %v", f.Problems)
		}
		h.run(t, `UPDATE translog_tile SET hashes = $1 WHERE level = 0 AND number = 0`, tile)
		h.run(t, `UPDATE register_leaf SET salt = (SELECT salt FROM kept_row WHERE leaf = 2), hash = (SELECT hash FROM kept_row WHERE leaf = 2),
			statement = (SELECT statement FROM kept_row WHERE leaf = 2) WHERE leaf = 2`)
		for _, change := range []string{`REPLACE(note, substr(note, 32, 3), 'AAA')`, `'xin chào'`, `''`} {
			kept := every[string](t, h, `SELECT note FROM translog_checkpoint WHERE size = 5`)[0]
			h.run(t, `UPDATE translog_checkpoint SET note = `+change+` WHERE size = 5`)
			if f := h.findings(t); len(f.Problems) != 1 || !strings.Contains(f.Problems[0].String(), "điểm ký lúc sổ có 5 lá bị sửa") {
				t.Errorf("an old checkpoint as %s: %v", change, f.Problems)
			}
			h.run(t, `UPDATE translog_checkpoint SET note = $1 WHERE size = 5`, kept)
		}
		h.run(t, `UPDATE translog_checkpoint SET note = REPLACE(note, '14', '15') WHERE size = 14`)
		if f := h.findings(t); f.OK() {
			t.Error("a changed checkpoint is not found")
		}
	})
}

// TestNothingIsAddedToAForgedTree: a register whose tree was changed issues nothing more.
func TestNothingIsAddedToAForgedTree(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := full(t, d)
		tile := every[[]byte](t, h, `SELECT hashes FROM translog_tile WHERE level = 0 AND number = 0`)[0]
		tile[40] ^= 1
		h.run(t, `UPDATE translog_tile SET hashes = $1 WHERE level = 0 AND number = 0`, tile)
		lines := h.people(t, many(1)...)
		err := d.Update(t.Context(), func(tx *db.Tx) error {
			_, err := h.recognition.Enter(t.Context(), tx, h.actors["ky"], h.input(recognition.Commendation, "500-QĐ/QU"), lines)
			return err
		})
		if err == nil || !strings.Contains(err.Error(), "contradicts its last checkpoint") {
			t.Errorf("issued on a forged tree: %v", err)
		}
		code := every[string](t, h, `SELECT code FROM register_entry ORDER BY serial`)[0]
		shows(t, h.get("", "/kiem-tra/"+code), 409, "không còn khớp với chữ ký")
	})
}
