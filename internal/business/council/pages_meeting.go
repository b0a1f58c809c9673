package council

import (
	"net/http"
	"slices"

	"github.com/google/uuid"

	"kheo/internal/business/campaign"
	"kheo/internal/business/review"
	"kheo/internal/platform/fault"
	"kheo/internal/platform/i18n"
	"kheo/internal/service/web"
	"kheo/internal/service/web/ui"
)

// meetingForm is the form of a meeting: the input as it was typed.
type meetingForm struct {
	Council Council
	Seasons []campaign.Season
	Rules   []Rule
	In      MeetingInput
	Old     Meeting // that is changed; without ID: a new one
	Err     error
}

func (p pages) newMeeting(w http.ResponseWriter, r *web.Request) error {
	f, err := p.full(r)
	if err == nil && !f.Keeps {
		err = fault.Forbidden
	}
	if err != nil {
		return err
	}
	return p.showMeetingForm(w, r, meetingForm{Council: f.Council, In: MeetingInput{ID: uuid.Must(uuid.NewV7()).String(), HeldOn: f.Today}})
}

func (p pages) showMeetingForm(w http.ResponseWriter, r *web.Request, f meetingForm) (err error) {
	ctx := r.Context()
	if f.Seasons, err = p.Seasons(ctx, f.Council); err != nil {
		return err
	}
	if f.Rules, _, err = p.Rules(ctx, r.Actor); err != nil {
		return err
	}
	f.Rules = slices.DeleteFunc(f.Rules, func(x Rule) bool { return !f.In.HeldOn.IsZero() && !x.InForce(f.In.HeldOn) && x.ID != f.In.Rule })
	title := i18n.T(ctx, "Mở phiên họp")
	if f.Old.ID != "" {
		title = i18n.T(ctx, "Sửa ngày, nơi họp")
	}
	page := p.frame(r, title, councilCrumb(f.Council))
	page.Flash = notice(ctx, f.Err)
	return web.ShowStaffStatus(w, r, status(f.Err), page, meetingFormContent(f))
}

func (p pages) call(w http.ResponseWriter, r *web.Request) error {
	f, err := p.full(r)
	if err != nil {
		return err
	}
	in, err := web.Decode[MeetingInput](r)
	m := Meeting{}
	if err == nil {
		m, err = p.Call(r.Context(), r.Actor, f.ID, in)
	}
	return done(w, r, err, func(err error) error {
		return p.showMeetingForm(w, r, meetingForm{Council: f.Council, In: in, Err: err})
	}, meetingPath(m.ID), "Đã mở phiên họp. Bây giờ chọn hồ sơ và điểm danh.")
}

func (p pages) theDesk(r *web.Request, keeps bool) (Desk, error) {
	d, err := p.Desk(r.Context(), r.Actor, r.PathValue("id"))
	if err == nil && keeps && !d.Keeps {
		err = fault.Forbidden
	}
	return d, err
}

func (p pages) desk(w http.ResponseWriter, r *web.Request) error {
	d, err := p.theDesk(r, false)
	if err != nil {
		return err
	}
	ctx := r.Context()
	page := p.frame(r, i18n.T(ctx, "Phiên họp ngày %s", d.HeldOn.String()), councilCrumb(d.Council))
	page.Lead = d.SeasonName + " · " + d.Place
	page.Action = ui.ButtonLink(i18n.T(ctx, "Vào phòng họp"), meetingPath(d.ID)+"/theo-doi", ui.Go)
	return web.ShowStaff(w, r, page, deskContent(d))
}

func (p pages) editMeeting(w http.ResponseWriter, r *web.Request) error {
	d, err := p.theDesk(r, true)
	if err != nil {
		return err
	}
	return p.showMeetingForm(w, r, meetingForm{Council: d.Council, Old: d.Meeting, In: MeetingInput{ID: d.ID, HeldOn: d.HeldOn, Place: d.Place, Rule: d.RuleID, Version: d.Version}})
}

func (p pages) move(w http.ResponseWriter, r *web.Request) error {
	d, err := p.theDesk(r, true)
	if err != nil {
		return err
	}
	in, err := web.Decode[MeetingInput](r)
	if err == nil {
		err = p.Move(r.Context(), r.Actor, d.ID, in)
	}
	return done(w, r, err, func(err error) error {
		in.Version = d.Version
		return p.showMeetingForm(w, r, meetingForm{Council: d.Council, Old: d.Meeting, In: in, Err: err})
	}, meetingPath(d.ID), "Đã lưu phiên họp.")
}

// attendanceForm is the roll call as it was noted.
type attendanceForm struct {
	Desk
	In  map[string]Attendance
	Err error
}

type attendanceInput struct {
	Who map[string]Attendance `form:"who"`
}

func (p pages) attendance(w http.ResponseWriter, r *web.Request) error {
	d, err := p.theDesk(r, true)
	if err != nil {
		return err
	}
	return p.showAttendance(w, r, attendanceForm{Desk: d, In: d.Noted})
}

func (p pages) showAttendance(w http.ResponseWriter, r *web.Request, f attendanceForm) error {
	ctx := r.Context()
	page := p.frame(r, i18n.T(ctx, "Điểm danh"), councilCrumb(f.Council), meetingCrumb(ctx, f.Meeting))
	page.Flash = notice(ctx, f.Err)
	return web.ShowStaffStatus(w, r, status(f.Err), page, attendanceContent(f))
}

