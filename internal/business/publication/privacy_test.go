package publication_test

import (
	"context"
	"strings"
	"testing"

	"kheo/internal/business/initiative"
	"kheo/internal/business/participant"
	"kheo/internal/platform/db"
	"kheo/internal/platform/db/dbtest"
)

// TestNamesOfIndividuals: an individual's name is public when an issued decision
// names that person, and not before, and not after it is revoked.
func TestNamesOfIndividuals(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		const name = "Đặng Thị Ánh Mẫu"
		w := newWorld(t, d)
		i := w.plant(initiative.Initiative{
			State: initiative.Recognised, SeasonID: past, ParticipantKind: participant.Individual, ParticipantName: name,
			Content: initiative.Content{Title: "Lớp học của " + name, Problem: name + " thấy trẻ chưa biết chữ.", Forces: "Do " + name + " chủ trì."},
		})
		w.note(i, "2025-05-01", initiative.Done, name+" mở lớp.", 12, 0, 0)
		w.prove(i, initiative.Done, "Ảnh "+name+" đứng lớp", oneFile, true)
		says := func(when string, want bool) {
			t.Helper()
			for _, path := range []string{"/mo-hinh", "/mo-hinh?loai=individual", "/mo-hinh/" + i.Code, "/mo-hinh.csv"} {
				body := w.must(t, path)
				if strings.Contains(body, name) != want {
					t.Errorf("%s: %s names the person: %v", when, path, !want)
				}
				if html := !strings.HasSuffix(path, ".csv"); html && !want && !strings.Contains(body, "Một cá nhân ở Phường Láng Hạ") {
					t.Errorf("%s: %s does not say whom it means", when, path)
				}
			}
		}
		says("before any decision", false)
		w.decide("recognition", "400-QĐ/QU", "2025-10-01", "signed", i)
		says("while the decision is not issued", false)
		w.decide("recognition", "412-QĐ/QU", "2025-10-20", "issued", i)
		says("after the decision", true)
		w.must(t, "/", name, "412-QĐ/QU")
		w.do(func(ctx context.Context, tx *db.Tx) error {
			return db.Exec(ctx, tx, `UPDATE recognition_decision SET state = 'draft' WHERE number = '412-QĐ/QU'`)
		})
		says("when no decision stands", false)
	})
}

// TestWhatIsNeverPublic reads every public page and file for what none may say.
func TestWhatIsNeverPublic(t *testing.T) {
	t.Parallel()
	w := newWorld(t, dbtest.SQLite(t))
	i := w.plant(initiative.Initiative{State: initiative.Recognised, SeasonID: past, Content: titled("Sân chơi chung")})
	w.note(i, "2025-05-01", initiative.Done, "Làm sân.", 12, 0, 0)
	w.prove(i, initiative.Done, "Danh sách hộ nghèo", oneFile, false)
	w.decide("recognition", "412-QĐ/QU", "2025-10-20", "issued", i)
	w.do(func(ctx context.Context, tx *db.Tx) error {
		return db.Exec(ctx, tx, `INSERT INTO initiative_event (id, initiative_id, at, account, from_state, to_state, reason)
			VALUES ('0190c000-0000-7000-8000-000000000001', $1, $2, 'Cán Bộ Duyệt', 'submitted', 'returned', 'Thiếu con số')`, i.ID, tx.Now)
	})
	for _, path := range []string{"/", "/mo-hinh", "/mo-hinh/" + i.Code, "/mo-hinh.csv", "/so-lieu", "/so-lieu.json", "/gioi-thieu"} {
		body := w.must(t, path)
		for _, secret := range []string{"0900 000 111", "Liên Hệ", "Ghi chú nội bộ", "Cán Bộ Ghi Chép", "Cán Bộ Duyệt", "Thiếu con số", "Danh sách hộ nghèo"} {
			if strings.Contains(body, secret) {
				t.Errorf("%s says %q", path, secret)
			}
		}
	}
	w.must(t, "/mo-hinh/"+i.Code, "Có, lưu trong hồ sơ", "ĐÃ", "GHI SỔ", "/kiem-tra/DVK-")
}
