package org

import (
	"context"
	"net/http"
	"strconv"

	"kheo/internal/platform/i18n"
	"kheo/internal/service/web"
	"kheo/internal/service/web/ui"
)

// eventForm is the form for an event with what was typed.
type eventForm struct {
	In    EventInput
	Loose []Loose
	Open  int // how many of Loose wait for a choice
	Err   error
}

// What the buttons of the form ask for.
const (
	stepName    = "buoc"
	stepRow     = "them-dong"
	stepNew     = "them-don-vi-moi"
	stepBack    = "sua"
	stepPreview = "xem"
	stepSave    = "luu"
)

// atLeast gives the form rows to begin with: two units that merge, or one that changes.
func (in EventInput) atLeast() EventInput {
	rows := 1
	if in.Kind == Merging {
		rows = 2
		if len(in.New) == 0 {
			in.New = append(in.New, NewRow{})
		}
	}
	for len(in.Rows) < rows {
		in.Rows = append(in.Rows, EventRow{})
	}
	for i, r := range in.Rows {
		if in.Kind == Merging && r.Relation == "" {
			in.Rows[i].Relation = Whole
		}
		if in.Kind == Merging && r.To == "" && len(in.New) == 1 {
			in.Rows[i].To = NewKey(0)
		}
	}
	return in
}

func (p pages) eventFormPage(w http.ResponseWriter, r *web.Request, status int, f eventForm) error {
	ctx := r.Context()
	page := r.StaffPage(i18n.T(ctx, f.In.Kind.Label()), "")
	page.Crumbs = eventCrumbs(ctx, ui.Link{Text: i18n.T(ctx, "Ghi sự kiện"), Href: eventsPath + "/moi"})
	page.Lead = i18n.T(ctx, "Bước 1: nhập theo văn bản. Bước 2: xem trước mọi thay đổi rồi mới ghi.")
	return web.ShowStaffStatus(w, r, status, page, eventFormContent(f))
}

// enterEvent shows the form again with another row, or what the event would do, or
// lets it happen, as the button says that was pressed.
func (p pages) enterEvent(w http.ResponseWriter, r *web.Request) error {
	in, err := web.Decode[EventInput](r)
	if err != nil && !isInvalid(err) {
		return err
	}
	ctx, step := r.Context(), r.FormValue(stepName)
	plan, err := p.service.Plan(ctx, r.Actor, in)
	if err != nil && !isInvalid(err) {
		return err
	}
	switch step {
	case stepRow:
		in.Rows = append(in.Rows, EventRow{})
	case stepNew:
		in.New = append(in.New, NewRow{})
	}
	if step == stepRow || step == stepNew || step == stepBack {
		return p.eventFormPage(w, r, http.StatusOK, eventForm{In: in.atLeast(), Loose: plan.Loose, Open: plan.Open})
	}
	var o Outcome
	if err == nil && step == stepSave {
		o, err = p.service.Enter(ctx, r.Actor, plan.Draft)
	} else if err == nil {
		o, err = p.service.Preview(ctx, r.Actor, plan.Draft)
	}
	if _, known := refusal(err); known || isInvalid(err) {
		return p.eventFormPage(w, r, web.Status(err), eventForm{In: in.atLeast(), Loose: plan.Loose, Open: plan.Open, Err: plan.Told(err)})
	}
	if err != nil {
		return err
	}
	if step == stepSave && o.Event.State == Planned {
		return web.Done(w, r, eventPath(o.Event.ID), "Đã ghi sự kiện. Đến ngày %s sự kiện mới có hiệu lực.", o.Event.On.String())
	}
	if step == stepSave {
		return web.Done(w, r, eventPath(o.Event.ID), "Đã ghi sự kiện ngày %s.", o.Event.On.String())
	}
	return p.previewPage(w, r, preview{In: in, Plan: plan, Outcome: o})
}

// preview is what an event would do.
type preview struct {
	In      EventInput
	Plan    Plan
	Outcome Outcome
	Names   map[string]string // of parents, by id or key of a new unit
}

func (p pages) previewPage(w http.ResponseWriter, r *web.Request, v preview) error {
	ctx := r.Context()
	if err := p.nameParents(r, &v); err != nil {
		return err
	}
	page := r.StaffPage(i18n.T(ctx, "Xem trước: %s", i18n.T(ctx, v.In.Kind.Label())), "")
	page.Crumbs = eventCrumbs(ctx, ui.Link{Text: i18n.T(ctx, "Ghi sự kiện"), Href: eventsPath + "/moi"})
	page.Lead = i18n.T(ctx, "Bước 2: chưa có gì được ghi. Xem kỹ rồi ghi, hoặc sửa lại.")
	return web.ShowStaff(w, r, page, previewContent(v))
}

// nameParents finds the names of the units to which others move: new ones, and
// those that the draft names.
func (p pages) nameParents(r *web.Request, v *preview) error {
	v.Names = map[string]string{}
	for i, n := range v.In.New {
		v.Names[NewKey(i)] = n.Name
	}
	for _, e := range v.Outcome.Effects {
		for _, u := range e.To {
			v.Names[u.ID] = u.Name
		}
	}
	for _, c := range v.Plan.Draft.Changes {
		if _, known := v.Names[c.New]; known || c.Relation != Move {
			continue
		}
		u, err := p.service.View(r.Context(), r.Actor, c.New)
		if err != nil {
			return err
		}
		v.Names[c.New] = u.Unit.Name
	}
	return nil
}

