package initiative

import (
	"context"
	"net/http"
	"strconv"

	"github.com/google/uuid"

	"kheo/internal/platform/clock"
	"kheo/internal/platform/fault"
	"kheo/internal/platform/i18n"
	"kheo/internal/service/web"
	"kheo/internal/service/web/ui"
)

// workForm is a form about one initiative: its fields with what is wrong, and
// what stands against it as a whole.
type workForm struct {
	ID     string
	Fields []ui.Field
	Notice *ui.Notice
	err    error
}

func newWorkForm(r *web.Request, i Initiative, err error) workForm {
	return workForm{ID: i.ID, Notice: objection(r, err), err: err}
}

// explain gives each field what is wrong with it.
func (f *workForm) explain(ctx context.Context) {
	for n := range f.Fields {
		f.Fields[n].Error = ui.FieldError(ctx, f.err, f.Fields[n].Name)
	}
}

// reporting finds the initiative of the address for a form of progress or evidence.
func (p pages) reporting(r *web.Request) (Initiative, error) {
	i, err := p.See(r.Context(), r.Actor, r.PathValue("id"))
	switch {
	case err != nil:
		return i, err
	case !mayRegister(r.Actor, i.UnitPath):
		return i, fault.Forbidden
	case !mayReport(r.Actor, i):
		return i, fault.Refuse("Hồ sơ đang ở bước “%s”, chưa ghi tiến độ được.", i.State.Label())
	}
	return i, nil
}

func (p pages) askProgress(w http.ResponseWriter, r *web.Request) error {
	i, err := p.reporting(r)
	if err != nil {
		return err
	}
	typed := map[string]string{"id": uuid.Must(uuid.NewV7()).String(), "on": clock.DayOf(r.Now()).ISO(), "step": r.URL.Query().Get("buoc")}
	return p.showProgress(w, r, http.StatusOK, i, typed, nil)
}

func (p pages) addProgress(w http.ResponseWriter, r *web.Request) error {
	i, err := p.reporting(r)
	if err != nil {
		return err
	}
	in, err := web.Decode[ProgressInput](r)
	if err == nil {
		_, err = p.AddProgress(r.Context(), r.Actor, i.ID, in)
	}
	if status := again(err); status != 0 {
		return p.showProgress(w, r, status, i, typed(r), err)
	}
	if err != nil {
		return err
	}
	return web.Done(w, r, "/viec/mo-hinh/"+i.ID, "Đã ghi việc làm ngày %s.", in.On.String())
}

// typed is what was sent, right or wrong.
func typed(r *web.Request) map[string]string {
	all := map[string]string{}
	for name := range r.Form {
		all[name] = r.Form.Get(name)
	}
	return all
}

func (p pages) showProgress(w http.ResponseWriter, r *web.Request, status int, i Initiative, typed map[string]string, err error) error {
	ctx := r.Context()
	f := newWorkForm(r, i, err)
	f.Fields = []ui.Field{
		{Name: "on", Label: i18n.T(ctx, "Ngày"), Value: typed["on"], Required: true},
		{Name: "note", Label: i18n.T(ctx, "Đã làm gì"), Value: typed["note"], Required: true, Rows: 4, Hint: i18n.T(ctx, "Một hai câu: làm gì, ở đâu, kết quả ra sao.")},
		{Name: "step", Label: i18n.T(ctx, "Thuộc bước nào"), Value: typed["step"], Width: ui.Mid},
		{Name: "beneficiaries", Label: i18n.T(ctx, "Được hưởng"), Value: typed["beneficiaries"], Unit: i18n.T(ctx, "người hoặc hộ")},
		{Name: "money", Label: i18n.T(ctx, "Huy động được"), Value: typed["money"], Unit: i18n.T(ctx, "đồng"), Hint: i18n.T(ctx, "Tính cả hiện vật quy ra tiền. Không ghi tên ai góp bao nhiêu.")},
		{Name: "labor_days", Label: i18n.T(ctx, "Ngày công"), Value: typed["labor_days"], Unit: i18n.T(ctx, "ngày")},
	}
	f.explain(ctx)
	return web.ShowStaffStatus(w, r, status, below(r, i18n.T(ctx, "Ghi việc đã làm"), i), progressForm(f, typed["id"]))
}

func (p pages) askReport(w http.ResponseWriter, r *web.Request) error {
	i, err := p.See(r.Context(), r.Actor, r.PathValue("id"))
	if err == nil {
		err = permitHandIn(r.Actor, i)
	}
	if err != nil {
		return err
	}
	return p.showReport(w, r, http.StatusOK, i, i.Result, nil)
}

