package app

import (
	"testing"

	"github.com/google/uuid"

	"kheo/internal/business/bonus"
	"kheo/internal/business/concurrence"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/service/auth"
)

// consentsOf puts the initiative on the list of the draft, asks another body about it,
// shows the list to everybody and opens a fund of the deciding body.
func consentsOf(t *testing.T, a *App, decisionID, initiativeID string) map[string]string {
	t.Helper()
	ctx := t.Context()
	lineID := uuid.Must(uuid.NewV7()).String()
	var secretary auth.Actor
	var unitID, body string
	err := a.DB.Update(ctx, func(tx *db.Tx) error {
		i, err := a.Initiatives.Find(ctx, tx, initiativeID)
		if err != nil {
			return err
		}
		d, err := a.Recognition.Decision(ctx, tx, decisionID)
		if err != nil {
			return err
		}
		unitID = d.UnitID
		account, err := auth.FindLogin(ctx, tx, "thamdinh")
		secretary = auth.Actor{AccountID: account.ID, Name: account.Name, Grants: []auth.Grant{
			{Role: auth.Appraiser, UnitID: d.UnitID, UnitPath: d.UnitPath}, {Role: auth.Publisher, UnitID: d.UnitID, UnitPath: d.UnitPath},
		}}
		if err != nil {
			return err
		}
		if body, err = db.One(ctx, tx, db.Value[string], `SELECT id FROM concurrence_body ORDER BY id LIMIT 1`); err != nil {
			return err
		}
		return db.Exec(ctx, tx, `INSERT INTO recognition_line (id, decision_id, position, initiative_id, participant_id, participant_kind, name, unit_id, unit_path, unit_name, title, merit)
			VALUES ($1, $2, 1, $3, $4, $5, $6, $7, $8, 'Tổ dân phố', $9, '')`,
			lineID, decisionID, i.ID, i.ParticipantID, i.ParticipantKind, i.ParticipantName, i.UnitID, i.UnitPath, i.Title)
	})
	if err != nil {
		t.Fatal(err)
	}
	today := clock.DayOf(a.DB.Now())
	r, err := a.Concurrence.Ask(ctx, secretary, decisionID, concurrence.AskInput{BodyID: body, AskedOn: today, Whole: "1"})
	if err != nil {
		t.Fatal(err)
	}
	n, err := a.Concurrence.Prepare(ctx, secretary, decisionID, concurrence.NoticeInput{Title: "Danh sách đề nghị", From: today, To: today.AddDays(30), Place: "Nhà văn hóa"})
	if err != nil {
		t.Fatal(err)
	}
	if err := a.Concurrence.Publish(ctx, secretary, decisionID, n.ID, n.Version); err != nil {
		t.Fatal(err)
	}
	f, err := a.Bonuses.OpenFund(ctx, secretary, bonus.FundInput{UnitID: unitID, Year: 2026, Name: "Quỹ thử", Available: 1_000_000, Source: "Dự toán"})
	if err != nil {
		t.Fatal(err)
	}
	return map[string]string{
		"/viec/quyet-dinh/:line": lineID, "/viec/quyet-dinh/:request": r.ID, "/viec/quyet-dinh/:notice": n.ID, "/cong-khai/:code": n.Code,
		"/viec/quy-khen-thuong/:id": f.ID, "/quan-tri/hiep-y/:body": body, "/quan-tri/hiep-y/:setting": "reply_days", "/viec/quyet-dinh/:file": "to-trinh.pdf",
	}
}
