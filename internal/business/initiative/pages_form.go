package initiative

import (
	"context"
	"errors"
	"net/http"
	"strconv"
	"time"

	"github.com/a-h/templ"
	"github.com/google/uuid"

	"kheo/internal/business/participant"
	"kheo/internal/platform/fault"
	"kheo/internal/platform/i18n"
	"kheo/internal/service/web"
	"kheo/internal/service/web/ui"
)

// formPage is what the form of a registration shows.
type formPage struct {
	Choices
	In      Registration
	Typed   string // the day as it was typed
	Err     error
	Notice  *ui.Notice
	SavedAt time.Time            // when the server kept it last; zero: never
	Stored  bool                 // it has an address of its own
	Alike   []participant.Likely // known participants that may be the one who registers
}

func (p pages) blank(w http.ResponseWriter, r *web.Request) error {
	ctx := r.Context()
	choices, err := p.Choices(ctx, r.Actor, r.URL.Query().Get("mua"), "")
	if err != nil {
		return err
	}
	f := formPage{Choices: choices, In: Registration{
		ID: uuid.Must(uuid.NewV7()).String(), Season: choices.Season.Code, Kind: Model, ParticipantKind: participant.Collective,
	}}
	if len(choices.Units) > 0 {
		f.In.UnitID = choices.Units[0].ID
	}
	f.Notice = objection(r, closed(choices))
	return f.show(w, r, http.StatusOK)
}

// closed is why nothing can be kept in the chosen season; nil when it can, or
// when there is no season to choose.
func closed(c Choices) error {
	if c.Season.ID == "" {
		return nil
	}
	return c.Season.Accepts()
}

func (p pages) edit(w http.ResponseWriter, r *web.Request) error {
	i, choices, err := p.Editing(r.Context(), r.Actor, r.PathValue("id"))
	if err != nil {
		return err
	}
	f := formPage{Choices: choices, In: i.registration(choices.Season.Code), Typed: i.StartsOn.ISO(), SavedAt: i.ChangedAt, Stored: true}
	if f.Notice = objection(r, closed(choices)); f.Notice == nil {
		f = f.withReason(r.Context(), i)
	}
	if f.Alike, err = p.alike(r.Context(), r.Actor, f.In); err != nil {
		return err
	}
	return f.show(w, r, http.StatusOK)
}

// registration is what would have to be sent to make i.
func (i Initiative) registration(season string) Registration {
	return Registration{
		ID: i.ID, Season: season, UnitID: i.UnitID, ParticipantKind: i.ParticipantKind, Participant: i.ParticipantName, Kind: i.Kind,
		FieldID: i.FieldID, Themes: i.Themes, StartsOn: i.StartsOn, Contact: i.Contact, Version: i.Version, Content: i.Content,
	}
}

// withReason says on top what the appraiser asked for.
func (f formPage) withReason(ctx context.Context, i Initiative) formPage {
	if i.State == Returned {
		f.Notice = &ui.Notice{
			Kind: ui.Due, Title: i18n.T(ctx, "Thẩm định viên trả lại, cần bổ sung trước ngày %s.", i.DueOn.String()), Text: i.ReturnReason,
		}
	}
	return f
}

// send keeps a registration, and hands it in unless the button said "later".
func (p pages) send(w http.ResponseWriter, r *web.Request) error {
	ctx := r.Context()
	in, err := decodeRegistration(r)
	later := r.Form.Get("act") == "luu"
	var i Initiative
	switch {
	case err != nil:
	case later:
		i, err = p.Save(ctx, r.Actor, in)
	default:
		i, err = p.Submit(ctx, r.Actor, in)
	}
	switch {
	case err != nil:
		return p.formAgain(w, r, in, err)
	case later:
		return web.Done(w, r, "/viec", "Đã lưu “%s”. Bạn viết tiếp lúc nào cũng được.", called(ctx, i))
	}
	return web.Done(w, r, "/viec/mo-hinh/"+i.ID, "Đã gửi đăng ký. Thẩm định viên trả lời trước ngày %s.", i.DueOn.String())
}

// formAgain shows what was typed with what is wrong. What is not yet complete is
// kept as a draft all the same, so that nothing is lost when the reader leaves.
func (p pages) formAgain(w http.ResponseWriter, r *web.Request, in Registration, err error) error {
	ctx := r.Context()
	status := again(err)
	if status == 0 {
		return err
	}
	choices, e := p.Choices(ctx, r.Actor, in.Season, in.UnitID)
	if e != nil {
		return errors.Join(e, err)
	}
	f := formPage{Choices: choices, In: in, Typed: r.Form.Get("starts_on"), Err: err, Notice: objection(r, err), Stored: r.PathValue("id") != ""}
	if errors.Is(err, fault.Conflict) {
		now, e := p.See(ctx, r.Actor, in.ID)
		if e != nil {
			return e
		}
		f.In.Version = now.Version
		f.Notice.Links = []ui.Link{{Text: i18n.T(ctx, "Xem bản mới"), Href: "/viec/mo-hinh/" + in.ID}}
	} else if kept, e := p.Save(ctx, r.Actor, in); e == nil {
		f.In.Version, f.SavedAt = kept.Version, r.Now()
	}
	if f.Alike, e = p.alike(ctx, r.Actor, in); e != nil {
		return e
	}
	return f.show(w, r, status)
}

