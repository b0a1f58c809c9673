package recognition_test

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"

	"kheo/internal/business/initiative"
	"kheo/internal/business/participant"
	"kheo/internal/business/recognition"
	"kheo/internal/platform/db"
	"kheo/internal/platform/db/dbtest"
	"kheo/internal/platform/fault"
	"kheo/internal/service/audit"
	"kheo/internal/service/auth"
)

// against is what review would say of those that the council did not choose.
type against map[string]bool

func (a against) Rejected(_ context.Context, _ *db.Tx, ids []string) (map[string]bool, error) {
	all := map[string]bool{}
	for _, id := range ids {
		all[id] = a[id]
	}
	return all, nil
}

const letter = "Thông báo số 15-TB/QU ngày 05/11/2026 của Quận ủy Mẫu"

// lower is a house in which three initiatives of the ward were not chosen: the last
// was told so, the others are still under review.
func lower(t *testing.T, d *db.DB) (h *house, all []initiative.Initiative) {
	t.Helper()
	h = newHouse(t, d)
	rejected := against{}
	h.Rejections = rejected
	for _, name := range []string{"Tổ một", "Tổ hai", "Tổ ba"} {
		i := h.passed(t, participant.Collective, name, "Khéo trong việc của "+name)
		rejected[i.ID] = true
		all = append(all, i)
	}
	h.council.passed = nil
	h.update(t, func(tx *db.Tx) error {
		return h.initiatives.Decide(context.Background(), tx, audit.System, all[2].ID, false, "Chưa chọn.")
	})
	for login, role := range map[string]auth.Role{"soan": auth.Publisher, "kyphuong": auth.Approver} {
		h.actors[login] = auth.Actor{
			AccountID: uuid.NewString(), SessionID: uuid.NewString(), Name: "Cán Bộ Phường " + login,
			Grants: []auth.Grant{{Role: role, UnitID: h.ward.ID, UnitPath: h.ward.Path, UnitName: h.ward.Name}},
		}
	}
	return h, all
}

func (h *house) handed(ids ...string) recognition.HandInput {
	return recognition.HandInput{
		ID: uuid.Must(uuid.NewV7()).String(), Season: seasonCode, Unit: h.ward.ID, Cases: ids, Reason: "Hợp với phong trào của phường.", Basis: letter + ";",
	}
}

func (h *house) waiting(t *testing.T, login string) []recognition.HandDown {
	t.Helper()
	a, err := h.Arrivals(t.Context(), h.actors[login], 50)
	if err != nil {
		t.Fatal(err)
	}
	return a.Waiting
}

func TestHandedDownIsHonouredBelow(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ctx := t.Context()
		h, all := lower(t, d)
		in := h.handed(all[0].ID, all[2].ID)
		for range 2 { // sent twice
			if n, err := h.HandDown(ctx, h.actors["thu"], in); n != 2 || err != nil {
				t.Fatalf("handed down %d, %v", n, err)
			}
		}
		again := h.handed(all[0].ID)
		if _, err := h.HandDown(ctx, h.actors["thu"], again); fieldOf(err, "cases") == "" {
			t.Errorf("handed down once more: %v", err)
		}
		hands := h.waiting(t, "soan")
		if len(hands) != 2 || hands[0].Basis != letter || hands[0].FromName != "Quận Mẫu" {
			t.Fatalf("the ward sees %+v", hands)
		}
		tasks, err := h.Tasks(ctx, h.actors["soan"], 10)
		if err != nil || len(tasks) != 1 || !strings.Contains(tasks[0].Title, "2 mô hình được chuyển xuống Phường Mẫu Một") {
			t.Errorf("tasks %+v, %v", tasks, err)
		}
		if tasks, _ := h.Tasks(ctx, h.actors["thu"], 10); len(tasks) != 0 {
			t.Errorf("who handed down has the task too: %+v", tasks)
		}
		answer := recognition.AnswerInput{ID: uuid.Must(uuid.NewV7()).String(), Hands: []string{hands[0].ID, hands[1].ID}, Answer: "recognition", UnitID: h.ward.ID}
		var draft recognition.Decision
		for range 2 {
			if draft, _, err = h.Answer(ctx, h.actors["soan"], answer); err != nil {
				t.Fatal(err)
			}
		}
		draft = h.decision(t, draft.ID)
		if lines := h.lines(t, draft.ID); len(lines) != 2 || len(draft.Bases) != 1 || draft.Bases[0].Text != letter {
			t.Fatalf("draft %+v with %+v", draft.Bases, lines)
		}
		h.signBelow(t, draft)
		for _, i := range []initiative.Initiative{all[0], all[2]} {
			if got := h.state(t, i.ID); got != initiative.Recognised {
				t.Errorf("%s is %s", i.Title, got)
			}
		}
		turns := h.turns(t, all[2].ID)
		if len(turns) != 3 || !strings.Contains(turns[0], "Quận Mẫu chuyển xuống Phường Mẫu Một") || !strings.Contains(turns[2], "7-QĐ/ĐU") {
			t.Errorf("its way: %v", turns)
		}
	})
}

