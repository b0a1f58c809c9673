package numberbook_test

import (
	"errors"
	"testing"

	"kheo/internal/business/numberbook"
	"kheo/internal/business/org"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/platform/db/dbtest"
	"kheo/internal/platform/fault"
)

func TestTake(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHouse(t, d)
		_, err := h.take(t, h.want("a", clock.On(2026, 3, 1)))
		refused(t, err, "chưa có chữ viết tắt (Nhà nước)")
		h.ready(t)
		for i, want := range []string{"01/QĐ-UBND", "02/QĐ-UBND"} {
			w := h.want([]string{"a", "b"}[i], clock.On(2026, 3, 1+i))
			for range 2 { // asked twice
				if n, err := h.take(t, w); err != nil || n.Text != want || n.State != numberbook.Used {
					t.Fatalf("%+v, %v", n, err)
				}
			}
		}
		_, err = h.take(t, h.want("c", clock.On(2026, 3, 1)))
		refused(t, err, "Số 02/QĐ-UBND đã cấp ngày 02/03/2026 (“Về việc công nhận mô hình”). Văn bản lấy số sau không được đề ngày trước đó: 01/03/2026.")
		_, err = h.take(t, h.want("a", clock.On(2026, 3, 5)))
		refused(t, err, "đã lấy số 01/QĐ-UBND")
		if n, err := h.take(t, h.want("d", clock.On(2027, 1, 4))); err != nil || n.Text != "01/QĐ-UBND" {
			t.Errorf("a new year: %+v %v", n, err)
		}
		letter := h.want("e", clock.On(2026, 3, 1))
		letter.DocType = "CV"
		if n, err := h.take(t, letter); err != nil || n.Text != "01/UBND" {
			t.Errorf("a letter: %+v %v", n, err)
		}
		letter.ForID, letter.DocType = "f", "XX"
		_, err = h.take(t, letter)
		refused(t, err, "Chọn loại văn bản")
		h.view(t, func(tx *db.Tx) error {
			if n, err := h.Of(t.Context(), tx, "decision", "b"); err != nil || n.Number != 2 {
				t.Errorf("%+v %v", n, err)
			}
			if _, err := h.Of(t.Context(), tx, "decision", ""); !errors.Is(err, fault.NotFound) {
				t.Error(err)
			}
			said, err := h.Preview(t.Context(), tx, h.want("", clock.On(2026, 5, 1)))
			if said != "03/QĐ-UBND" {
				t.Error(said)
			}
			return err
		})
	})
}

// TestTerms: the Party's numbers run through the term, over the turn of the year.
func TestTerms(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHouse(t, d).ready(t)
		w := h.want("a", clock.On(2025, 12, 30))
		w.UnitID, w.Line = h.unit["dang"].ID, org.Party
		for i, day := range []clock.Date{clock.On(2025, 12, 30), clock.On(2026, 1, 5)} {
			w.ForID, w.Day = []string{"a", "b"}[i], day
			if n, err := h.take(t, w); err != nil || n.Number != int64(i+1) || n.Text != []string{"01-QĐ/ĐU", "02-QĐ/ĐU"}[i] {
				t.Errorf("%+v %v", n, err)
			}
		}
		w.ForID, w.Day = "c", clock.On(2030, 7, 1)
		_, err := h.take(t, w)
		refused(t, err, "chưa có nhiệm kỳ nào gồm ngày 01/07/2030. Nhờ quản trị viên thêm nhiệm kỳ")
		admin, unit := h.actors["quan"], h.unit["dang"].ID
		all, err := h.Settings(t.Context(), h.actors["soat"], unit)
		if err != nil || len(all.Terms) != 1 || !all.Terms[0].Used || all.Manages {
			t.Fatalf("%+v %v", all, err)
		}
		term := all.Terms[0]
		in := numberbook.TermInput{ID: term.ID, Name: term.Name, From: term.Days.From, To: clock.On(2026, 1, 4), Version: 1}
		refused(t, h.SetTerm(t.Context(), admin, unit, in), "Đã có văn bản ngày 05/01/2026")
		in.Name, in.To = "Khác", clock.On(2028, 1, 1)
		refused(t, h.SetTerm(t.Context(), admin, unit, in), "chỉ đổi được ngày kết thúc")
		in.Name = term.Name
		if err := h.SetTerm(t.Context(), admin, unit, in); err != nil {
			t.Error(err)
		}
		if err := h.SetTerm(t.Context(), admin, unit, in); !errors.Is(err, fault.Conflict) {
			t.Error(err)
		}
		refused(t, h.SetTerm(t.Context(), admin, unit, numberbook.TermInput{Name: "Nhiệm kỳ sau", From: clock.On(2027, 7, 1)}), "trùng với Nhiệm kỳ 2025–2030")
		if err := h.SetTerm(t.Context(), admin, unit, numberbook.TermInput{Name: "Nhiệm kỳ sau", From: clock.On(2028, 1, 2)}); err != nil {
			t.Error(err)
		}
		w.Day = clock.On(2029, 1, 1)
		if n, err := h.take(t, w); err != nil || n.Number != 1 {
			t.Errorf("the next term: %+v %v", n, err)
		}
	})
}