func (p pages) note(w http.ResponseWriter, r *web.Request) error {
	d, err := p.theDesk(r, true)
	if err != nil {
		return err
	}
	in, err := web.Decode[attendanceInput](r)
	if err == nil {
		err = p.Note(r.Context(), r.Actor, d.ID, in.Who)
	}
	return done(w, r, err, func(err error) error { return p.showAttendance(w, r, attendanceForm{d, in.Who, err}) }, meetingPath(d.ID), "Đã lưu điểm danh.")
}

// agendaForm chooses the cases of a meeting.
type agendaForm struct {
	Room
	Waiting []review.Case
	Chosen  []Case
	On      map[string]bool // ticked
	Done    map[string]bool // were in a round: stay
	Err     error
}

func (p pages) theAgenda(r *web.Request) (f agendaForm, err error) {
	f.Room, f.Waiting, f.Chosen, err = p.WaitingFor(r.Context(), r.Actor, r.PathValue("id"))
	if err != nil {
		return f, err
	}
	d, err := p.Desk(r.Context(), r.Actor, f.ID)
	f.Done, f.On = d.Voted, map[string]bool{}
	for _, c := range f.Chosen {
		f.On[c.InitiativeID] = true
	}
	return f, err
}

func (p pages) agenda(w http.ResponseWriter, r *web.Request) error {
	f, err := p.theAgenda(r)
	if err != nil {
		return err
	}
	return p.showAgenda(w, r, f)
}

func (p pages) showAgenda(w http.ResponseWriter, r *web.Request, f agendaForm) error {
	ctx := r.Context()
	page := p.frame(r, i18n.T(ctx, "Chọn hồ sơ"), councilCrumb(f.Council), meetingCrumb(ctx, f.Meeting))
	page.Lead = i18n.T(ctx, "Hồ sơ đang thẩm định của %s, xếp theo điểm trung bình. Thứ tự này là thứ tự trên phiếu.", f.SeasonName)
	page.Flash = notice(ctx, f.Err)
	return web.ShowStaffStatus(w, r, status(f.Err), page, agendaContent(f))
}

func (p pages) choose(w http.ResponseWriter, r *web.Request) error {
	f, err := p.theAgenda(r)
	if err != nil {
		return err
	}
	in, err := web.Decode[struct {
		Cases []string `form:"cases"`
		All   string   `form:"all_cases"`
	}](r)
	if in.All != "" {
		in.Cases = nil
		for _, c := range f.Waiting {
			in.Cases = append(in.Cases, c.InitiativeID)
		}
	}
	if err == nil {
		err = p.Choose(r.Context(), r.Actor, f.ID, in.Cases)
	}
	return done(w, r, err, func(err error) error {
		f.Err, f.On = err, map[string]bool{}
		for _, id := range in.Cases {
			f.On[id] = true
		}
		return p.showAgenda(w, r, f)
	}, meetingPath(f.ID), "Đã lưu chương trình họp: %d hồ sơ.", len(in.Cases))
}

// recusalForm notes who does not vote on what.
type recusalForm struct {
	Desk
	In  RecusalInput
	Err error
}

func (p pages) recusals(w http.ResponseWriter, r *web.Request) error {
	d, err := p.theDesk(r, true)
	if err != nil {
		return err
	}
	return p.showRecusals(w, r, recusalForm{Desk: d})
}

func (p pages) showRecusals(w http.ResponseWriter, r *web.Request, f recusalForm) error {
	ctx := r.Context()
	page := p.frame(r, i18n.T(ctx, "Không bỏ phiếu vì có liên quan"), councilCrumb(f.Council), meetingCrumb(ctx, f.Meeting))
	page.Lead = i18n.T(ctx, "Phiếu của người này không có ô cho những hồ sơ ấy.")
	page.Flash = notice(ctx, f.Err)
	return web.ShowStaffStatus(w, r, status(f.Err), page, recusalsContent(f))
}

func (p pages) recuse(w http.ResponseWriter, r *web.Request) error {
	d, err := p.theDesk(r, true)
	if err != nil {
		return err
	}
	in, err := web.Decode[RecusalInput](r)
	if err == nil {
		err = p.Recuse(r.Context(), r.Actor, d.ID, in)
	}
	return done(w, r, err, func(err error) error { return p.showRecusals(w, r, recusalForm{d, in, err}) }, meetingPath(d.ID)+"/lien-quan", "Đã ghi.")
}

func (p pages) admit(w http.ResponseWriter, r *web.Request) error {
	d, err := p.theDesk(r, true)
	if err != nil {
		return err
	}
	in, err := web.Decode[struct {
		Member string `form:"member"`
		Case   string `form:"case"`
	}](r)
	if err == nil && !d.Recused.From(in.Member, in.Case) {
		err = fault.NotFound
	}
	if err == nil {
		err = p.Admit(r.Context(), r.Actor, d.ID, in.Member, in.Case)
	}
	if err != nil {
		return err
	}
	return web.Done(w, r, meetingPath(d.ID)+"/lien-quan", "Đã bỏ ghi nhận.")
}
