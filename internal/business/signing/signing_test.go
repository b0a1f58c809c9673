package signing_test

import (
	"context"
	"errors"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/google/uuid"

	"kheo/internal/business/org"
	"kheo/internal/business/signing"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/platform/db/dbtest"
	"kheo/internal/platform/fault"
	"kheo/internal/service/pdfsign"
)

func TestMay(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHouse(t, d)
		_, err := h.may(t, h.ask(clock.On(2026, 5, 5)))
		refused(t, err, "Đơn vị chưa ghi ai được ký văn bản (Đảng)")
		h.give(t, nil)
		if p, err := h.may(t, h.ask(clock.On(2026, 6, 30))); err != nil || p.Capacity != signing.InPlace || len(p.Form) != 2 {
			t.Errorf("%+v %v", p, err)
		}
		for _, c := range []struct {
			change func(*signing.Ask)
			say    string
		}{
			{func(a *signing.Ask) { a.Day = clock.On(2026, 8, 5) }, "Lê Minh Hạnh được ký thay từ 01/03/2026 đến 30/06/2026, văn bản này ngày 05/08/2026."},
			{func(a *signing.Ask) { a.Day = clock.On(2026, 2, 28) }, "văn bản này ngày 28/02/2026"},
			{func(a *signing.Ask) { a.DocType = "KH" }, "được ký thay các loại văn bản QĐ, TTr, không có loại KH"},
			{func(a *signing.Ask) { a.Form = []string{"BÍ THƯ"} }, "là “T/M BAN THƯỜNG VỤ, PHÓ BÍ THƯ”, văn bản này ghi “BÍ THƯ”"},
			{func(a *signing.Ask) { a.Signer = "Lê Minh Hành" }, "chưa được giao quyền ký. Ngày 05/05/2026 người được ký loại QĐ là: Lê Minh Hạnh."},
			{func(a *signing.Ask) { a.Line = org.State }, "Đơn vị chưa ghi ai được ký"},
			{func(a *signing.Ask) { a.Signer = "" }, "Ghi họ tên người ký"},
		} {
			a := h.ask(clock.On(2026, 5, 5))
			c.change(&a)
			refused(t, second(h.may(t, a)), c.say)
		}
		h.give(t, func(in *signing.PowerInput) {
			in.From, in.To, in.DocTypes, in.Capacity, in.Form = clock.On(2026, 9, 1), clock.Date{}, "", signing.OnBehalf, "T/M ĐẢNG ỦY\nBÍ THƯ"
		})
		refused(t, second(h.may(t, h.ask(clock.On(2026, 8, 5)))), "được ký thay mặt tập thể từ 01/09/2026, văn bản này") // the nearer one
		h.update(t, func(ctx context.Context, tx *db.Tx) error {
			for day, want := range map[clock.Date]int{clock.On(2026, 5, 5): 1, clock.On(2026, 8, 5): 0, clock.On(2026, 12, 5): 1} {
				if all, err := h.Powers(ctx, tx, h.unit["dang"].ID, org.Party, day); err != nil || len(all) != want {
					t.Errorf("%s: %d powers, %v", day, len(all), err)
				}
			}
			return nil
		})
	})
}

func TestUsedPowers(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHouse(t, d)
		in, admin, unit, ctx := h.give(t, nil), h.actors["quan"], h.unit["dang"].ID, t.Context()
		in.Version, in.Basis = 1, "Quyết định khác"
		if err := h.Save(ctx, admin, unit, in); err != nil {
			t.Error(err)
		}
		if err := h.Save(ctx, admin, unit, in); !errors.Is(err, fault.Conflict) {
			t.Error(err)
		}
		subject := signing.Subject{Kind: "decision", ID: "a"}
		h.update(t, func(ctx context.Context, tx *db.Tx) error {
			return errors.Join(h.Use(ctx, tx, in.ID, subject, clock.On(2026, 5, 5)), h.Use(ctx, tx, in.ID, subject, clock.On(2026, 5, 5)))
		})
		in.Version = 2
		refused(t, h.Save(ctx, admin, unit, in), "đã dùng hoặc đã kết thúc nên không sửa được")
		end := signing.EndInput{On: clock.On(2026, 5, 4), Reason: "Chuyển công tác", Version: 2}
		refused(t, h.End(ctx, admin, unit, in.ID, end), "Đã có văn bản ký ngày 05/05/2026")
		end.On = clock.On(2026, 5, 31)
		for range 2 {
			if err := h.End(ctx, admin, unit, in.ID, end); err != nil {
				t.Error(err)
			}
		}
		refused(t, second(h.may(t, h.ask(clock.On(2026, 6, 1)))), "từ 01/03/2026 đến 31/05/2026")
		end.Reason = "Khác"
		refused(t, h.End(ctx, admin, unit, in.ID, end), "đã kết thúc ngày 31/05/2026: Chuyển công tác")
		for login, want := range map[string]error{"tho": fault.NotFound, "thu": fault.Forbidden, "soat": fault.Forbidden} {
			if err := h.End(ctx, h.actors[login], unit, in.ID, end); !errors.Is(err, want) {
				t.Errorf("%s: %v", login, err)
			}
			if err := h.Save(ctx, h.actors[login], unit, in); !errors.Is(err, want) {
				t.Errorf("%s: %v", login, err)
			}
		}
	})
}

