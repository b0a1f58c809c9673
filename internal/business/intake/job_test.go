package intake

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"testing"

	"kheo/internal/business/participant"
	"kheo/internal/platform/db"
	"kheo/internal/platform/db/dbtest"
	"kheo/internal/platform/jobs"
	"kheo/internal/service/auth"
)

// longList is a workbook of n rows.
func longList(t testing.TB, n int) []byte {
	t.Helper()
	rows := make([][]any, n)
	for at := range rows {
		rows[at] = with(1, fmt.Sprintf("Khéo trong việc số %d", at))
		rows[at][2] = fmt.Sprintf("Tổ tự quản số %d", at%40)
	}
	return workbook(t, rows...)
}

// work does what waits in the queue.
func (h *district) work(t *testing.T) {
	t.Helper()
	if err := h.queue.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	<-h.ended
	if err := h.queue.Stop(context.WithoutCancel(t.Context())); err != nil {
		t.Fatal(err)
	}
}

func (h *district) run(t *testing.T, id string) (run jobs.Run) {
	t.Helper()
	err := h.d.View(t.Context(), func(tx *db.Tx) (err error) {
		run, err = jobs.Find(t.Context(), tx, id)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return run
}

// sendLong sends a list that is too long to wait for and returns its job.
func (h *district) sendLong(t *testing.T, n int) string {
	t.Helper()
	site := h.site(h.chief)
	at := upload(t, site, districtList, "dai.xlsx", longList(t, n)).Header().Get("Location")
	w := confirm(site, at, districtList)
	shows(t, w, http.StatusSeeOther)
	to, _, _ := strings.Cut(w.Header().Get("Location"), "?")
	id, ok := strings.CutPrefix(to, "/viec/cong-viec/")
	if !ok || len(h.stored(t)) != 0 {
		t.Fatalf("led to %s with %d stored", w.Header().Get("Location"), len(h.stored(t)))
	}
	return id
}

func TestLongListsTakeTheQueue(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newDistrict(t, d)
		id := h.sendLong(t, atOnce+1)
		h.work(t)
		run := h.run(t, id)
		if run.State != "done" || run.Result != "/viec/mo-hinh?don-vi=quan-dong-da&mua=dvk-2022" || run.AccountID != h.chief.AccountID {
			t.Errorf("run %+v", run)
		}
		if n := len(h.stored(t)); n != atOnce+1 {
			t.Errorf("stored %d", n)
		}
		checkTally(t, h, atOnce+1)
	})
}

// What counts is what the person may do when the work is done.
func TestJobAsksForPermissionAgain(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newDistrict(t, d)
		id := h.sendLong(t, atOnce+1)
		err := d.Update(t.Context(), func(tx *db.Tx) error {
			return auth.Take(t.Context(), tx, h.chief.AccountID, h.chief.Grants[0].ID)
		})
		if err != nil {
			t.Fatal(err)
		}
		h.work(t)
		if run := h.run(t, id); run.State != "failed" || !strings.Contains(run.Message, "chưa được giao đăng ký cho Quận Đống Đa") {
			t.Errorf("run %+v", run)
		}
		if n := len(h.stored(t)); n != 0 {
			t.Errorf("stored %d", n)
		}
	})
}

// Participants that are known make the race closer: nothing stands between the
// two imports but the key of the initiatives themselves.
func TestImportsOfKnownPeopleAtTheSameTime(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newDistrict(t, d)
		ward := h.units["phuong-cat-linh"]
		err := d.Update(t.Context(), func(tx *db.Tx) error {
			for n := range 40 {
				name := fmt.Sprintf("Tổ tự quản số %d", n)
				if _, _, err := h.participants.Ensure(t.Context(), tx, participant.Collective, name, participant.Unit{ID: ward.ID, Path: ward.Path}); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		list, saved := longList(t, 60), make([]int, 4)
		var all sync.WaitGroup
		for n := range saved {
			all.Go(func() {
				got, err := h.send(t, h.chief, districtList, list)
				if err != nil || got.New+got.Already != 60 {
					t.Errorf("new %d, already %d, %v", got.New, got.Already, err)
				}
				saved[n] = got.New
			})
		}
		all.Wait()
		if n := len(h.stored(t)); n != 60 || saved[0]+saved[1]+saved[2]+saved[3] != 60 {
			t.Errorf("stored %d, said %v", n, saved)
		}
	})
}
