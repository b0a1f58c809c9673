package review_test

import (
	"context"
	"fmt"
	"net/http"
	"os"
	"testing"
	"time"

	"github.com/google/uuid"

	"kheo/internal/business/review"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/platform/db/dbtest"
	"kheo/internal/service/web/ui"
)

func TestBig(t *testing.T) {
	if os.Getenv("KHEO_BIG") == "" {
		t.Skip()
	}
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		k := newCouncil(t, d)
		tpl := k.reviewed(t, "Mẫu", "cat")
		_ = tpl
		k.update(t, func(ctx context.Context, tx *db.Tx) error {
			cols := "season_id, unit_id, unit_path, participant_id, participant_kind, participant_name, kind, field_id, title, title_key, problem, objective, method, area, forces, resources, schedule, outputs, sustainability, starts_on, contact, note, result, state, return_reason, due_on, version, created_by, created_at, changed_at, submitted_at, accepted_at, reported_at, decided_at"
			sel := "season_id, unit_id, unit_path, participant_id, participant_kind, participant_name, kind, field_id, title, $2, problem, objective, method, area, forces, resources, schedule, outputs, sustainability, starts_on, contact, note, result, state, return_reason, due_on, version, created_by, created_at, changed_at, submitted_at, accepted_at, reported_at, decided_at"
			for n := range 5000 {
				if err := db.Exec(ctx, tx, "INSERT INTO initiative_initiative (id, code, "+cols+") SELECT $1, $3, "+sel+" FROM initiative_initiative WHERE id = $4",
					uuid.Must(uuid.NewV7()).String(), fmt.Sprint("k", n), fmt.Sprint("c", n), tpl); err != nil {
					return err
				}
			}
			return db.Exec(ctx, tx, "UPDATE initiative_tally SET count = 5001 WHERE state = 'under_review'")
		})
		at := time.Now()
		r, err := k.Ranking(t.Context(), k.actors["minh"], seasonCode, review.Query{}, true)
		fmt.Println(t.Name(), "align", time.Since(at), len(r.Rows), err)
		for n, row := range r.Rows {
			if n%5 == 0 && n < 2000 {
				k.handIn(t, "hoa", row.InitiativeID, int64(40+n%50))
			}
		}
		for _, login := range []string{"minh", "hoi", "hoa"} {
			for range 3 {
				at = time.Now()
				r, err = k.Ranking(t.Context(), k.actors[login], seasonCode, review.Query{}, false)
				fmt.Println(t.Name(), login, "page", time.Since(at), len(r.Rows), err)
			}
			at = time.Now()
			_, err = k.Ranking(t.Context(), k.actors[login], seasonCode, review.Query{Before: r.Rows[49].InitiativeID}, false)
			fmt.Println(t.Name(), login, "second page", time.Since(at), err)
			at = time.Now()
			_, err = k.Waiting(t.Context(), k.actors[login])
			fmt.Println(t.Name(), login, "waiting", time.Since(at), err)
			at = time.Now()
			tt, err := k.Tasks(t.Context(), k.actors[login], 20)
			fmt.Println(t.Name(), login, "tasks", time.Since(at), len(tt), err)
		}
		at = time.Now()
		w := k.get("hoa", root+"/xuat")
		fmt.Println(t.Name(), "export", time.Since(at), w.Code, w.Body.Len())
	})
}

func TestShot(t *testing.T) {
	if os.Getenv("KHEO_SHOT") == "" {
		t.Skip()
	}
	k := newCouncil(t, dbtest.SQLite(t))
	var ids []string
	for n, title := range []string{"Khéo trong giữ chợ Thổ Mẫu sạch", "Khéo trong phân loại rác ngõ 7", "Khéo trong lắp camera an ninh ngõ 12", "Bữa sáng nghĩa tình", "Tuyến phố nở hoa", "Chăm sóc người cao tuổi neo đơn"} {
		ids = append(ids, k.reviewed(t, title, []string{"cat", "tho"}[n%2]))
	}
	k.handIn(t, "hoa", ids[0], 90)
	k.handIn(t, "hoa", ids[1], 70)
	k.handIn(t, "minh", ids[0], 80)
	k.handIn(t, "minh", ids[2], 60)
	open := k.full(75)
	open.Lines[7].Points, open.Lines[7].Unverified, open.Lines[7].Note = "", true, "Chưa có văn bản của nơi làm theo."
	open.Lines[6].Points, open.Lines[6].Unverified, open.Lines[6].Note = "", true, "Chưa đủ 12 tháng."
	if _, err := k.Save(t.Context(), k.actors["hoa"], ids[2], open); err != nil {
		t.Fatal(err)
	}
	half := k.full(60)
	half.HandIn = false
	half.Lines = half.Lines[:4]
	if _, err := k.Save(t.Context(), k.actors["minh"], ids[1], half); err != nil {
		t.Fatal(err)
	}
	if _, err := k.Record(t.Context(), k.actors["ky"], seasonCode, review.ResultsInput{MetOn: clock.On(2026, 11, 20), Total: "9", Lines: []review.ResultLine{{InitiativeID: ids[0], Version: 1, VotesFor: "6", Verdict: review.For}}}); err != nil {
		t.Fatal(err)
	}
	mux := http.NewServeMux()
	mux.Handle("GET /static/", ui.Assets())
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		if l := r.URL.Query().Get("login"); l != "" {
			r.Header.Set(who, l)
		}
		if r.URL.Query().Get("en") != "" {
			r.AddCookie(&http.Cookie{Name: "kheo_lang", Value: "en"})
		}
		if r.URL.Query().Get("bad") == "sheet" {
			f := k.sheetForm(50)
			f.Set("hand_in", "true")
			f.Set("scores[0].points", "9")
			f.Set("scores[4].note", "")
			f.Set("scores[4].points", "20")
			x := k.post("minh", r.URL.Path, f)
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			_, _ = w.Write(x.Body.Bytes())
			return
		}
		k.mux.ServeHTTP(w, r)
	})
	fmt.Println("ids", ids)
	_ = os.WriteFile(os.Getenv("KHEO_SHOT"), []byte(ids[0]+" "+ids[1]+" "+ids[2]), 0o600)
	s := &http.Server{Addr: "127.0.0.1:8391", Handler: mux}
	time.AfterFunc(90*time.Second, func() { _ = s.Close() })
	_ = s.ListenAndServe()
}
