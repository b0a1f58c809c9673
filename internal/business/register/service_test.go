package register_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"kheo/internal/business/participant"
	"kheo/internal/business/recognition"
	"kheo/internal/business/register"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/code"
	"kheo/internal/platform/db"
	"kheo/internal/platform/db/dbtest"
	"kheo/internal/service/audit"
)

func TestEnter(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHall(t, d)
		first := h.issued(t, recognition.Recognition, "412-QĐ/QU", "Bà Phạm Thị Mẫu", "Ông Lê Văn Mẫu")
		second := h.issued(t, recognition.Commendation, "413-QĐ/QU", "Bà Phạm Thị Mẫu")
		all := append(h.entries(t, first), h.entries(t, second)...)
		if len(all) != 3 {
			t.Fatalf("%d entries", len(all))
		}
		for n, e := range all {
			if canonical, err := code.Parse(e.Code); err != nil || canonical != e.Code || code.Prefix(e.Code) != register.Prefix {
				t.Errorf("code %q: %v", e.Code, err)
			}
			if e.Serial != int64(n+1) || e.State != register.Valid || e.State.Label() != "Còn giá trị" || e.IssuedAt.IsZero() {
				t.Errorf("entry %+v", e)
			}
			err := d.View(t.Context(), func(tx *db.Tx) error {
				got, err := h.CodeOfLine(t.Context(), tx, e.LineID)
				if got != e.Code {
					t.Errorf("line of %s leads to %s", e.Code, got)
				}
				return err
			})
			if err != nil {
				t.Error(err)
			}
		}
		want := register.Record{
			Decision: first.Code, Kind: "recognition", Number: "412-QĐ/QU", DecidedOn: clock.On(2026, 11, 20), DecidedBy: "Ban Thường vụ Quận ủy Mẫu",
			Level: "cấp phường", Award: all[0].Record.Award, Position: 1, Name: "Bà Phạm Thị Mẫu", ParticipantKind: string(participant.Individual), Unit: "Phường Mẫu Một",
			Title: "Khéo của Bà Phạm Thị Mẫu", Season: seasonCode, Year: 2026,
		}
		if all[0].Record != want {
			t.Errorf("record %+v", all[0].Record)
		}
		if r := all[2].Record; r.Kind != "commendation" || r.Award != "giấy khen" || r.Position != 1 || r.Decision != second.Code {
			t.Errorf("commendation %+v", r)
		}
	})
}

func TestRecordsHoldNoPhone(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHall(t, d)
		root := h.issued(t, recognition.Recognition, "412-QĐ/QU", many(3)...)
		h.amended(t, root, recognition.Correction, h.entries(t, root)[0].LineID, "414-QĐ/QU", "Bà Hai Mẫu")
		err := d.View(t.Context(), func(tx *db.Tx) error {
			records, err := db.All(t.Context(), tx, db.Value[[]byte], `SELECT statement FROM register_leaf`)
			if len(records) != 5 {
				t.Errorf("%d records", len(records))
			}
			for _, r := range records {
				for _, secret := range []string{"0900", "Liên Hệ", "phone", "representative"} {
					if strings.Contains(string(r), secret) {
						t.Errorf("%q in %s", secret, r)
					}
				}
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	})
}

// Decisions that are issued at the same time share one register without gaps.
func TestSerialsUnderRace(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHall(t, d)
		lines := h.people(t, many(8)...)
		var wg sync.WaitGroup
		errs := make([]error, 8)
		for n := range 8 {
			wg.Go(func() {
				ctx := context.Background()
				errs[n] = d.Update(ctx, func(tx *db.Tx) error {
					in := h.input(recognition.Commendation, fmt.Sprintf("%d-QĐ/QU", 500+n))
					in.Code = fmt.Sprintf("kt-%d", n)
					_, err := h.recognition.Enter(ctx, tx, audit.System, in, []recognition.LineInput{lines[n], lines[(n+1)%8]})
					return err
				})
			})
		}
		wg.Wait()
		if err := errors.Join(errs...); err != nil {
			t.Fatal(err)
		}
		err := d.View(t.Context(), func(tx *db.Tx) error {
			serials, err := db.All(t.Context(), tx, db.Value[int64], `SELECT serial FROM register_entry ORDER BY serial`)
			if len(serials) != 16 || serials[0] != 1 || serials[15] != 16 {
				t.Errorf("serials %v", serials)
			}
			codes, err2 := db.All(t.Context(), tx, db.Value[string], `SELECT code FROM register_entry ORDER BY code`)
			if len(slices.Compact(codes)) != 16 {
				t.Errorf("codes %v", codes)
			}
			// The lines of one decision stand together.
			apart, err3 := db.All(t.Context(), tx, db.Value[string], `SELECT CAST(decision_id AS TEXT) FROM register_entry GROUP BY decision_id HAVING MAX(serial) - MIN(serial) <> 1`)
			if len(apart) > 0 {
				t.Errorf("decisions %v are scattered", apart)
			}
			return errors.Join(err, err2, err3)
		})
		if err != nil {
			t.Fatal(err)
		}
	})
}