// autosave keeps what is typed so far and answers when it did.
func (p pages) autosave(w http.ResponseWriter, r *web.Request) error {
	in, err := decodeRegistration(r)
	if err == nil {
		_, err = p.Save(r.Context(), r.Actor, in)
	}
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	_, err = w.Write([]byte(savedAt(r.Context(), r.Now())))
	return err
}

// newID stands in the address of a form that has none yet: what is kept in the
// browser is found again under the same address.
const newID = "moi"

func decodeRegistration(r *web.Request) (Registration, error) {
	in, err := web.Decode[Registration](r)
	if id := r.PathValue("id"); id != "" && id != newID {
		in.ID = id
	}
	return in, err
}

func savedAt(ctx context.Context, at time.Time) string {
	if at.IsZero() {
		return i18n.T(ctx, "Chưa có gì để lưu")
	}
	return i18n.T(ctx, "Đã lưu lúc %s", at.In(i18n.Zone()).Format("15:04"))
}

func (f formPage) show(w http.ResponseWriter, r *web.Request, status int) error {
	ctx := r.Context()
	title := i18n.T(ctx, "Đăng ký mô hình")
	page := r.StaffPage(title, ui.SectionInitiatives)
	page.Crumbs = []ui.Link{{Text: i18n.T(ctx, "Mô hình"), Href: "/viec/mo-hinh"}}
	if f.Season.ID == "" {
		return web.ShowStaffStatus(w, r, status, page, noSeason())
	}
	page.Title = title + ", " + f.Season.Name
	page.Lead = i18n.T(ctx, "Mười mục. Viết ngắn, nói việc thật. Bản nháp tự lưu khi bạn viết.")
	return web.ShowStaffStatus(w, r, status, page, formContent(f, f.fields(ctx)))
}

// fields are the questions of the form, by name.
func (f formPage) fields(ctx context.Context) formFields {
	field := func(name, label, hint, value string) ui.Field {
		return ui.Field{Name: name, Label: label, Hint: hint, Value: value, Error: ui.FieldError(ctx, f.Err, name)}
	}
	ff := formFields{
		Kind:  field("kind", i18n.T(ctx, "Loại"), "", string(f.In.Kind)),
		Field: field("field", i18n.T(ctx, "Lĩnh vực"), i18n.T(ctx, "Chọn một lĩnh vực gần nhất."), f.In.FieldID),
		Theme: field("theme", "", "", ""),
		Unit:  field("unit", i18n.T(ctx, "Đơn vị"), i18n.T(ctx, "Nơi mô hình được làm và theo dõi."), f.In.UnitID),
		ByKind: field("participant_kind", i18n.T(ctx, "Ai đăng ký"), "",
			string(f.In.ParticipantKind)),
		By: field("participant", i18n.T(ctx, "Tên tập thể hoặc cá nhân đăng ký"),
			i18n.T(ctx, "Nếu năm trước đã đăng ký, chọn đúng tên cũ để thành tích được nối liền."), f.In.Participant),
		Starts:  field("starts_on", i18n.T(ctx, "Ngày bắt đầu"), "", f.Typed),
		Contact: field("contact", i18n.T(ctx, "Liên hệ"), i18n.T(ctx, "Tên và số điện thoại để thẩm định viên hỏi thêm. Không bao giờ hiện ra trang công khai."), f.In.Contact),
	}
	ff.Theme.Values = f.In.Themes
	ff.By.More = templ.Attributes{
		"list": "ten-da-biet", "hx-get": "/viec/doi-tuong/goi-y", "hx-trigger": "input changed delay:200ms", "hx-target": "#ten-da-biet",
		"hx-include": "[name='unit'],[name='participant_kind']:checked",
	}
	ff.By.Autocomplete, ff.Contact.Autocomplete = "off", "off"
	for _, item := range f.In.Items() {
		one := field(item.Name, strconv.Itoa(item.Number)+". "+i18n.T(ctx, item.Label), i18n.T(ctx, item.Hint), item.Text)
		ff.Items = append(ff.Items, one)
	}
	return ff
}

// formFields are the questions of the form.
type formFields struct {
	Items                                                 []ui.Field
	Kind, Field, Theme, Unit, ByKind, By, Starts, Contact ui.Field
}

func (ff formFields) all() []ui.Field {
	return append(append([]ui.Field{}, ff.Items...), ff.Kind, ff.Field, ff.Theme, ff.Unit, ff.ByKind, ff.By, ff.Starts, ff.Contact)
}

// steps are the ten items as a timeline: written, the next one, to come.
func (f formPage) steps(ctx context.Context) []ui.Moment {
	var moments []ui.Moment
	next := true
	for _, item := range f.In.Items() {
		m := ui.Moment{Text: i18n.T(ctx, item.Label), Href: "#f-" + item.Name, State: ui.Ahead}
		switch {
		case item.Text != "":
			m.State = ui.Past
		case next:
			m.State, next = ui.Today, false
		}
		moments = append(moments, m)
	}
	return moments
}

func (f formPage) action() string {
	if f.Stored {
		return "/viec/mo-hinh/" + f.In.ID + "/sua"
	}
	return "/viec/mo-hinh/" + newID
}

func (f formPage) autosaveTo() string {
	if f.Stored {
		return "/viec/mo-hinh/" + f.In.ID + "/tu-luu"
	}
	return "/viec/mo-hinh/" + newID + "/tu-luu"
}
