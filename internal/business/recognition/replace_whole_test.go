package recognition_test

import (
	"testing"

	"kheo/internal/business/participant"
	"kheo/internal/business/recognition"
	"kheo/internal/platform/db"
	"kheo/internal/platform/db/dbtest"
)

// A replacement says all lines in force: none can be left out of it, or it would stand
// against the words of the new paper.
func TestReplacementIsWhole(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHouse(t, d)
		h.passed(t, participant.Collective, "Tổ dân phố số 5", "Khéo trong giữ ngõ sạch")
		h.passed(t, participant.Collective, "Tổ dân phố số 6", "Khéo trong lắp camera")
		root := h.issued(t, recognition.Recognition, "412-QĐ/QU")
		whole := h.replace(t, root.ID, "415-QĐ/QU")
		err := h.RemoveLines(t.Context(), h.actors["thu"], whole.ID, whole.Version, []string{h.lines(t, whole.ID)[0].ID})
		refuses(t, "leaving a line out", err, "thu hồi")
		if n := len(h.lines(t, whole.ID)); n != 2 {
			t.Errorf("%d lines are left", n)
		}
	})
}
