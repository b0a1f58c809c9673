package report_test

import (
	"fmt"
	"strings"
	"testing"

	"kheo/internal/business/participant"
	"kheo/internal/business/recognition"
	"kheo/internal/business/report"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/platform/db/dbtest"
)

// figures is what a report says of both stages that decisions make, in one line.
func figures(s report.Season) string {
	return fmt.Sprintf("%d of %d+%d on %s [%d %d %d]; %d of %d+%d on %s [%d %d %d]",
		s.Recognised.Initiatives, s.Recognised.Collective, s.Recognised.Individual, s.Recognised.On,
		s.Recognised.Amended.Corrections, s.Recognised.Amended.Replacements, s.Recognised.Amended.Revocations,
		s.Commended.Participants, s.Commended.Collective, s.Commended.Individual, s.Commended.On,
		s.Commended.Amended.Corrections, s.Commended.Amended.Replacements, s.Commended.Amended.Revocations)
}

// The numbers of every stage follow each decision that changes another, with the day from
// which they are true: a correction and a replacement change no number, a revocation does.
func TestNumbersFollowAmendments(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		group := w.sent(t, w.one, economy, participant.Collective, "Tổ dân phố số 5", "Khéo giúp nhau làm ăn")
		person := w.sent(t, w.two, culture, participant.Individual, "Bà Phạm Thị Mẫu", "Khéo dạy nghề")
		expect := func(after, unit, want string) {
			t.Helper()
			if got := figures(w.report(t, unit)); got != want {
				t.Errorf("after %s, %q:\n got %s\nwant %s", after, unit, got, want)
			}
		}
		expect("nothing", "", "0 of 0+0 on  [0 0 0]; 0 of 0+0 on  [0 0 0]")
		root := w.decided(t, recognition.Recognition, "412-QĐ/QU", clock.On(2026, 11, 10), group, person)
		praise := w.decided(t, recognition.Commendation, "413-QĐ/QU", clock.On(2026, 11, 11), group, person)
		expect("issuing", "", "2 of 1+1 on 10/11/2026 [0 0 0]; 2 of 1+1 on 11/11/2026 [0 0 0]")
		w.amended(t, root, recognition.Correction, "414-QĐ/QU", clock.On(2026, 11, 12), person)
		expect("a correction", "", "2 of 1+1 on 12/11/2026 [1 0 0]; 2 of 1+1 on 11/11/2026 [0 0 0]")
		expect("a correction elsewhere", "phuong-mot", "1 of 1+0 on 10/11/2026 [0 0 0]; 1 of 1+0 on 11/11/2026 [0 0 0]")
		w.amended(t, root, recognition.Replacement, "415-QĐ/QU", clock.On(2026, 11, 13), person)
		expect("a replacement", "", "2 of 1+1 on 13/11/2026 [1 1 0]; 2 of 1+1 on 11/11/2026 [0 0 0]")
		w.amended(t, praise, recognition.Replacement, "416-QĐ/QU", clock.On(2026, 11, 14), person)
		expect("a replaced commendation", "", "2 of 1+1 on 13/11/2026 [1 1 0]; 2 of 1+1 on 14/11/2026 [0 1 0]")
		w.amended(t, praise, recognition.Revocation, "417-QĐ/QU", clock.On(2026, 11, 15), person)
		expect("praise taken back", "", "2 of 1+1 on 13/11/2026 [1 1 0]; 1 of 1+0 on 15/11/2026 [0 1 1]")
		expect("praise taken back elsewhere", "phuong-mot", "1 of 1+0 on 13/11/2026 [0 1 0]; 1 of 1+0 on 14/11/2026 [0 1 0]")
		w.amended(t, root, recognition.Revocation, "418-QĐ/QU", clock.On(2026, 11, 16), group)
		expect("a recognition taken back", "", "1 of 0+1 on 16/11/2026 [1 1 1]; 1 of 1+0 on 15/11/2026 [0 1 1]")
		page := w.get("lan", "/viec/bao-cao/"+seasonCode).Body.String()
		for _, want := range []string{"Công nhận: đã tính 1 đính chính, 1 thay thế, 1 thu hồi, gần nhất ngày 16/11/2026.", "Khen thưởng: đã tính 0 đính chính, 1 thay thế, 1 thu hồi, gần nhất ngày 15/11/2026."} {
			if !strings.Contains(page, want) {
				t.Errorf("the page does not say %q", want)
			}
		}
		w.amended(t, root, recognition.Revocation, "419-QĐ/QU", clock.On(2026, 11, 17), person)
		expect("everything taken back", "", "0 of 0+0 on 17/11/2026 [1 1 2]; 1 of 1+0 on 15/11/2026 [0 1 1]")
		if said := w.report(t, "").Text(); !strings.Contains(said, "Không còn mô hình nào được công nhận (ngày 17/11/2026).") || strings.Contains(said, "Chưa có quyết định") {
			t.Errorf("the sentence says %s", said)
		}
	})
}
