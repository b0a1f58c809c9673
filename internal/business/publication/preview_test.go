package publication_test

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"net/http"
	"os"
	"testing"

	"kheo/internal/business/campaign"
	"kheo/internal/business/initiative"
	"kheo/internal/business/org"
	"kheo/internal/business/participant"
	"kheo/internal/platform/db"
	"kheo/internal/platform/db/dbtest"
	"kheo/internal/service/files"
	"kheo/internal/service/web/ui"
)

func TestPreview(t *testing.T) {
	addr := os.Getenv("KHEO_PREVIEW")
	if addr == "" {
		t.Skip()
	}
	w := newWorld(t, dbtest.SQLite(t))
	units := org.New(w.db, nil)
	campaigns := campaign.New(w.db, units)
	initiative.New(w.db, units, campaigns, participant.New(w.db), w.files, nil).Mount(w.mux)
	pic := func(c color.RGBA) string {
		img := image.NewRGBA(image.Rect(0, 0, 1200, 800))
		for y := 0; y < 800; y++ {
			for x := 0; x < 1200; x++ {
				img.Set(x, y, color.RGBA{c.R + uint8(x/20), c.G + uint8(y/20), c.B, 255})
			}
		}
		var b bytes.Buffer
		_ = jpeg.Encode(&b, img, nil)
		in, err := w.files.Receive(context.Background(), "anh.jpg", "", &b, files.Limits{})
		if err != nil {
			t.Fatal(err)
		}
		var id string
		w.do(func(ctx context.Context, tx *db.Tx) error {
			f, err := w.files.Save(ctx, tx, in, tx.Now)
			id = f.ID
			return err
		})
		return id
	}
	one := w.plant(initiative.Initiative{SeasonID: past, State: initiative.KeptAlive, ParticipantKind: "collective", ParticipantName: "Ban Công tác Mặt trận địa bàn dân cư số 4",
		Content: initiative.Content{Title: "Khéo trong xã hội hóa lắp camera an ninh ngõ 12", Problem: "Ngõ dài 400 mét, chín lối rẽ, mỗi năm mất gần chục xe máy. Bà con bàn nhau góp camera, cùng trông giữ, từ đó chưa mất thêm chiếc nào.",
			Objective: "Không quá 3 vụ mất xe trong năm; 120 hộ tham gia.", Method: "Họp từng tổ, thống nhất vị trí.\nNiêm yết dự toán 30 ngày.\nLắp đặt, bàn giao, phân công trực.", Area: "Ngõ 12, 131 hộ.", Forces: "Chi bộ chủ trì; Mặt trận, Công an phường, tổ dân phố phối hợp.",
			Resources: "86.400.000 đ tự nguyện; 42 ngày công.", Schedule: "Tháng 3 đến tháng 9, đánh giá ngày 20/9.", Outputs: "16 camera, sổ trực, bảng thu chi niêm yết.", Sustainability: "Tổ tự quản bảo dưỡng mỗi quý."}, Result: "Cả năm không còn vụ mất xe nào. 131 hộ cùng xem được hình từ camera ở nhà văn hóa."})
	steps := []struct {
		s    initiative.Step
		day  string
		text string
		cap  []string
	}{
		{initiative.Informed, "2025-03-14", "Kế hoạch, dự toán 86.000.000 đ niêm yết tại nhà văn hóa và trên trang này 30 ngày.", []string{"Bảng niêm yết (ảnh)", "Dự toán (Excel)"}},
		{initiative.Discussed, "2025-04-02", "Họp 118 trên 131 hộ; 112 hộ đồng ý. Đổi vị trí 3 camera theo ý bà con.", []string{"Biên bản họp"}},
		{initiative.Done, "2025-06-05", "Lắp 16 camera, 42 ngày công, góp tự nguyện 86.400.000 đ.", []string{"Biên bản bàn giao", "Bảng thu chi"}},
		{initiative.Checked, "2025-07-10", "Tổ bảy người đối chiếu từng hóa đơn với bảng thu chi.", []string{"Kết luận kiểm tra"}},
		{initiative.Supervised, "2025-10-01", "Mặt trận giám sát quý III; quý IV chưa có nhận xét.", nil},
		{initiative.Benefited, "2025-09-20", "131 hộ; 97 người xác nhận bằng mã QR ở đầu ngõ.", nil},
	}
	for _, s := range steps {
		w.note(one, s.day, s.s, s.text, 66, 43_200_000, 21)
		for _, c := range s.cap {
			w.prove(one, s.s, c, oneFile, true)
		}
	}
	w.prove(one, initiative.Benefited, "Danh sách", oneFile, false)
	w.prove(one, initiative.Done, "Lắp camera ở ngách 3", pic(color.RGBA{150, 120, 70, 255}), true)
	w.prove(one, initiative.Informed, "Bảng niêm yết ở nhà văn hóa", pic(color.RGBA{20, 90, 80, 255}), true)
	w.prove(one, "", "Buổi bàn giao", pic(color.RGBA{120, 40, 30, 255}), true)
	w.do(func(ctx context.Context, tx *db.Tx) error {
		for n, x := range []struct {
			n, m    string
			a, b, c int
		}{{"Số vụ mất xe trong ngõ", "vụ", 9, 3, 0}, {"Hộ được thụ hưởng", "hộ", 0, 120, 131}} {
			if err := db.Exec(ctx, tx, `INSERT INTO initiative_indicator (id, initiative_id, position, name, measure, baseline, target, result) VALUES ($1,$2,$3,$4,$5,$6,$7,$8)`,
				fmt.Sprintf("0190c000-0000-7000-8000-00000000000%d", n), one.ID, n, x.n, x.m, x.a, x.b, x.c); err != nil {
				return err
			}
		}
		for n, s := range []string{"accepted", "in_progress", "reported", "under_review", "recognised", "kept_alive"} {
			if err := db.Exec(ctx, tx, `INSERT INTO initiative_event (id, initiative_id, at, account, from_state, to_state, reason) VALUES ($1,$2,$3,'x','',$4,'')`,
				fmt.Sprintf("0190c000-0000-7000-8000-00000000001%d", n), one.ID, tx.Now, s); err != nil {
				return err
			}
		}
		return nil
	})
	two := w.plant(initiative.Initiative{SeasonID: past, State: initiative.Recognised, ParticipantKind: "collective", ParticipantName: "Ủy ban nhân dân phường Kim Liên", UnitID: other, UnitPath: "/quan-dong-da/phuong-kim-lien/",
		Content: initiative.Content{Title: "Khéo trong trả kết quả hồ sơ tại nhà cho người già yếu"}})
	w.note(two, "2025-05-01", initiative.Informed, "Niêm yết", 214, 0, 12)
	w.prove(two, initiative.Informed, "Ảnh", oneFile, true)
	three := w.plant(initiative.Initiative{SeasonID: past, State: initiative.Recognised, ParticipantKind: "individual", ParticipantName: "Bà Đặng Thị Ánh", FieldID: economy,
		Content: initiative.Content{Title: "Khéo trong vận động phân loại rác tại nguồn ở ngõ 7"}})
	w.decide("recognition", "412-QĐ/QU", "2025-10-20", "issued", one, two, three)
	w.decide("commendation", "415-QĐ/QU", "2025-11-18", "issued", one)
	for n := range 130 {
		state := initiative.PublicStates()[n%5]
		if state == initiative.Recognised || state == initiative.NotRecognised {
			state = initiative.InProgress
		}
		season := running
		if n%3 == 0 {
			season = past
		}
		i := initiative.Initiative{SeasonID: season, State: state, Content: initiative.Content{Title: fmt.Sprintf("Khéo trong vận động giữ sạch ngõ %d", n)}}
		if n%4 == 0 {
			i.ParticipantKind, i.ParticipantName = "individual", "Ông Lê Văn Mẫu"
		}
		if n%3 == 1 {
			i.UnitID, i.UnitPath, i.FieldID = other, "/quan-dong-da/phuong-kim-lien/", economy
		}
		i = w.plant(i)
		if n%2 == 0 {
			w.note(i, "2026-05-01", initiative.Informed, "Niêm yết", 20, 0, 12)
			w.prove(i, initiative.Informed, "Ảnh", oneFile, true)
			w.note(i, "2026-05-01", initiative.Discussed, "Họp", 20, 0, 12)
		}
	}
	w.plant(initiative.Initiative{State: initiative.Submitted, Content: initiative.Content{Title: "Chờ"}})
	mux := http.NewServeMux()
	mux.Handle("/static/", ui.Assets())
	mux.HandleFunc("/phone", func(rw http.ResponseWriter, r *http.Request) {
		fmt.Fprintf(rw, `<body style="margin:0"><iframe src="%s" style="width:360px;height:%spx;border:0"></iframe>`, r.FormValue("u"), r.FormValue("h"))
	})
	mux.Handle("/", http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		w.mux.ServeHTTP(unframed{rw}, r)
	}))
	fmt.Println("one:", one.Code)
	os.WriteFile("/tmp/pub-one", []byte(one.Code), 0o600)
	t.Fatal(http.ListenAndServe(addr, mux))
}

type unframed struct{ http.ResponseWriter }

func (u unframed) WriteHeader(s int) {
	u.Header().Del("Content-Security-Policy")
	u.ResponseWriter.WriteHeader(s)
}