// signBelow fills in, signs and issues a draft of the ward.
func (h *house) signBelow(t *testing.T, d recognition.Decision) {
	t.Helper()
	ctx := t.Context()
	in := h.input(d.Kind, "7-QĐ/ĐU")
	in.ID, in.Version, in.OtherBases = d.ID, d.Version, letter
	in.Subject = d.Subject
	if _, err := h.Save(ctx, h.actors["soan"], in); err != nil {
		t.Fatal(err)
	}
	if err := h.Check(ctx, h.actors["bo"], d.ID, d.Version+1); err != nil {
		t.Fatal(err)
	}
	if err := h.Sign(ctx, h.actors["kyphuong"], d.ID, d.Version+2); err != nil {
		t.Fatal(err)
	}
	if err := h.Issue(ctx, h.actors["soan"], d.ID); err != nil {
		t.Fatal(err)
	}
}

func (h *house) turns(t *testing.T, id string) (said []string) {
	t.Helper()
	h.view(t, func(tx *db.Tx) error {
		turns, err := h.Chapter(t.Context(), tx, id)
		for _, x := range turns {
			said = append(said, x.Said.String()+" "+x.Quote)
		}
		return err
	})
	return said
}

func fieldOf(err error, field string) string {
	var v fault.Invalid
	if errors.As(err, &v) {
		return v[field].String()
	}
	return ""
}

func TestHandedDownIsDeclinedTakenBackAndReleased(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ctx := t.Context()
		h, all := lower(t, d)
		thu, soan := h.actors["thu"], h.actors["soan"]
		if _, err := h.HandDown(ctx, thu, h.handed(all[0].ID, all[1].ID)); err != nil {
			t.Fatal(err)
		}
		hands := h.waiting(t, "soan")
		no := recognition.AnswerInput{Hands: []string{hands[0].ID}, Answer: "declined"}
		if _, _, err := h.Answer(ctx, soan, no); fieldOf(err, "reason") == "" {
			t.Errorf("declined without a reason: %v", err)
		}
		no.Reason = "Phường đã có mô hình cùng nội dung."
		if _, _, err := h.Answer(ctx, soan, no); err != nil {
			t.Fatal(err)
		}
		if err := h.Withdraw(ctx, thu, hands[0].ID); !errors.As(err, new(fault.Refused)) {
			t.Errorf("taken back after the answer: %v", err)
		}
		if err := h.Withdraw(ctx, thu, hands[1].ID); err != nil {
			t.Fatal(err)
		}
		yes := recognition.AnswerInput{ID: uuid.Must(uuid.NewV7()).String(), Hands: []string{hands[1].ID}, Answer: "commendation", UnitID: h.ward.ID}
		if _, _, err := h.Answer(ctx, soan, yes); fieldOf(err, "hands") == "" {
			t.Errorf("accepted what was taken back: %v", err)
		}
		if n, err := h.HandDown(ctx, thu, h.handed(all[0].ID, all[1].ID)); n != 2 || err != nil {
			t.Fatalf("handed down again: %d, %v", n, err)
		}
		for _, x := range h.waiting(t, "soan") {
			yes.Hands = []string{x.ID}
		}
		draft, _, err := h.Answer(ctx, soan, yes)
		if err != nil {
			t.Fatal(err)
		}
		if lines := h.lines(t, draft.ID); len(lines) != 1 || lines[0].Merit == "" {
			t.Errorf("lines %+v", lines)
		}
		if err := h.Discard(ctx, soan, draft.ID, 1); err != nil {
			t.Fatal(err)
		}
		if n := len(h.waiting(t, "soan")); n != 2 {
			t.Errorf("%d wait after the draft is thrown away", n)
		}
	})
}

func TestWhoHandsDownAndWhoAnswers(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ctx := t.Context()
		h, all := lower(t, d)
		for _, login := range []string{"lan", "bo", "soat", "xa", "soan"} {
			if _, err := h.HandDown(ctx, h.actors[login], h.handed(all[0].ID)); !errors.Is(err, fault.NotFound) {
				t.Errorf("%s hands down: %v", login, err)
			}
		}
		outside := h.handed(all[0].ID)
		outside.Unit = h.beyond.ID
		if _, err := h.HandDown(ctx, h.actors["thu"], outside); !errors.Is(err, fault.NotFound) {
			t.Errorf("to another district: %v", err)
		}
		own := h.handed(all[0].ID)
		own.Unit = h.district.ID
		if _, err := h.HandDown(ctx, h.actors["thu"], own); !errors.Is(err, fault.NotFound) {
			t.Errorf("to itself: %v", err)
		}
		elsewhere := h.handed(all[0].ID)
		elsewhere.Unit = h.committee.ID
		if _, err := h.HandDown(ctx, h.actors["thu"], elsewhere); !errors.Is(err, fault.NotFound) {
			t.Errorf("to a unit that it is not of: %v", err)
		}
		chosen := h.passed(t, participant.Collective, "Tổ bốn", "Khéo trong việc của tổ bốn")
		if _, err := h.HandDown(ctx, h.actors["thu"], h.handed(chosen.ID)); fieldOf(err, "cases") == "" {
			t.Errorf("handed down what was chosen: %v", err)
		}
		if _, err := h.HandDown(ctx, h.actors["ky"], h.handed(all[0].ID)); err != nil {
			t.Fatal(err)
		}
		hand := h.waiting(t, "soan")[0]
		no := recognition.AnswerInput{Hands: []string{hand.ID}, Answer: "declined", Reason: "Không."}
		for login, want := range map[string]error{"xa": fault.NotFound, "kyphuong": fault.Forbidden, "lan": fault.Forbidden} {
			if _, _, err := h.Answer(ctx, h.actors[login], no); !errors.Is(err, want) {
				t.Errorf("%s answers: %v", login, err)
			}
		}
		if err := h.Withdraw(ctx, h.actors["xa"], hand.ID); !errors.Is(err, fault.NotFound) {
			t.Errorf("a stranger takes it back: %v", err)
		}
		if len(h.waiting(t, "xa")) != 0 {
			t.Error("the neighbour sees it")
		}
	})
}