func TestOffer(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHouse(t, d)
		original, signed := paper(t, "Về việc công nhận mô hình")
		_, other := paper(t, "Về việc khác")
		subject := signing.Subject{Kind: "decision", ID: uuid.NewString(), Title: "12-QĐ/ĐU", UnitPath: h.unit["dang"].Path}
		up := signing.Upload{ID: uuid.Must(uuid.NewV7()).String(), Kind: signing.PAdES, Name: "da-ky.pdf", Content: other}
		ctx, keeper := t.Context(), h.actors["thu"]
		refused(t, second(h.Offer(ctx, keeper, subject, original, up)), "file: Tệp đã ký không phải văn bản gốc")
		up.Content = original
		refused(t, second(h.Offer(ctx, keeper, subject, original, up)), "chưa có chữ ký số")
		up.Content = signed
		for _, login := range []string{"lan", "soat", "tho"} {
			if _, err := h.Offer(ctx, h.actors[login], subject, original, up); !errors.Is(err, fault.Forbidden) {
				t.Errorf("%s: %v", login, err)
			}
		}
		for range 2 {
			all, err := h.Offer(ctx, keeper, subject, original, up)
			if err != nil || len(all) != 1 {
				t.Fatalf("%d signatures, %v", len(all), err)
			}
			if s := all[0]; s.Signer != "Lê Minh Hạnh" || s.Result != pdfsign.TestKey || !s.SignedAt.Equal(dbtest.Moment.Truncate(1e9)) || len(s.CertificateSHA256) != 64 || s.File.Name != "da-ky.pdf" || s.Serial == "" {
				t.Errorf("%+v", s)
			}
		}
		scan := signing.Upload{Kind: signing.Scan, Name: "ban-chup.pdf", Content: original}
		if all, err := h.Offer(ctx, keeper, subject, original, scan); err != nil || len(all) != 2 || all[1].Kind != signing.Scan || all[1].OriginalSHA256 != all[0].OriginalSHA256 {
			t.Errorf("%d, %v", len(all), err)
		}
		scan.Content = []byte("xin chào")
		refused(t, second(h.Offer(ctx, keeper, subject, original, scan)), "file:")
		scan.Kind = "x"
		refused(t, second(h.Offer(ctx, keeper, subject, original, scan)), "Chọn bản ký số hay bản chụp")
		elsewhere := subject
		elsewhere.ID = uuid.NewString()
		if _, err := h.Offer(ctx, keeper, elsewhere, original, up); !errors.Is(err, fault.NotFound) {
			t.Errorf("the id of another paper's copy: %v", err)
		}
		h.update(t, func(ctx context.Context, tx *db.Tx) error {
			if f, err := h.Copy(ctx, tx, subject, up.ID); err != nil || f.Size != int64(len(signed)) {
				t.Errorf("%+v %v", f, err)
			}
			if _, err := h.Copy(ctx, tx, elsewhere, up.ID); !errors.Is(err, fault.NotFound) {
				t.Error(err)
			}
			all, err := h.Signatures(ctx, tx, subject)
			var page strings.Builder
			if err := signing.SignatureList(all, "/viec/quyet-dinh/x/ban-ky").Render(ctx, &page); err != nil {
				return err
			}
			for _, say := range []string{"Lê Minh Hạnh", "Ký bằng khóa thử, không có giá trị pháp lý.", "/viec/quyet-dinh/x/ban-ky/" + up.ID, "Bản chụp chữ ký và dấu"} {
				if !strings.Contains(page.String(), say) {
					t.Errorf("the list does not say %q", say)
				}
			}
			return err
		})
	})
}

