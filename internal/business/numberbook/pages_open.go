package numberbook

import (
	"context"
	"errors"
	"net/http"
	"strconv"

	"github.com/google/uuid"

	"kheo/internal/business/org"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/fault"
	"kheo/internal/platform/i18n"
	"kheo/internal/service/web"
	"kheo/internal/service/web/ui"
)

// bookView is what the page of a book shows.
type bookView struct {
	View
	In  ReserveInput
	Err error
}

// fresh gives a form that was not sent yet the id of its reservation.
func (in ReserveInput) fresh() ReserveInput {
	if in.ID == "" {
		in.ID = uuid.Must(uuid.NewV7()).String()
	}
	return in
}

func (p pages) askOpen(w http.ResponseWriter, r *web.Request) error {
	return p.showOpen(w, r, OpenInput{Day: clock.DayOf(r.Now()), First: 1, Line: org.Party}, nil)
}

// openView is what the form that opens a book shows.
type openView struct {
	Opening
	In    OpenInput
	Words string
	Err   error
}

func (p pages) showOpen(w http.ResponseWriter, r *web.Request, in OpenInput, wrong error) error {
	ctx := r.Context()
	words := r.FormValue("tim")
	if uuid.Validate(in.UnitID) != nil {
		in.UnitID = ""
	}
	o, err := p.Opening(ctx, r.Actor, words, in.UnitID)
	if err != nil {
		return err
	}
	if in.DocType == "" && len(o.Kinds) > 0 {
		in.DocType = o.Kinds[0].Code
	}
	page := staff(r, i18n.T(ctx, "Mở sổ văn bản"))
	page.Lead = i18n.T(ctx, "Chỉ cần khi trong kỳ đã cấp số trên giấy. Nếu không, sổ tự mở khi ký văn bản đầu tiên.")
	return web.ShowStaffStatus(w, r, status(r, &page, wrong), page, openContent(openView{o, in, words, wrong}))
}

func (p pages) openBook(w http.ResponseWriter, r *web.Request) error {
	in, err := web.Decode[OpenInput](r)
	if r.FormValue("tim_ngay") != "" && err == nil {
		return p.showOpen(w, r, in, nil)
	}
	var b Book
	if err == nil && uuid.Validate(in.UnitID) != nil {
		err = fault.Invalid{"unit": fault.Say("Chọn cơ quan.")}
	}
	if err == nil {
		b, err = p.OpenBook(r.Context(), r.Actor, in)
	}
	var refused fault.Refused
	if errors.As(err, &refused) { // no abbreviation or no term yet: said beside the body
		err = fault.Invalid{"unit": refused.Reason}
	}
	if web.FormAgain(err) {
		return p.showOpen(w, r, in, err)
	}
	if err != nil {
		return err
	}
	return web.Done(w, r, listPath+"/"+b.ID, "Đã mở sổ. Số tiếp theo là %s.", Write(b.Pattern, b.Next))
}

func (v openView) unit(ctx context.Context) ui.Field {
	return field(ctx, v.Err, "unit", i18n.T(ctx, "Cơ quan"), "", v.In.UnitID)
}

func (v openView) line(ctx context.Context) ui.Field {
	return field(ctx, v.Err, "line", i18n.T(ctx, "Hệ thống"), "", string(v.In.Line))
}

func (v openView) kind(ctx context.Context) ui.Field {
	return field(ctx, v.Err, "doc_type", i18n.T(ctx, "Loại văn bản"), "", v.In.DocType)
}

func (v openView) day(ctx context.Context) ui.Field {
	return short(field(ctx, v.Err, "day", i18n.T(ctx, "Một ngày trong kỳ"), i18n.T(ctx, "Sổ của Đảng chạy theo nhiệm kỳ, sổ của Nhà nước chạy theo năm."), v.In.Day.ISO()))
}

func (v openView) first(ctx context.Context) ui.Field {
	f := field(ctx, v.Err, "first", i18n.T(ctx, "Số bắt đầu"), i18n.T(ctx, "Số tiếp theo số cuối cùng đã cấp trên giấy."), strconv.FormatInt(v.In.First, 10))
	f.Width = ui.Short
	return f
}

func (v openView) units() (all []ui.Option) {
	for _, u := range v.Units {
		all = append(all, ui.Option{Value: u.ID, Text: u.Name})
	}
	return all
}

func kindOptions(kinds []Kind, first ...ui.Option) []ui.Option {
	for _, k := range kinds {
		first = append(first, ui.Option{Value: k.Code, Text: k.Code + ", " + k.Name})
	}
	return first
}

func lineOptions(ctx context.Context) (all []ui.Option) {
	for _, l := range org.Lines() {
		if numbered(l) {
			all = append(all, ui.Option{Value: string(l), Text: i18n.T(ctx, l.Label())})
		}
	}
	return all
}

func (p pages) askSet(w http.ResponseWriter, r *web.Request) error { return p.showSet(w, r, nil, nil) }

func (p pages) showSet(w http.ResponseWriter, r *web.Request, in *BookInput, wrong error) error {
	ctx := r.Context()
	v, err := p.See(ctx, r.Actor, r.PathValue("id"), NumberQuery{}, false)
	if err != nil {
		return err
	}
	if !v.Manages {
		return fault.Forbidden
	}
	if in == nil {
		in = &BookInput{Pattern: v.Pattern, First: v.First, Version: v.Version}
		if v.Backwards {
			in.Backwards = "1"
		}
	}
	page := staff(r, i18n.T(ctx, "Cách cấp số"), ui.Link{Text: v.Name(), Href: listPath + "/" + v.ID})
	return web.ShowStaffStatus(w, r, status(r, &page, wrong), page, setContent(v, *in, wrong))
}

func (p pages) set(w http.ResponseWriter, r *web.Request) error {
	in, err := web.Decode[BookInput](r)
	if err == nil {
		err = p.Set(r.Context(), r.Actor, r.PathValue("id"), in)
	}
	if web.FormAgain(err) {
		return p.showSet(w, r, &in, err)
	}
	if err != nil {
		return err
	}
	return web.Done(w, r, listPath+"/"+r.PathValue("id"), "Đã lưu cách cấp số.")
}
