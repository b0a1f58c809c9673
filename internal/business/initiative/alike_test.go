package initiative_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/google/uuid"

	"kheo/internal/business/initiative"
	"kheo/internal/business/participant"
	"kheo/internal/platform/db"
	"kheo/internal/platform/db/dbtest"
)

// TestFormAsksAboutKnownNames: a name that looks like a known one is asked about,
// and what the reader says is done when the registration is sent.
func TestFormAsksAboutKnownNames(t *testing.T) {
	t.Parallel()
	for choice, want := range map[string][2]int{"old": {1, 0}, participant.Different: {0, 1}, "none": {0, 0}, "stranger": {0, 0}} {
		t.Run(choice, func(t *testing.T) {
			t.Parallel()
			dbtest.Each(t, func(t *testing.T, d *db.DB) { answerForm(t, newHouse(t, d), choice, want[0], want[1]) })
		})
	}
}

func answerForm(t *testing.T, h *house, choice string, joined, apart int) {
	t.Helper()
	one, two := h.full("Khéo trong giữ chợ sạch"), h.full("Khéo trong trồng cây")
	one.Participant, two.Participant = "UBND phường", "Ủy ban nhân dân phường"
	sent, err := h.Submit(t.Context(), h.actors["lan"], one)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := h.Save(t.Context(), h.actors["lan"], two); err != nil {
		t.Fatal(err)
	}
	page := h.get("lan", "/viec/mo-hinh/"+two.ID+"/sua").Body.String()
	for _, words := range []string{"Có thể đã có trong sổ", "Là một với “UBND phường”", "Giống nhau khi viết đủ chữ viết tắt.", `value="` + sent.ParticipantID + `"`} {
		if !strings.Contains(page, words) {
			t.Errorf("the form lacks %q", words)
		}
	}
	sentForm := form(two)
	sentForm.Set("same_as", map[string]string{"old": sent.ParticipantID, "stranger": uuid.NewString(), participant.Different: participant.Different}[choice])
	wantStatus(t, h.post("lan", "/viec/mo-hinh/"+two.ID+"/sua", sentForm), http.StatusSeeOther)
	if j, a := h.said(t, sent); j != joined || a != apart {
		t.Errorf("%q: %d joined, %d told apart", choice, j, a)
	}
}

// said counts what is joined to the participant of i, and told apart from it.
func (h *house) said(t *testing.T, i initiative.Initiative) (joined, apart int) {
	t.Helper()
	err := h.db.View(t.Context(), func(tx *db.Tx) (err error) {
		if joined, err = db.One(t.Context(), tx, db.Value[int], `SELECT COUNT(*) FROM participant_participant WHERE merged_into_id = $1`, i.ParticipantID); err != nil {
			return err
		}
		apart, err = db.One(t.Context(), tx, db.Value[int], `SELECT COUNT(*) FROM participant_distinct WHERE a_id = $1 OR b_id = $1`, i.ParticipantID)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return joined, apart
}

// TestFormIsQuiet: nothing is asked about a name that is exactly known, or that is
// like no other.
func TestFormIsQuiet(t *testing.T) {
	t.Parallel()
	h := newHouse(t, dbtest.SQLite(t))
	if _, err := h.Submit(t.Context(), h.actors["lan"], h.full("Khéo trong giữ chợ sạch")); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{h.full("").Participant, "Hội Làm vườn", ""} {
		two := h.full("Khéo trong trồng cây")
		two.Participant = name
		if _, err := h.Save(t.Context(), h.actors["lan"], two); err != nil {
			t.Fatal(err)
		}
		if page := h.get("lan", "/viec/mo-hinh/"+two.ID+"/sua").Body.String(); strings.Contains(page, "Có thể đã có trong sổ") {
			t.Errorf("%q is asked about", name)
		}
	}
}

// TestRecordOf: a participant's record has what was sent, never a draft.
func TestRecordOf(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHouse(t, d)
		i := h.submitted(t, "Khéo trong giữ chợ sạch")
		if _, err := h.Save(t.Context(), h.actors["lan"], h.full("Nháp")); err != nil {
			t.Fatal(err)
		}
		err := d.View(t.Context(), func(tx *db.Tx) error {
			deeds, err := h.RecordOf(t.Context(), tx, []string{i.ParticipantID, uuid.NewString()})
			if err != nil || len(deeds) != 1 {
				t.Fatal(deeds, err)
			}
			if x := deeds[0]; x.ParticipantID != i.ParticipantID || x.Year != 2026 || x.Title != i.Title || x.Href != "/viec/mo-hinh/"+i.ID || x.Unit != "Phường Mẫu Một" || x.UnitPath != i.UnitPath || x.Detail != i.State.Label() || x.On.IsZero() {
				t.Errorf("%+v", x)
			}
			deeds, err = h.RecordOf(t.Context(), tx, nil)
			if len(deeds) != 0 {
				t.Errorf("of nobody: %+v", deeds)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	})
}