func TestCorrectionAndRevocation(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHall(t, d)
		root := h.issued(t, recognition.Commendation, "412-QĐ/QU", "Bà Phạm Thị Mẫu", "Ông Lê Văn Mẫu", "Bà Vũ Thị Mẫu")
		old := h.entries(t, root)
		fix := h.amended(t, root, recognition.Correction, old[0].LineID, "415-QĐ/QU", "Bà Phạm Thị Mẫu Hai")
		fresh := h.entries(t, fix)
		if len(fresh) != 1 || fresh[0].Serial != 4 || fresh[0].Record.Name != "Bà Phạm Thị Mẫu Hai" || fresh[0].Record.Kind != "commendation" || fresh[0].Record.Award != "giấy khen" {
			t.Fatalf("the corrected line is entered as %+v", fresh)
		}
		v := h.verify(t, old[0].Code)
		if v.Entry.State != register.Corrected || !v.Valid() || v.Entry.Record.Name != "Bà Phạm Thị Mẫu" {
			t.Errorf("the old code: %+v", v)
		}
		if p := v.Plain(); p.By != fresh[0].Code || p.Reason != "Lý do của số 415-QĐ/QU." || p.State != register.Corrected {
			t.Errorf("programs read %+v", p)
		}
		if v := h.verify(t, fresh[0].Code); v.Entry.State != register.Valid || !v.Valid() {
			t.Errorf("the new code: %+v", v)
		}
		back := h.amended(t, root, recognition.Revocation, old[1].LineID, "416-QĐ/QU", "")
		if got := h.entries(t, back); len(got) != 0 {
			t.Errorf("a revocation gives out codes: %+v", got)
		}
		v = h.verify(t, old[1].Code)
		if v.Valid() || v.Entry.State != register.Revoked || v.Plain().Reason != "Lý do của số 416-QĐ/QU." || v.Plain().By != "" || v.Checks[3].OK {
			t.Errorf("revoked: %+v", v)
		}
		h.amended(t, root, recognition.Revocation, fresh[0].LineID, "417-QĐ/QU", "")
		if v := h.verify(t, fresh[0].Code); v.Valid() || v.Entry.State.Label() != "Đã thu hồi" {
			t.Errorf("revoked after it was corrected: %+v", v)
		}
		states := []register.State{register.Corrected, register.Revoked, register.Valid}
		for n, e := range h.entries(t, root) {
			if e.State != states[n] || e.Serial != int64(n+1) {
				t.Errorf("line %d stands as %s", n+1, e.State)
			}
		}
	})
}

