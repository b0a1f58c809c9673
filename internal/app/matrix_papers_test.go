package app

import (
	"errors"
	"testing"

	"kheo/internal/business/eligibility"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
	"kheo/internal/service/auth"
)

const holdID = "019a0000-0000-7000-8000-0000000000ff"

// papersOf finds the rows of the catalogues, of the books of a body and of the rules that
// the routes of papers name.
func papersOf(t *testing.T, a *App, body, initiativeID string) map[string]string {
	t.Helper()
	values := map[string]string{}
	err := a.DB.View(t.Context(), func(tx *db.Tx) error {
		unit, err := a.Org.ByCode(t.Context(), tx, "", body)
		if err != nil {
			return err
		}
		values["/viec/so-van-ban/:number"] = "1"
		values["/quan-tri/so-van-ban/:unit"], values["/quan-tri/tham-quyen-ky/:unit"] = unit.ID, unit.ID
		for name, query := range map[string]string{
			"/quan-tri/khen-thuong/:id":                      `SELECT id FROM award_award WHERE code = 'giay-khen-dang-uy-phuong' AND $1 <> ''`,
			"/quan-tri/khen-thuong/luong-co-so/muc/:id":      `SELECT id FROM award_salary WHERE $1 <> '' ORDER BY id LIMIT 1`,
			"/quan-tri/khen-thuong/luong-co-so/lam-tron/:id": `SELECT id FROM award_rounding WHERE $1 <> '' ORDER BY id LIMIT 1`,
			"/quan-tri/can-cu/:id":                           `SELECT id FROM award_basis WHERE $1 <> '' ORDER BY id LIMIT 1`,
			"/quan-tri/the-thuc/:id":                         `SELECT id FROM layout_edition WHERE $1 <> '' ORDER BY name LIMIT 1`,
			"/quan-tri/dieu-kien/:id":                        `SELECT id FROM eligibility_rule WHERE $1 <> '' ORDER BY id LIMIT 1`,
			"/viec/dieu-kien/quy-tac/:id":                    `SELECT id FROM eligibility_rule WHERE $1 <> '' ORDER BY id LIMIT 1`,
			"/viec/so-van-ban/:id":                           `SELECT id FROM numberbook_book WHERE unit_id = $1`,
			"/quan-tri/so-van-ban/:term":                     `SELECT id FROM numberbook_term WHERE unit_id = $1`,
			"/quan-tri/tham-quyen-ky/:power":                 `SELECT id FROM signing_power WHERE unit_id = $1`,
		} {
			id, err := db.One(t.Context(), tx, db.Value[string], query, unit.ID)
			if err != nil {
				return errors.Join(errors.New(name), err)
			}
			values[name] = id
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if initiativeID != "" {
		judged(t, a, initiativeID, values)
	}
	return values
}

// judged lets the rules speak of an initiative and holds its participant.
func judged(t *testing.T, a *App, initiativeID string, values map[string]string) {
	t.Helper()
	var secretary auth.Actor
	var participantID string
	err := a.DB.View(t.Context(), func(tx *db.Tx) error {
		i, err := a.Initiatives.Find(t.Context(), tx, initiativeID)
		if err != nil {
			return err
		}
		participantID = i.ParticipantID
		account, err := auth.FindLogin(t.Context(), tx, "thamdinh")
		secretary = auth.Actor{AccountID: account.ID, Name: account.Name, Grants: []auth.Grant{{Role: auth.Appraiser, UnitID: i.UnitID, UnitPath: i.UnitPath}}}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	v, err := a.Eligibility.Consider(t.Context(), secretary, initiativeID, eligibility.ConsiderInput{Stage: eligibility.Council, Level: "cấp phường"})
	if err != nil {
		t.Fatal(err)
	}
	values["/viec/dieu-kien/:verdict"] = v.ID
	if len(v.Findings) > 0 {
		values["/viec/dieu-kien/:rule"] = v.Findings[0].RuleID
	}
	categories, err := a.Eligibility.HoldForm(t.Context(), secretary, "")
	if err != nil || len(categories.Categories) == 0 {
		t.Fatal(err)
	}
	h, err := a.Eligibility.RecordHold(t.Context(), secretary, eligibility.HoldInput{
		ID: holdID, ParticipantID: participantID, CategoryID: categories.Categories[0].ID, Body: "Cơ quan thanh tra", AttestedOn: clock.DayOf(a.DB.Now()),
	})
	if err != nil && !errors.Is(err, fault.Conflict) {
		t.Fatal(err)
	}
	values["/viec/dieu-kien/tam-dung/:id"] = h.ID
}
