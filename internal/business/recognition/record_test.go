package recognition_test

import (
	"strings"
	"testing"

	"kheo/internal/business/participant"
	"kheo/internal/business/recognition"
	"kheo/internal/platform/db"
	"kheo/internal/platform/db/dbtest"
)

// TestRecordOf: a participant's record has the lines of issued decisions.
func TestRecordOf(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHouse(t, d)
		i := h.passed(t, participant.Collective, "Tổ dân phố số 5", "Khéo trong giữ ngõ")
		record := func() (all []participant.Deed) {
			h.view(t, func(tx *db.Tx) (err error) {
				all, err = h.RecordOf(t.Context(), tx, []string{i.ParticipantID})
				return err
			})
			return all
		}
		draft := h.drafted(t, recognition.Recognition, "12-QĐ/QU")
		if got := record(); len(got) != 0 {
			t.Errorf("a draft counts: %+v", got)
		}
		h.finish(t, draft.ID)
		got := record()
		if len(got) != 1 || got[0].Kind != recognition.Recognition.Label() || got[0].Year != 2026 || got[0].Title != "Khéo trong giữ ngõ" || got[0].Unit == "" ||
			got[0].ParticipantID != i.ParticipantID || got[0].Href != "/viec/quyet-dinh/"+draft.ID || got[0].UnitPath != h.ward.Path || !strings.HasSuffix(got[0].Detail, ", 12-QĐ/QU") {
			t.Errorf("%+v", got)
		}
	})
}
