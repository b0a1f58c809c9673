package initiative_test

import (
	"errors"
	"testing"

	"kheo/internal/business/initiative"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/platform/db/dbtest"
	"kheo/internal/platform/fault"
	"kheo/internal/service/auth"
)

func TestLifeFromDraftToKeptAlive(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ctx, h := t.Context(), newHouse(t, d)
		lan, minh := h.actors["lan"], h.actors["minh"]
		in := h.full("Khéo trong lắp camera ngõ 12")
		i, err := h.Save(ctx, lan, in)
		if err != nil || i.State != initiative.Draft || i.DueOn != h.season.RegisterBy {
			t.Fatal(i.State, i.DueOn, err)
		}
		must := func(err error) {
			t.Helper()
			if err != nil {
				t.Fatal(err)
			}
		}
		_, err = h.Submit(ctx, lan, in)
		must(err)
		must(h.SendBack(ctx, minh, in.ID, initiative.Return{Reason: "Thiếu con số.", DueOn: clock.On(2026, 11, 30)}))
		if i = h.find(t, in.ID); i.DueOn != clock.On(2026, 11, 30) || i.ReturnReason != "Thiếu con số." {
			t.Errorf("returned: due %v, reason %q", i.DueOn, i.ReturnReason)
		}
		in.Version = i.Version
		_, err = h.Submit(ctx, lan, in)
		must(err)
		must(h.Accept(ctx, minh, in.ID))
		if err := h.HandIn(ctx, lan, in.ID, initiative.FinalReport{Result: "Còn 1 vụ."}); !refused(err) {
			t.Errorf("a report before any work: %v", err)
		}
		_, err = h.AddProgress(ctx, lan, in.ID, initiative.ProgressInput{On: clock.On(2026, 4, 2), Note: "Họp dân."})
		must(err)
		if i = h.find(t, in.ID); i.State != initiative.InProgress {
			t.Errorf("after the first note: %s", i.State)
		}
		must(h.HandIn(ctx, lan, in.ID, initiative.FinalReport{Result: "Còn 1 vụ."}))
		must(h.OpenReview(ctx, minh, in.ID))
		must(d.Update(ctx, func(tx *db.Tx) error { return h.Decide(ctx, tx, h.actors["ky"], in.ID, true, "") }))
		must(h.Sustain(ctx, lan, in.ID, initiative.KeptAlive, "Tổ tự quản giữ."))
		dossier, err := h.Dossier(ctx, lan, in.ID)
		must(err)
		if n := len(dossier.Events); n != 11 { // the one too many: Lan took it up again after it was returned
			t.Errorf("%d events, want 11: %+v", n, dossier.Events)
		}
		if dossier.State != initiative.KeptAlive || !dossier.DueOn.IsZero() {
			t.Errorf("in the end %s, due %v", dossier.State, dossier.DueOn)
		}
	})
}

func refused(err error) bool { return errors.As(err, &fault.Refused{}) }

func TestWhoMayDoWhat(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ctx, h := t.Context(), newHouse(t, d)
		i := h.submitted(t, "Khéo trong giữ chợ sạch")
		back := initiative.Return{Reason: "Thiếu.", DueOn: clock.On(2026, 12, 1)}
		program := h.actors["minh"]
		program.Scopes = []string{auth.ReadScope}
		for _, c := range []struct {
			what string
			err  error
			want error
		}{
			{"a registrar accepts", h.Accept(ctx, h.actors["lan"], i.ID), fault.Forbidden},
			{"another ward's registrar accepts", h.Accept(ctx, h.actors["xa"], i.ID), fault.NotFound},
			{"an auditor returns", h.SendBack(ctx, h.actors["soat"], i.ID, back), fault.Forbidden},
			{"nobody accepts", h.Accept(ctx, auth.Actor{}, i.ID), fault.NotFound},
			{"a program that may only read accepts", h.Accept(ctx, program, i.ID), fault.Forbidden},
			{"no id", h.Accept(ctx, h.actors["minh"], "khong-phai-ma"), fault.NotFound},
			{"no id of evidence", h.PublishEvidence(ctx, h.actors["lan"], i.ID, "x", true), fault.NotFound},
		} {
			if !errors.Is(c.err, c.want) {
				t.Errorf("%s: %v, want %v", c.what, c.err, c.want)
			}
		}
		if err := h.Accept(ctx, h.actors["minh"], i.ID); err != nil {
			t.Fatal(err)
		}
		if err := h.Accept(ctx, h.actors["minh"], i.ID); !refused(err) {
			t.Errorf("accepting twice: %v, want a reason", err)
		}
		draft := h.full("Nháp của Lan")
		if _, err := h.Save(ctx, h.actors["lan"], draft); err != nil {
			t.Fatal(err)
		}
		for login, want := range map[string]error{"lan": nil, "hoa": nil, "soat": nil, "minh": fault.NotFound, "ky": fault.NotFound, "xa": fault.NotFound} {
			if _, err := h.View(ctx, h.actors[login], draft.ID); !errors.Is(err, want) {
				t.Errorf("%s looks at a draft: %v, want %v", login, err, want)
			}
		}
	})
}