// rowQuestions are the fields of one row; the first carries what is wrong with it.
func rowQuestions(ctx context.Context, f eventForm, i int) map[string]ui.Field {
	r := f.In.Rows[i]
	n := strconv.Itoa(i)
	field := func(name, label, value string) ui.Field {
		return ui.Field{Name: "row[" + n + "]." + name, ID: "f-" + rowField(i) + "-" + name, Label: label, Value: value}
	}
	old := field("old", i18n.T(ctx, "Đơn vị"), r.Old)
	if f.In.Kind == Merging {
		old.Label = i18n.T(ctx, "Đơn vị cũ")
	}
	old.Error = ui.FieldError(ctx, f.Err, rowField(i))
	return map[string]ui.Field{
		"old":      old,
		"relation": field("relation", i18n.T(ctx, "Nhập bao nhiêu"), string(r.Relation)),
		"to":       field("to", i18n.T(ctx, "Vào đơn vị mới"), r.To),
		"name":     field("name", i18n.T(ctx, "Tên mới"), r.Name),
		"type":     field("type", i18n.T(ctx, "Loại mới"), string(r.Type)),
		"tree":     field("tree", i18n.T(ctx, "Trong cây"), string(r.Tree)),
		"above":    field("above", i18n.T(ctx, "Cấp trên mới"), r.Above),
		"detail":   field("detail", i18n.T(ctx, "Ghi chú theo văn bản"), r.Detail),
	}
}

// newQuestions are the fields of one new unit.
func newQuestions(ctx context.Context, f eventForm, i int) map[string]ui.Field {
	u := f.In.New[i]
	n := strconv.Itoa(i)
	field := func(name, label, value string) ui.Field {
		return ui.Field{Name: "new[" + n + "]." + name, ID: "f-" + newField(i) + "-" + name, Label: label, Value: value}
	}
	name := field("name", i18n.T(ctx, "Tên đơn vị mới"), u.Name)
	name.Error = ui.FieldError(ctx, f.Err, newField(i))
	above := field("above", i18n.T(ctx, "Cấp trên"), u.Above)
	above.Hint = i18n.T(ctx, "Tên hoặc mã; cũng có thể là tên một đơn vị mới khác.")
	code := field("code", i18n.T(ctx, "Mã của cơ quan thống kê"), u.Code)
	code.Hint = i18n.T(ctx, "Để trống nếu chưa có.")
	return map[string]ui.Field{"name": name, "type": field("type", i18n.T(ctx, "Loại"), string(u.Type)), "above": above, "code": code}
}

// belowQuestion asks where a unit below a split or ended one goes.
func belowQuestion(ctx context.Context, f eventForm, i int) ui.Field {
	l := f.Loose[i]
	return ui.Field{
		Name: "below[" + strconv.Itoa(i) + "].to", ID: "f-below-" + strconv.Itoa(i+1), Label: i18n.T(ctx, "%s (đang trực thuộc %s)", l.Unit.Name, l.Under.Name),
		Value: l.To, Error: ui.FieldError(ctx, f.Err, belowField(l.Unit.ID)), Width: ui.Mid,
	}
}

// restQuestion asks once for all units below.
func restQuestion(ctx context.Context, f eventForm) ui.Field {
	q := ui.Field{Name: "rest", Label: i18n.T(ctx, "Những đơn vị trực thuộc không chọn riêng"), Value: f.In.Rest, Width: ui.Mid}
	if f.Open > 0 && f.Err != nil {
		q.Error = i18n.T(ctx, "Còn %d đơn vị trực thuộc chưa có nơi về. Chọn chung ở đây hoặc chọn riêng bên dưới.", f.Open)
	}
	return q
}

func restOptions(ctx context.Context, in EventInput) []ui.Option {
	options := []ui.Option{{Text: i18n.T(ctx, "Chọn riêng từng đơn vị")}}
	if in.Kind == Merging {
		options = append(options, newOptions(ctx, in)...)
	}
	return append(options, ui.Option{Value: BelowUp, Text: i18n.T(ctx, "Về cấp trên của đơn vị cũ")}, ui.Option{Value: BelowEnds, Text: i18n.T(ctx, "Kết thúc cùng ngày")})
}

func belowOptions(ctx context.Context, in EventInput, l Loose) []ui.Option {
	options := []ui.Option{{Text: i18n.T(ctx, "Chọn nơi về")}}
	if in.Rest != "" {
		options[0].Text = i18n.T(ctx, "Theo lựa chọn chung")
	}
	if in.Kind == Merging {
		options = append(options, newOptions(ctx, in)...)
	}
	if l.Up.ID != "" {
		options = append(options, ui.Option{Value: BelowUp, Text: i18n.T(ctx, "Về %s", l.Up.Name)})
	}
	return append(options, ui.Option{Value: BelowEnds, Text: i18n.T(ctx, "Kết thúc cùng ngày")})
}

// newOptions offers the new units of the form by number and name.
func newOptions(ctx context.Context, in EventInput) (options []ui.Option) {
	for i, n := range in.New {
		text := i18n.T(ctx, "Đơn vị mới số %d", i+1)
		if n.Name != "" {
			text += ": " + n.Name
		}
		options = append(options, ui.Option{Value: NewKey(i), Text: text})
	}
	return options
}

// wrongFields are all fields with something wrong, for the summary.
func (f eventForm) wrongFields(ctx context.Context, head ...ui.Field) []ui.Field {
	for i := range f.In.Rows {
		old := rowQuestions(ctx, f, i)["old"]
		old.Label = i18n.T(ctx, "Dòng %d", i+1)
		head = append(head, old)
	}
	for i := range f.In.New {
		name := newQuestions(ctx, f, i)["name"]
		name.Label = i18n.T(ctx, "Đơn vị mới số %d", i+1)
		head = append(head, name)
	}
	head = append(head, restQuestion(ctx, f))
	for i := range f.Loose {
		q := belowQuestion(ctx, f, i)
		if f.Open == 0 { // what waits for a choice is said once
			head = append(head, q)
		}
	}
	return head
}
