package certificate

import (
	"bytes"
	"context"
	"errors"
	"net/http"

	"github.com/google/uuid"

	"kheo/internal/platform/clock"
	"kheo/internal/platform/fault"
	"kheo/internal/platform/i18n"
	"kheo/internal/service/auth"
	"kheo/internal/service/docgen"
	"kheo/internal/service/web"
	"kheo/internal/service/web/ui"
)

func printerCrumbs(ctx context.Context, more ...ui.Link) []ui.Link {
	return designCrumbs(ctx, append([]ui.Link{{Text: i18n.T(ctx, "Chỉnh máy in"), Href: printersPath}}, more...)...)
}

func printerPath(id string) string { return printersPath + "/" + id }

func (p pages) printers(w http.ResponseWriter, r *web.Request) error {
	ctx := r.Context()
	l, err := p.Printers(ctx, r.Actor)
	if err != nil {
		return err
	}
	page := r.StaffPage(i18n.T(ctx, "Chỉnh máy in"), ui.SectionDecisions)
	page.Crumbs = printerCrumbs(ctx)[:2]
	page.Lead = i18n.T(ctx, "Mỗi máy in lệch một ít. Ghi số chỉnh một lần để chữ rơi đúng chỗ trên phôi in sẵn.")
	if len(l.Own) > 0 && len(l.Calibrations) > 0 {
		page.Action = ui.ButtonLink(i18n.T(ctx, "Thêm máy in"), printersPath+"/them", ui.Go)
	}
	return web.ShowStaff(w, r, page, printersContent(l))
}

// printerView is what the form of a printer shows.
type printerView struct {
	In    CalibrationInput
	Own   []auth.Grant // units, for a new one
	New   bool
	Edits bool
	Err   error
	Unit  string // whose printer it is
}

func (v printerView) action() string {
	if v.New {
		return printersPath + "/them"
	}
	return printerPath(v.In.ID)
}

func (v printerView) field(ctx context.Context, name, label, hint, value string) ui.Field {
	return ui.Field{Name: name, Label: label, Hint: hint, Value: value, Error: ui.FieldError(ctx, v.Err, name), Disabled: !v.Edits}
}

func (v printerView) printer(ctx context.Context) ui.Field {
	f := v.field(ctx, "printer", i18n.T(ctx, "Máy in"), i18n.T(ctx, "Tên và khay, ví dụ: Máy in văn phòng, khay tay."), v.In.Printer)
	f.Required, f.Width = true, ui.Mid
	return f
}

func (v printerView) unit(ctx context.Context) ui.Field {
	return v.field(ctx, "unit", i18n.T(ctx, "Đơn vị"), "", v.In.UnitID)
}

func (v printerView) numbers(ctx context.Context) []ui.Field {
	all := []ui.Field{
		v.field(ctx, "x", i18n.T(ctx, "Số ngang"), i18n.T(ctx, "Dịch sang phải bao nhiêu phần mười mm; sang trái thì ghi số âm."), v.In.X),
		v.field(ctx, "y", i18n.T(ctx, "Số dọc"), i18n.T(ctx, "Dịch xuống bao nhiêu phần mười mm; lên thì ghi số âm."), v.In.Y),
		v.field(ctx, "scale", i18n.T(ctx, "Cỡ"), i18n.T(ctx, "To thêm bao nhiêu phần nghìn; nhỏ đi thì ghi số âm. Thường là 0."), v.In.Scale),
	}
	for n := range all {
		all[n].Width = ui.Short
	}
	return all
}

func (p pages) newPrinter(w http.ResponseWriter, r *web.Request) error {
	return p.newForm(w, r, CalibrationInput{ID: uuid.Must(uuid.NewV7()).String(), X: "0", Y: "0", Scale: "0"}, nil)
}

func (p pages) newForm(w http.ResponseWriter, r *web.Request, in CalibrationInput, wrong error) error {
	l, err := p.Printers(r.Context(), r.Actor)
	if err != nil {
		return err
	}
	if len(l.Own) == 0 {
		return fault.Forbidden
	}
	return p.printerForm(w, r, i18n.T(r.Context(), "Thêm máy in"), printerView{In: in, Own: l.Own, New: true, Edits: true, Err: wrong})
}

