package app

import (
	"context"
	"testing"

	"kheo/internal/business/certificate"
	"kheo/internal/business/numberbook"
	"kheo/internal/business/org"
	"kheo/internal/business/participant"
	"kheo/internal/business/recognition"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/service/audit"
	"kheo/internal/service/docgen"
)

// certificatesOf issues a decision of a body with one line, and makes a design of its
// unit and the calibration of a printer, for the routes of certificates.
func certificatesOf(t *testing.T, a *App, body, season string, day clock.Date) map[string]string {
	t.Helper()
	ctx := t.Context()
	var unit org.Unit
	var d recognition.Decision
	err := a.DB.Update(ctx, func(tx *db.Tx) (err error) {
		if unit, err = a.Org.ByCode(ctx, tx, "", body); err != nil {
			return err
		}
		d, err = enterOne(ctx, tx, a, unit, season, day)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	desk, err := a.Certificates.Desk(ctx, operator(), d.ID, certificate.Choice{})
	if err != nil {
		t.Fatal(err)
	}
	design, err := a.Certificates.Copy(ctx, operator(), desk.Design.ID, newID(), unit.ID)
	if err != nil {
		t.Fatal(err)
	}
	printer, err := a.Certificates.AddCalibration(ctx, operator(), certificate.CalibrationInput{ID: newID(), UnitID: unit.ID, Printer: "Máy in " + body, X: "5"})
	if err != nil {
		t.Fatal(err)
	}
	return map[string]string{
		"/viec/quyet-dinh/{id}/giay:id": d.ID, "/viec/quyet-dinh/{id}/giay:code": desk.Lines[0].Code,
		"/viec/mau-giay/:id": design.ID, "/viec/may-in/:id": printer.ID,
	}
}

// enterOne enters a decision of unit with one line for a collective there.
func enterOne(ctx context.Context, tx *db.Tx, a *App, unit org.Unit, season string, day clock.Date) (recognition.Decision, error) {
	number, err := a.Numbers.Preview(ctx, tx, numberbook.Want{UnitID: unit.ID, Line: org.Party, DocType: "QĐ", Day: day})
	if err != nil {
		return recognition.Decision{}, err
	}
	p, _, err := a.Participants.Ensure(ctx, tx, participant.Collective, "Tổ dân phố mẫu "+unit.Name, participant.Unit{ID: unit.ID, Path: unit.Path})
	if err != nil {
		return recognition.Decision{}, err
	}
	return a.Recognition.Enter(ctx, tx, audit.System, recognition.Input{
		ID: newID(), Season: season, UnitID: unit.ID, Kind: recognition.Recognition, Level: "cấp phường", Number: number, DecidedOn: day,
		Place: "Đống Đa", Letterhead: "ĐẢNG ỦY MẪU", Line: org.Party, SignAs: "T/M BAN THƯỜNG VỤ\nPHÓ BÍ THƯ", Signer: "Nguyễn Văn Mẫu",
		OtherBases: "Tờ trình số 38-TTr/ĐU;",
	}, []recognition.LineInput{{ParticipantID: p.ID, Title: "Khéo mẫu"}})
}

// TestShippedDesignsAreThere: a new Khéo has the twelve designs, and opening it again
// adds none.
func TestShippedDesignsAreThere(t *testing.T) {
	t.Parallel()
	c := Config{Data: t.TempDir(), BaseURL: "http://127.0.0.1:8080"}
	for range 2 {
		a, err := Open(t.Context(), c)
		if err != nil {
			t.Fatal(err)
		}
		l, err := a.Certificates.Designs(t.Context(), operator())
		if err != nil || len(l.Designs) != len(docgen.ShippedDesigns()) {
			t.Errorf("%d designs (%v)", len(l.Designs), err)
		}
		if err := a.Close(); err != nil {
			t.Fatal(err)
		}
	}
}