func TestReserve(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHouse(t, d).ready(t)
		first, err := h.take(t, h.want("a", clock.On(2026, 8, 5)))
		if err != nil {
			t.Fatal(err)
		}
		ctx, keeper := t.Context(), h.actors["thu"]
		refused(t, second(h.Reserve(ctx, keeper, first.BookID, numberbook.ReserveInput{})), "Ghi lý do giữ số")
		in := numberbook.ReserveInput{ID: "0190a000-0000-7000-8000-000000009901", Subject: "Quyết định khen thưởng", Reason: "Chờ ký"}
		for range 2 { // pressed twice
			if n, err := h.Reserve(ctx, keeper, first.BookID, in); err != nil || n.Number != 2 || n.Text != "02/QĐ-UBND" {
				t.Fatalf("%+v %v", n, err)
			}
		}
		in.ID = ""
		if n, err := h.Reserve(ctx, keeper, first.BookID, in); err != nil || n.Number != 3 {
			t.Fatalf("%+v %v", n, err)
		}
		if n, err := h.take(t, h.want("b", clock.On(2026, 8, 7))); err != nil || n.Number != 4 {
			t.Fatalf("%+v %v", n, err)
		}
		late := h.want("c", clock.On(2026, 8, 8))
		two, three := int64(2), int64(3)
		late.Reserved = &two
		refused(t, second(h.take(t, late)), "Văn bản lấy số trước không được đề ngày sau đó")
		late.Day = clock.On(2026, 8, 6)
		if n, err := h.take(t, late); err != nil || n.Number != 2 || n.State != numberbook.Used {
			t.Errorf("%+v %v", n, err)
		}
		late.ForID = "d"
		refused(t, second(h.take(t, late)), "không còn được giữ")

		for login, want := range map[string]error{"lan": fault.NotFound, "tho": fault.NotFound, "ky": fault.Forbidden, "soat": fault.Forbidden} {
			if err := h.Annul(ctx, h.actors[login], first.BookID, three, "Thôi"); !errors.Is(err, want) {
				t.Errorf("%s: %v", login, err)
			}
		}
		refused(t, h.Annul(ctx, keeper, first.BookID, three, " "), "Ghi lý do hủy số")
		refused(t, h.Annul(ctx, keeper, first.BookID, two, "Nhầm"), "văn bản đã ký thì giữ số mãi")
		for range 2 {
			if err := h.Annul(ctx, keeper, first.BookID, three, "Không ban hành nữa"); err != nil {
				t.Error(err)
			}
		}
		late.Reserved = &three
		refused(t, second(h.take(t, late)), "không còn được giữ")
		v, err := h.See(ctx, h.actors["soat"], first.BookID, numberbook.NumberQuery{}, false)
		if err != nil || v.Given() != 4 || v.Reserved != 0 || v.Void != 1 || len(v.Numbers) != 4 || v.Keeps || v.Numbers[2].Reason != "Không ban hành nữa" {
			t.Errorf("%+v %v", v, err)
		}
	})
}