func TestRegisterOnlyGrows(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHall(t, d)
		if err := d.AppendOnly(t.Context(), "register_entry"); err != nil {
			t.Fatal(err)
		}
		if err := d.AppendOnlyBut(t.Context(), "register_leaf", register.Redacts); err != nil {
			t.Fatal(err)
		}
		root := h.issued(t, recognition.Recognition, "412-QĐ/QU", many(2)...)
		line := h.entries(t, root)[0].LineID
		h.amended(t, root, recognition.Revocation, line, "414-QĐ/QU", "")
		for _, statement := range []string{
			`UPDATE register_entry SET serial = 9 WHERE serial = 1`, `UPDATE register_entry SET leaf = leaf + 7`, `DELETE FROM register_entry WHERE serial = 2`,
			`UPDATE register_leaf SET statement = '{}'`, `UPDATE register_leaf SET kind = 'corrected' WHERE kind = 'revoked'`, `DELETE FROM register_leaf`,
			`UPDATE register_leaf SET salt = NULL, hash = NULL`, `UPDATE register_leaf SET salt = NULL, leaf = leaf + 10`,
		} {
			err := d.Update(t.Context(), func(tx *db.Tx) error { return db.Exec(t.Context(), tx, statement) })
			if err == nil || !strings.Contains(err.Error(), "only grows") {
				t.Errorf("%s: %v", statement, err)
			}
		}
		if v := h.verify(t, h.entries(t, root)[0].Code); v.Entry.State != register.Revoked {
			t.Errorf("afterwards %+v", v)
		}
	})
}

func TestVerify(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHall(t, d)
		good := h.entries(t, h.issued(t, recognition.Recognition, "412-QĐ/QU", many(1)...))[0].Code
		bare := strings.ReplaceAll(good, "-", "")
		for _, typed := range []string{
			good, strings.ToLower(good), " " + good + "\n", bare, strings.ToLower(bare), strings.ReplaceAll(good, "-", " "), strings.ReplaceAll(good, "-", "–"),
			baseURL + "/kiem-tra/" + good, strings.ToUpper(baseURL + "/kiem-tra/" + good), "/kiem-tra/" + strings.ToLower(bare), baseURL + "/kiem-tra/" + good + "/?tu=qr",
			good[:4] + strings.NewReplacer("0", "o", "1", "l", "5", "s").Replace(good[4:]),
		} {
			if v := h.verify(t, typed); v.Outcome != register.Found || v.Code != good || len(v.Checks) != 6 || !v.Checks[5].OK {
				t.Errorf("%q: %s %s", typed, v.Outcome, v.Code)
			}
		}
		wrong := []byte(good)
		wrong[5] = map[bool]byte{true: 'B', false: 'A'}[wrong[5] == 'A']
		swapped := swap(good)
		for typed, want := range map[string]register.Outcome{
			string(wrong): register.Mistyped, swapped: register.Mistyped, code.New("DVK", zeros{}): register.Unknown, code.New("MH", zeros{}): register.NoCode,
			code.New("KN", zeros{}): register.NoCode, "": register.NoCode, "xin chào": register.NoCode, "DVK-": register.NoCode, good + good: register.NoCode,
			"DVK-\x00000-0000": register.NoCode, "' OR 1=1 --": register.NoCode, strings.Repeat("9", 5000): register.NoCode, baseURL + "/": register.NoCode,
		} {
			v := h.verify(t, typed)
			if v.Outcome != want || v.Valid() || v.Plain().Record != nil || v.Checks[len(v.Checks)-1].OK || v.Say().String() == "" {
				t.Errorf("%.40q: %s, want %s", typed, v.Outcome, want)
			}
		}
	})
}

// swap changes places of the first two neighbours that differ.
func swap(code string) string {
	b := []byte(code)
	for n := 4; n+1 < len(b); n++ {
		if b[n] != b[n+1] && b[n] != '-' && b[n+1] != '-' {
			b[n], b[n+1] = b[n+1], b[n]
			return string(b)
		}
	}
	return "DVK-0001-0000"
}

// zeros is a reader for codes that chance would not give.
type zeros struct{}

func (zeros) Read(p []byte) (int, error) { clear(p); return len(p), nil }