func (p pages) printerForm(w http.ResponseWriter, r *web.Request, title string, v printerView) error {
	ctx := r.Context()
	page := r.StaffPage(title, ui.SectionDecisions)
	page.Crumbs, page.Lead = printerCrumbs(ctx), v.Unit
	return web.ShowStaffStatus(w, r, status(ctx, &page, v.Err), page, printerContent(v))
}

func (p pages) addPrinter(w http.ResponseWriter, r *web.Request) error {
	in, err := web.Decode[CalibrationInput](r)
	var c Calibration
	if err == nil {
		c, err = p.AddCalibration(r.Context(), r.Actor, in)
	}
	if web.FormAgain(err) {
		return p.newForm(w, r, in, err)
	}
	if err != nil {
		return err
	}
	return web.Done(w, r, printerPath(c.ID), "Đã lưu. In tờ chỉnh với số này: vạch 0 phải nằm đúng 20 mm từ hai mép.")
}

func (p pages) printer(w http.ResponseWriter, r *web.Request) error {
	c, edits, err := p.Calibration(r.Context(), r.Actor, r.PathValue("id"))
	if err != nil {
		return err
	}
	all, err := p.Printers(r.Context(), r.Actor)
	if err != nil {
		return err
	}
	return p.printerForm(w, r, c.Printer, printerView{In: InputOfCalibration(c), Edits: edits, Unit: all.Names[c.UnitID]})
}

func (p pages) changePrinter(w http.ResponseWriter, r *web.Request) error {
	in, err := web.Decode[CalibrationInput](r)
	in.ID = r.PathValue("id")
	if err == nil {
		_, err = p.ChangeCalibration(r.Context(), r.Actor, in)
	}
	if web.FormAgain(err) {
		if errors.Is(err, fault.Conflict) { // saving once more takes the place of what is there
			if now, _, e := p.Calibration(r.Context(), r.Actor, in.ID); e == nil {
				in.Version = now.Version
			}
		}
		return p.printerForm(w, r, i18n.T(r.Context(), "Chỉnh máy in"), printerView{In: in, Edits: true, Err: err})
	}
	if err != nil {
		return err
	}
	return web.Done(w, r, printerPath(in.ID), "Đã lưu. In tờ chỉnh với số này: vạch 0 phải nằm đúng 20 mm từ hai mép.")
}

func (p pages) removePrinter(w http.ResponseWriter, r *web.Request) error {
	in, err := web.Decode[versionInput](r)
	if err == nil {
		err = p.RemoveCalibration(r.Context(), r.Actor, r.PathValue("id"), in.Version)
	}
	if err != nil {
		return err
	}
	return web.Done(w, r, printersPath, "Đã bỏ máy in.")
}

// sheet is the calibration sheet for a printer that has no numbers yet.
func (p pages) sheet(w http.ResponseWriter, r *web.Request) error {
	if _, err := p.Printers(r.Context(), r.Actor); err != nil {
		return err
	}
	return sheetPDF(w, r, i18n.T(r.Context(), "chưa đặt tên"), docgen.Shift{})
}

// printerSheet is the sheet with a printer's numbers, to check them.
func (p pages) printerSheet(w http.ResponseWriter, r *web.Request) error {
	c, _, err := p.Calibration(r.Context(), r.Actor, r.PathValue("id"))
	if err != nil {
		return err
	}
	return sheetPDF(w, r, c.Printer, c.Shift)
}

func sheetPDF(w http.ResponseWriter, r *web.Request, printer string, shift docgen.Shift) error {
	paper := docgen.A4
	if r.URL.Query().Get("kho") == string(docgen.A3) {
		paper = docgen.A3
	}
	var file bytes.Buffer
	if err := docgen.WriteCalibration(&file, paper, clock.DayOf(r.Now()).Time(), printer, shift); err != nil {
		return err
	}
	_, err := web.Attachment(w, "application/pdf", "to-chinh-may-in-"+string(paper)+".pdf").Write(file.Bytes())
	return err
}

// firstPrinter leads to the form where nothing is kept yet.
func firstPrinter(ctx context.Context, l Printers) ui.Button {
	if len(l.Own) == 0 {
		return ui.Button{}
	}
	return ui.Button{Text: i18n.T(ctx, "Thêm máy in"), Href: printersPath + "/them", Look: ui.Go}
}