func TestRecord(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHouse(t, d).ready(t)
		old := h.want("a", clock.On(2019, 10, 10))
		if n, err := h.record(t, old, "Số: 412/QĐ-UBND"); err != nil || n.Number != 412 || n.State != numberbook.Recorded || n.Text != "412/QĐ-UBND" {
			t.Fatalf("%+v %v", n, err)
		}
		old.ForID, old.Day = "b", clock.On(2019, 11, 1)
		refused(t, second(h.record(t, old, "412/QĐ-UBND")), "đã có")
		refused(t, second(h.record(t, old, "QĐ")), "Không đọc được số")
		if n, err := h.record(t, old, "500/QĐ-UBND"); err != nil || n.Number != 500 {
			t.Errorf("%+v %v", n, err)
		}
		old.ForID = "c"
		if n, err := h.record(t, old, "17/QĐ-UBND"); err != nil || n.Number != 17 {
			t.Errorf("%+v %v", n, err)
		}

		now := h.want("d", clock.On(2026, 11, 1))
		refused(t, second(h.record(t, now, "46/QĐ-UBND")), "chưa tới lượt")
		in := numberbook.OpenInput{UnitID: now.UnitID, Line: now.Line, DocType: "QĐ", Day: now.Day, First: 46}
		for login, want := range map[string]error{"lan": fault.NotFound, "tho": fault.NotFound, "ky": fault.Forbidden} {
			if _, err := h.OpenBook(t.Context(), h.actors[login], in); !errors.Is(err, want) {
				t.Errorf("%s: %v", login, err)
			}
		}
		var b numberbook.Book
		var err error
		for range 2 {
			if b, err = h.OpenBook(t.Context(), h.actors["thu"], in); err != nil || b.Next != 46 {
				t.Fatalf("%+v %v", b, err)
			}
		}
		in.First = 47
		refused(t, second(h.OpenBook(t.Context(), h.actors["thu"], in)), "đã mở với số bắt đầu 46")
		for said, want := range map[string]int64{"45/QĐ-UBND": 45, "46/QĐ-UBND": 46} {
			now.ForID = said
			if n, err := h.record(t, now, said); err != nil || n.Number != want {
				t.Errorf("%s: %+v %v", said, n, err)
			}
		}
		now.ForID = "e"
		refused(t, second(h.record(t, now, "48/QĐ-UBND")), "chưa tới lượt")
		if n, err := h.take(t, now); err != nil || n.Number != 47 {
			t.Errorf("%+v %v", n, err)
		}
		set := numberbook.BookInput{Pattern: "{n}/QĐ-UBND", First: 40, Version: 1}
		refused(t, h.Set(t.Context(), h.actors["quan"], b.ID, set), "không đổi số bắt đầu được")
		set.First, set.Backwards, set.Pattern = 46, "1", "QĐ-{n}"
		refused(t, h.Set(t.Context(), h.actors["quan"], b.ID, set), "Mẫu số bắt đầu bằng")
		set.Pattern = "{n}/QĐ-UBND-VX"
		if err := h.Set(t.Context(), h.actors["thu"], b.ID, set); !errors.Is(err, fault.Forbidden) {
			t.Error(err)
		}
		for range 2 {
			if err := h.Set(t.Context(), h.actors["quan"], b.ID, set); err != nil {
				t.Error(err)
			}
		}
		now.ForID, now.Day = "f", clock.On(2026, 10, 1)
		if n, err := h.take(t, now); err != nil || n.Text != "48/QĐ-UBND-VX" {
			t.Errorf("backwards, written anew: %+v %v", n, err)
		}
	})
}

func second[T any](_ T, err error) error { return err }

func (h *house) view(t testing.TB, do func(*db.Tx) error) {
	t.Helper()
	if err := h.db.View(t.Context(), do); err != nil {
		t.Fatal(err)
	}
}