func TestWritingTogether(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ctx, h := t.Context(), newHouse(t, d)
		in := h.full("Bản một")
		save := func(login, title string, version int64) error {
			in.Title, in.Version = title, version
			_, err := h.Save(ctx, h.actors[login], in)
			return err
		}
		for n, step := range []struct {
			login   string
			version int64
			want    error
		}{
			{"lan", 0, nil}, {"lan", 0, nil}, {"lan", 1, nil}, // saved by itself: the page does not know the version
			{"hoa", 0, fault.Conflict}, {"hoa", 2, fault.Conflict}, {"hoa", 3, nil}, // another must have seen the newest
			{"hoa", 3, nil}, {"lan", 3, fault.Conflict},
		} {
			if err := save(step.login, "Bản của "+step.login, step.version); !errors.Is(err, step.want) {
				t.Errorf("step %d: %v, want %v", n, err, step.want)
			}
		}
		if i := h.find(t, in.ID); i.Title != "Bản của hoa" {
			t.Errorf("kept %q", i.Title)
		}
	})
}

func TestBadInputSaysWhy(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ctx, h := t.Context(), newHouse(t, d)
		lan := h.actors["lan"]
		for field, spoil := range map[string]func(*initiative.Registration){
			"title":       func(r *initiative.Registration) { r.Title = "" },
			"objective":   func(r *initiative.Registration) { r.Objective, r.Outputs = "Tốt hơn.", "Sạch đẹp." },
			"participant": func(r *initiative.Registration) { r.Participant = " " },
			"field":       func(r *initiative.Registration) { r.FieldID = "kinh-te" },
			"unit":        func(r *initiative.Registration) { r.UnitID = h.far.ID },
			"season":      func(r *initiative.Registration) { r.Season = "dvk-2025" },
			"theme":       func(r *initiative.Registration) { r.Themes = []string{"x"} },
		} {
			in := h.full("Khéo")
			spoil(&in)
			_, err := h.Submit(ctx, lan, in)
			var invalid fault.Invalid
			if !errors.As(err, &invalid) || invalid[field].Sentence == "" {
				t.Errorf("%s: %v", field, err)
			}
		}
		h.submitted(t, "Khéo trong giữ chợ sạch")
		_, err := h.Submit(ctx, lan, h.full("KHÉO trong giữ chợ  sạch"))
		var invalid fault.Invalid
		if !errors.As(err, &invalid) || invalid["title"].Sentence == "" {
			t.Errorf("the same title twice: %v", err)
		}
	})
}

func TestAcceptManyIsAllOrNone(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ctx, h := t.Context(), newHouse(t, d)
		a, b := h.submitted(t, "Một"), h.submitted(t, "Hai")
		minh := h.actors["minh"]
		if _, err := h.AcceptMany(ctx, minh, []string{a.ID, b.ID, h.season.ID}); !errors.Is(err, fault.NotFound) {
			t.Errorf("one is unknown: %v", err)
		}
		if i := h.find(t, a.ID); i.State != initiative.Submitted {
			t.Errorf("one refused, yet another is %s", i.State)
		}
		if n, err := h.AcceptMany(ctx, minh, []string{a.ID, b.ID}); n != 2 || err != nil {
			t.Errorf("%d, %v", n, err)
		}
		if n, err := h.AcceptMany(ctx, minh, []string{a.ID, b.ID}); n != 0 || err != nil {
			t.Errorf("again: %d, %v", n, err)
		}
		if i := h.find(t, b.ID); i.DueOn != h.season.ReportBy {
			t.Errorf("the report is due %v, want %v", i.DueOn, h.season.ReportBy)
		}
	})
}

func TestLate(t *testing.T) {
	t.Parallel()
	due := clock.On(2026, 11, 22)
	for day, want := range map[clock.Date]bool{clock.On(2026, 11, 21): false, due: false, clock.On(2026, 11, 23): true} {
		if got := (initiative.Initiative{DueOn: due}).Late(day); got != want {
			t.Errorf("due %v, on %v: late %v", due, day, got)
		}
	}
	if (initiative.Initiative{}).Late(due) {
		t.Error("late without a day")
	}
}

func TestWaiting(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ctx, h := t.Context(), newHouse(t, d)
		h.submitted(t, "Một")
		h.accepted(t, "Hai") // the report is due in three days
		ret := h.submitted(t, "Ba")
		if err := h.SendBack(ctx, h.actors["minh"], ret.ID, initiative.Return{Reason: "Thiếu.", DueOn: clock.On(2026, 12, 24)}); err != nil {
			t.Fatal(err)
		}
		for login, want := range map[string]int{"lan": 1, "minh": 1, "xa": 0, "soat": 0} {
			if n, err := h.Waiting(ctx, h.actors[login]); n != want || err != nil {
				t.Errorf("%s: %d tasks, want %d; %v", login, n, want, err)
			}
		}
		h.Sources = []initiative.TaskSource{source{}}
		inbox, season, err := h.Inbox(ctx, h.actors["lan"])
		if err != nil {
			t.Fatal(err)
		}
		if len(inbox.First) != 2 || len(inbox.Next) != 1 || len(inbox.Others) != 1 || inbox.First[0].Title != "Ký" || season.Code != seasonCode {
			t.Errorf("%+v in %q", inbox, season.Code)
		}
		if n, err := h.Waiting(ctx, h.actors["lan"]); n != 99 || err != nil {
			t.Errorf("with another module: %d, want 99 at most; %v", n, err)
		}
	})
}
