package initiative_test

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"net"
	"net/http"
	"os"
	"testing"

	"kheo/internal/business/initiative"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/db/dbtest"
	"kheo/internal/service/files"
	"kheo/internal/service/web/ui"
)

func TestShot(t *testing.T) {
	if os.Getenv("KHEO_SHOT") == "" {
		t.Skip()
	}
	ctx := context.Background()
	h := newHouse(t, dbtest.SQLite(t))
	both := h.actors["lan"]
	both.Grants = append(both.Grants, h.actors["minh"].Grants...)
	h.actors["both"] = both
	draft := h.full("Khéo trong bữa sáng nghĩa tình")
	draft.Outputs, draft.Sustainability, draft.Schedule, draft.Forces = "", "", "", ""
	if _, err := h.Save(ctx, h.actors["lan"], draft); err != nil {
		t.Fatal(err)
	}
	ret := h.submitted(t, "Khéo trong xây dựng tuyến phố nở hoa")
	if err := h.SendBack(ctx, h.actors["minh"], ret.ID, initiative.Return{Reason: "Thiếu bảng thu chi và ảnh sau khi hoàn thành.", DueOn: clock.On(2026, 11, 23)}); err != nil {
		t.Fatal(err)
	}
	h.submitted(t, "Khéo trong giữ gìn chợ sạch")
	h.accepted(t, "Khéo trong phân loại rác ngõ 7")
	p := h.accepted(t, "Khéo trong lắp camera an ninh ngõ 12")
	lan := h.actors["lan"]
	for n, st := range []initiative.Step{initiative.Informed, initiative.Discussed, initiative.Done} {
		if _, err := h.AddProgress(ctx, lan, p.ID, initiative.ProgressInput{On: clock.On(2026, 4, 3+n), Step: st, Note: "Họp 140 hộ ở nhà văn hóa, công khai dự toán, bà con góp ý 12 điều.", Beneficiaries: 140, Money: 45000000, LaborDays: 12}); err != nil {
			t.Fatal(err)
		}
	}
	one, ten, three := int64(9), int64(3), int64(1)
	if err := h.SetIndicators(ctx, lan, p.ID, []initiative.IndicatorInput{{Name: "Số vụ mất xe", Measure: "vụ", Baseline: &one, Target: &ten, Result: &three}}); err != nil {
		t.Fatal(err)
	}
	store := h.store
	for n := range 3 {
		m := image.NewRGBA(image.Rect(0, 0, 800, 500))
		for x := range 800 {
			for y := range 500 {
				m.Set(x, y, color.RGBA{uint8(x / 4), uint8(y / 3), uint8(90 + 50*n), 255})
			}
		}
		var b bytes.Buffer
		_ = png.Encode(&b, m)
		rec, err := store.Receive(ctx, fmt.Sprintf("anh-%d.png", n), lan.AccountID, &b, files.Limits{})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := h.AddEvidence(ctx, lan, p.ID, initiative.EvidenceInput{Step: initiative.Steps()[n], Caption: "Bảng thu chi niêm yết ở nhà văn hóa", Public: n == 1}, rec); err != nil {
			t.Fatal(err)
		}
	}
	l, err := net.Listen("tcp", "127.0.0.1:8391")
	if err != nil {
		t.Fatal(err)
	}
	fmt.Println("ids", draft.ID, ret.ID, p.ID)
	os.WriteFile("/tmp/shot-ids", []byte(draft.ID+"\n"+ret.ID+"\n"+p.ID+"\n"), 0o600)
	mux := http.NewServeMux()
	mux.Handle("/static/", ui.Assets())
	mux.HandleFunc("/quit", func(http.ResponseWriter, *http.Request) { l.Close() })
	mux.HandleFunc("/as/", func(w http.ResponseWriter, r *http.Request) {
		http.SetCookie(w, &http.Cookie{Name: "who", Value: r.URL.Path[4:], Path: "/"})
		http.Redirect(w, r, r.URL.Query().Get("to"), 303)
	})
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		if c, err := r.Cookie("who"); err == nil {
			r.Header.Set(who, c.Value)
		}
		h.mux.ServeHTTP(w, r)
	})
	_ = http.Serve(l, mux)
}