func TestHandDownPages(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h, all := lower(t, d)
		page := "/viec/quyet-dinh/chuyen-xuong"
		shows(t, h.get("thu", page), 200, "Chọn đơn vị nhận để xem", "Phường Mẫu Một")
		shows(t, h.get("thu", page+"?mua="+seasonCode+"&don-vi="+h.ward.ID), 200, "Khéo trong việc của Tổ một", "Khéo trong việc của Tổ ba")
		shows(t, h.get("xa", page+"?mua="+seasonCode), http.StatusNotFound)
		shows(t, h.get("bo", page), http.StatusForbidden)
		form := url.Values{"id": {uuid.NewString()}, "mua": {seasonCode}, "don-vi": {h.ward.ID}, "cases": {all[0].ID}, "reason": {"Hợp với phường."}}
		shows(t, h.post("thu", page, form), 422, "Hợp với phường.", "Ghi văn bản chuyển hồ sơ")
		form.Set("basis", letter)
		shows(t, h.post("thu", page, form), http.StatusSeeOther)
		shows(t, h.get("thu", page+"?mua="+seasonCode), 200, "Chờ đơn vị trả lời", "Rút lại")
		shows(t, h.get("soan", "/viec/quyet-dinh"), 200, "1 hồ sơ chờ trả lời")
		here := "/viec/quyet-dinh/duoc-chuyen"
		shows(t, h.get("soan", here), 200, "Hợp với phường.", letter, "Nhận, soạn quyết định công nhận")
		shows(t, h.get("kyphuong", here), 200, "Người soạn quyết định của đơn vị nhận trả lời.")
		shows(t, h.get("xa", here), 200, "Chưa có hồ sơ nào được chuyển xuống")
		if w := h.get("soan", here+".xlsx"); w.Code != 200 || !strings.HasPrefix(w.Body.String(), "PK") {
			t.Errorf("spreadsheet: %d", w.Code)
		}
		hand := h.waiting(t, "soan")[0]
		answer := url.Values{"id": {uuid.Must(uuid.NewV7()).String()}, "hands": {hand.ID}, "answer": {"recognition"}}
		shows(t, h.post("soan", here, answer), 422, "Chọn cơ quan ra quyết định.")
		answer.Set("unit", h.committee.ID)
		shows(t, h.post("soan", here, answer), 422, "phải thuộc đơn vị nhận")
		shows(t, h.get("thu", "/viec/rut-lai/"+hand.ID), 200, "Rút lại hồ sơ đã chuyển cho Phường Mẫu Một")
		answer.Set("unit", h.ward.ID)
		w := h.post("soan", here, answer)
		shows(t, w, http.StatusSeeOther)
		shows(t, h.get("soan", w.Header().Get("Location")), 200, letter, "Khéo trong việc của Tổ một")
		shows(t, h.post("thu", "/viec/rut-lai/"+hand.ID, nil), http.StatusConflict)
		shows(t, h.get("soan", here), 200, "Xem quyết định")
	})
}

// Pages of what may be handed down lose no case and repeat none.
func TestHandablePages(t *testing.T) {
	t.Parallel()
	h, all := lower(t, dbtest.SQLite(t))
	h.passed(t, participant.Collective, "Tổ năm", "Khéo trong việc của tổ năm") // chosen
	var seen []string
	f := recognition.HandFilter{Season: seasonCode, UnitID: h.ward.ID, Limit: 1}
	for range 5 {
		p, err := h.Handable(t.Context(), h.actors["thu"], f)
		if err != nil {
			t.Fatal(err)
		}
		for _, i := range p.Rows {
			seen = append(seen, i.ID)
		}
		if f.Before = p.Next; f.Before == "" {
			break
		}
	}
	want := []string{all[2].ID, all[1].ID, all[0].ID}
	if !slices.Equal(seen, want) {
		t.Errorf("saw %v, want %v", seen, want)
	}
}