func wants(t *testing.T, w *httptest.ResponseRecorder, status int, say ...string) {
	t.Helper()
	if w.Code != status {
		t.Fatalf("%d, want %d\n%.3000s", w.Code, status, w.Body.String())
	}
	for _, s := range say {
		if !strings.Contains(w.Body.String(), s) {
			t.Errorf("the page does not say %q", s)
		}
	}
}

func TestPages(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHouse(t, d)
		at := "/quan-tri/tham-quyen-ky"
		unit := at + "/" + h.unit["dang"].ID
		wants(t, h.get("quan", at+"?tim=Đảng+ủy"), 200, unit)
		wants(t, h.get("tho", at+"?tim=Đảng+ủy"), 200, "Không thấy cơ quan nào")
		wants(t, h.get("lan", unit), 200, "Chưa ghi ai được ký")
		wants(t, h.get("tho", unit), 404)
		wants(t, h.get("lan", unit+"/them"), 403)
		wants(t, h.get("quan", unit+"/them"), 200, "Văn bản giao quyền")
		form := url.Values{"id": {"0190a000-0000-7000-8000-000000009901"}, "line": {"party"}, "name": {"Lê <Minh> Hạnh"}, "capacity": {"KT"}, "form": {" \n"}, "from": {"2026-03-01"}, "to": {"2026-01-01"}, "basis": {""}}
		wants(t, h.post("quan", unit+"/them", form), 422, "Ghi các dòng trên chữ ký", "Ngày kết thúc phải sau", "Ghi văn bản giao quyền ký", "Lê &lt;Minh&gt; Hạnh")
		form.Set("form", "T/M BAN THƯỜNG VỤ\r\nPHÓ BÍ THƯ")
		form.Set("to", "")
		form.Set("basis", "15-QĐ/ĐU")
		for range 2 {
			wants(t, h.post("quan", unit+"/them", form), 303)
		}
		wants(t, h.get("soat", unit), 200, "Lê &lt;Minh&gt; Hạnh", "PHÓ BÍ THƯ", "từ 01/03/2026", "Mọi loại")
		one := unit + "/" + form.Get("id")
		wants(t, h.get("quan", one), 200, "15-QĐ/ĐU")
		form.Set("version", "1")
		wants(t, h.post("quan", one, form), 303)
		wants(t, h.post("quan", one, form), 409, "Có người vừa sửa phần này", "Lê &lt;Minh&gt; Hạnh")
		h.update(t, func(ctx context.Context, tx *db.Tx) error {
			return h.Use(ctx, tx, form.Get("id"), signing.Subject{Kind: "decision", ID: "a"}, clock.On(2026, 5, 5))
		})
		wants(t, h.get("quan", one), 409, "không sửa được")
		wants(t, h.get("quan", unit), 200, "Đã có văn bản ký theo quyền này nên không sửa")
		wants(t, h.get("soat", one+"/ket-thuc"), 403)
		wants(t, h.get("quan", one+"/ket-thuc"), 200, "Kết thúc quyền ký của")
		wants(t, h.post("quan", one+"/ket-thuc", url.Values{"version": {"2"}, "on": {"2026-01-01"}}), 422, "Ghi lý do kết thúc", "Chọn một ngày từ 01/03/2026")
		wants(t, h.post("quan", one+"/ket-thuc", url.Values{"version": {"2"}, "on": {"2026-11-30"}, "reason": {"Nghỉ hưu"}}), 303)
		wants(t, h.get("lan", unit), 200, "01/03/2026 đến 30/11/2026", "Kết thúc: Nghỉ hưu")
		if w := h.get("lan", unit+"/danh-sach.xlsx"); w.Code != 200 || w.Body.Len() < 500 {
			t.Errorf("%d, %d bytes", w.Code, w.Body.Len())
		}
	})
}

func second[T any](_ T, err error) error { return err }
