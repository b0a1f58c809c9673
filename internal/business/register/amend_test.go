package register_test

import (
	"context"
	"net/http"
	"strings"
	"testing"

	"github.com/google/uuid"

	"kheo/internal/business/bonus"
	"kheo/internal/business/recognition"
	"kheo/internal/business/register"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/platform/db/dbtest"
	"kheo/internal/service/auth"
	"kheo/internal/service/web"
)

// replaced enters a replacement of root that says everything again in the same words.
func (h *hall) replaced(t testing.TB, root recognition.Decision, number string) (d recognition.Decision) {
	t.Helper()
	h.update(t, func(ctx context.Context, tx *db.Tx) (err error) {
		d, err = h.recognition.EnterAmendment(ctx, tx, h.actors["ky"], root.ID,
			recognition.AmendInput{Kind: recognition.Replacement, Reason: "Lý do của số " + number + "."},
			recognition.Input{Number: number, DecidedOn: clock.On(2026, 11, 21)},
			func(l recognition.Line) recognition.LineInput {
				return recognition.LineInput{Name: l.Name, UnitName: l.UnitName, Title: l.Title, Merit: l.Merit}
			})
		return err
	})
	return d
}

// A replacement without any change gives every line a new entry; the old codes lead to
// the new ones.
func TestReplacement(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHall(t, d)
		root := h.issued(t, recognition.Commendation, "412-QĐ/QU", "Bà Phạm Thị Mẫu", "Ông Lê Văn Mẫu")
		old := h.entries(t, root)
		whole := h.replaced(t, root, "415-QĐ/QU")
		fresh := h.entries(t, whole)
		if len(fresh) != 2 || fresh[0].Serial != 3 || fresh[0].Record.Kind != "commendation" || fresh[0].Record.Award != "giấy khen" || fresh[0].Record.Number != "415-QĐ/QU" {
			t.Fatalf("entered as %+v", fresh)
		}
		if got := strings.Count(h.get("", "/so-cong-nhan").Body.String(), "Đã được thay thế"); got != len(old) {
			t.Errorf("%d of the latest lines stand replaced, want %d", got, len(old))
		}
		for n, e := range old {
			shows(t, h.get("", "/kiem-tra/"+e.Code), 200, "Đã được thay thế", "415-QĐ/QU", "21/11/2026", "Lý do của số 415-QĐ/QU.",
				`href="/kiem-tra/`+fresh[n].Code+`"`, `href="/quyet-dinh/`+whole.Code+`"`, e.Record.Name)
			if body := h.get("", "/kiem-tra/"+e.Code).Body.String(); strings.Contains(body, "Đã đính chính<") || strings.Contains(body, "chưa quyết định nào thay đổi") {
				t.Errorf("the old page of %s", e.Record.Name)
			}
			if v := h.verify(t, e.Code); v.Entry.State != register.Replaced || v.Plain().By != fresh[n].Code {
				t.Errorf("the old code: %+v", v)
			}
			shows(t, h.get("", "/kiem-tra/"+fresh[n].Code), 200, "Còn giá trị", e.Record.Name)
		}
	})
}

// Everybody learns that a commendation was taken back, by which decision and when;
// whether money came back only who prepares, signs, publishes or audits for the body.
func TestMoneyOfRevokedIsForStaff(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHall(t, d)
		root := h.issued(t, recognition.Commendation, "412-QĐ/QU", "Bà Phạm Thị Mẫu", "Ông Lê Văn Mẫu", "Bà Vũ Thị Mẫu", "Ông Đỗ Văn Mẫu")
		all := h.entries(t, root)
		h.purse[all[0].LineID] = bonus.MoneyBack{State: bonus.Recovery, Amount: 759_000}
		h.purse[all[1].LineID] = bonus.MoneyBack{State: bonus.Recovered, Amount: 759_000, Recovered: 759_000}
		h.purse[all[3].LineID] = bonus.MoneyBack{State: bonus.Recovery, Amount: 759_000} // but this one stands
		for n := range 3 {
			h.amended(t, root, recognition.Revocation, all[n].LineID, []string{"415-QĐ/QU", "416-QĐ/QU", "417-QĐ/QU"}[n], "")
		}
		h.actors["thuxa"] = grant(auth.Appraiser, h.beyond.ID, h.beyond.Path)
		h.actors["doc"] = grant(auth.Registrar, h.district.ID, h.district.Path)
		said := []string{"Tiền thưởng: phải thu hồi", "Tiền thưởng: đã thu hồi", "", ""}
		for n, e := range all {
			page := "/kiem-tra/" + e.Code
			for _, login := range []string{"", "xa", "thuxa", "phuong", "doc"} {
				body := h.get(login, page).Body.String()
				if strings.Contains(body, "Tiền thưởng") || strings.Contains(body, "759") {
					t.Errorf("%q learns of the money of line %d", login, n+1)
				}
			}
			if n < 3 {
				shows(t, h.get("", page), 200, "Đã thu hồi", []string{"415", "416", "417"}[n]+"-QĐ/QU", "21/11/2026")
			}
			for _, login := range []string{"thu", "ky", "soat"} {
				w := h.get(login, page)
				body := w.Body.String()
				if strings.Contains(body, "759") || strings.Contains(body, "Tiền thưởng") != (said[n] != "") || !strings.Contains(body, said[n]) {
					t.Errorf("%s, line %d: want %q", login, n+1, said[n])
				}
				if said[n] != "" && w.Header().Get("Cache-Control") != "no-store" {
					t.Errorf("%s, line %d: may be kept on the way", login, n+1)
				}
			}
		}
	})
}

// Without anybody who knows of money the pages say nothing of it.
func TestNobodyKnowsOfMoney(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHall(t, d)
		m := web.New(web.Site{
			Owner: "Quận Mẫu", BaseURL: baseURL, Now: d.Now,
			WhoIs:   func(r *http.Request) (auth.Actor, error) { return h.actors[r.Header.Get(who)], nil },
			Waiting: func(context.Context, auth.Actor) (int, error) { return 0, nil },
		})
		h.Mount(m, nil)
		h.mux = m
		root := h.issued(t, recognition.Commendation, "412-QĐ/QU", many(1)...)
		e := h.entries(t, root)[0]
		h.amended(t, root, recognition.Revocation, e.LineID, "415-QĐ/QU", "")
		w := h.get("ky", "/kiem-tra/"+e.Code)
		shows(t, w, 200, "Đã thu hồi")
		if strings.Contains(w.Body.String(), "Tiền thưởng") {
			t.Error("the page speaks of money")
		}
	})
}

func grant(role auth.Role, unitID, path string) auth.Actor {
	return auth.Actor{AccountID: uuid.NewString(), SessionID: uuid.NewString(), Name: "Nguyễn Mẫu", Grants: []auth.Grant{{Role: role, UnitID: unitID, UnitPath: path}}}
}
