package demo

import (
	"context"

	"github.com/google/uuid"

	"kheo/internal/business/certificate"
)

// certificates shows how a body's own blanks are printed: a design of the committee,
// whose title stands still, and the calibration of a printer.
func (x *maker) certificates(ctx context.Context, decision string) error {
	d, _, err := x.issued(ctx, decision)
	if err != nil {
		return err
	}
	keeper := x.actors["quantri"]
	desk, err := x.Certificates.Desk(ctx, keeper, d.ID, certificate.Choice{Design: "party-a4"})
	if err != nil {
		return err
	}
	own, err := x.Certificates.Copy(ctx, keeper, desk.Design.ID, uuid.Must(uuid.NewV7()).String(), d.UnitID)
	if err != nil {
		return err
	}
	in := certificate.InputOf(own)
	in.Name, in.Source, in.TitleAt = "Giấy khen Quận ủy, phôi in sẵn (ví dụ)", "Phôi giấy khen của Quận ủy in năm 2022 (ví dụ, chưa đối chiếu)", "62"
	if _, err := x.Certificates.Change(ctx, keeper, in); err != nil {
		return err
	}
	_, err = x.Certificates.AddCalibration(ctx, keeper, certificate.CalibrationInput{
		ID: uuid.Must(uuid.NewV7()).String(), UnitID: d.UnitID, Printer: "Máy in Văn phòng, khay tay", X: "8", Y: "-5", Scale: "1",
	})
	return err
}