func (p pages) handIn(w http.ResponseWriter, r *web.Request) error {
	ctx := r.Context()
	in, err := web.Decode[FinalReport](r)
	id := r.PathValue("id")
	if err == nil {
		err = p.HandIn(ctx, r.Actor, id, in)
	}
	if status := again(err); status != 0 {
		i, e := p.See(ctx, r.Actor, id)
		if e != nil {
			return e
		}
		return p.showReport(w, r, status, i, in.Result, err)
	}
	if err != nil {
		return err
	}
	return web.Done(w, r, "/viec/mo-hinh/"+id, "Đã nộp báo cáo kết quả. Thẩm định viên sẽ xem và mở thẩm định.")
}

func (p pages) showReport(w http.ResponseWriter, r *web.Request, status int, i Initiative, result string, err error) error {
	ctx := r.Context()
	f := newWorkForm(r, i, err)
	f.Fields = []ui.Field{{
		Name: "result", Label: i18n.T(ctx, "Kết quả đạt được"), Value: result, Required: true, Rows: 10,
		Hint: i18n.T(ctx, "So với từng mục tiêu đã đăng ký: đạt bao nhiêu, còn gì chưa đạt và vì sao."),
	}}
	f.explain(ctx)
	page := below(r, i18n.T(ctx, "Nộp báo cáo kết quả"), i)
	page.Lead = i18n.T(ctx, "Hạn %s.", i.DueOn.String())
	return web.ShowStaffStatus(w, r, status, page, reportForm(f, i))
}

func (p pages) askIndicators(w http.ResponseWriter, r *web.Request) error {
	i, err := p.See(r.Context(), r.Actor, r.PathValue("id"))
	if err != nil {
		return err
	}
	if !mayWrite(r.Actor, i) && !mayReport(r.Actor, i) {
		return fault.Forbidden
	}
	all, err := p.IndicatorsOf(r.Context(), r.Actor, i.ID)
	if err != nil {
		return err
	}
	typed := map[string]string{}
	for n, x := range all {
		at := "i[" + strconv.Itoa(n) + "]."
		typed[at+"name"], typed[at+"measure"] = x.Name, x.Measure
		for name, value := range map[string]*int64{"baseline": x.Baseline, "target": x.Target, "result": x.Result} {
			if value != nil {
				typed[at+name] = i18n.Number(r.Context(), *value)
			}
		}
	}
	return p.showIndicators(w, r, http.StatusOK, i, typed, len(all), nil)
}

// indicatorTable is the form of the table of indicators.
type indicatorTable struct {
	Lines []IndicatorInput `form:"i"`
}

func (p pages) setIndicators(w http.ResponseWriter, r *web.Request) error {
	ctx := r.Context()
	in, err := web.Decode[indicatorTable](r)
	id := r.PathValue("id")
	if err == nil {
		err = p.SetIndicators(ctx, r.Actor, id, in.Lines)
	}
	if status := again(err); status != 0 {
		i, e := p.See(ctx, r.Actor, id)
		if e != nil {
			return e
		}
		return p.showIndicators(w, r, status, i, typed(r), len(in.Lines), err)
	}
	if err != nil {
		return err
	}
	return web.Done(w, r, "/viec/mo-hinh/"+id, "Đã lưu bảng chỉ số.")
}

func (p pages) showIndicators(w http.ResponseWriter, r *web.Request, status int, i Initiative, typed map[string]string, lines int, err error) error {
	ctx := r.Context()
	f := newWorkForm(r, i, err)
	if text := ui.FieldError(ctx, err, "indicators"); text != "" {
		f.Notice = &ui.Notice{Kind: ui.Bad, Text: text}
	}
	page := below(r, i18n.T(ctx, "Ghi chỉ số"), i)
	page.Lead = i18n.T(ctx, "Mỗi dòng một con số mà mô hình muốn thay đổi: trước khi làm, mục tiêu, kết quả.")
	return web.ShowStaffStatus(w, r, status, page, indicatorForm(f, typed, min(max(lines+2, 4), maxIndicators)))
}

// lineFields are the boxes of line n of the table of indicators.
func (f workForm) lineFields(ctx context.Context, typed map[string]string, n int) []ui.Field {
	at := "i[" + strconv.Itoa(n) + "]."
	line := strconv.Itoa(n + 1)
	var fields []ui.Field
	for _, x := range []struct{ name, label string }{
		{"name", i18n.T(ctx, "Chỉ số")}, {"measure", i18n.T(ctx, "Đơn vị đo")}, {"baseline", i18n.T(ctx, "Trước khi làm")},
		{"target", i18n.T(ctx, "Mục tiêu")}, {"result", i18n.T(ctx, "Kết quả")},
	} {
		fields = append(fields, ui.Field{
			Name: at + x.name, ID: "f-" + x.name + "-" + line, Label: x.label + " " + line, Value: typed[at+x.name],
			Error: ui.FieldError(ctx, f.err, at+x.name),
		})
	}
	return fields
}
