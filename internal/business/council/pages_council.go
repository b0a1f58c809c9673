package council

import (
	"bytes"
	"net/http"
	"net/url"
	"slices"

	"github.com/google/uuid"

	"kheo/internal/platform/clock"
	"kheo/internal/platform/fault"
	"kheo/internal/platform/i18n"
	"kheo/internal/service/auth"
	"kheo/internal/service/exchange"
	"kheo/internal/service/web"
	"kheo/internal/service/web/ui"
)

const (
	pageSize = 50
	mostRows = 5_000 // of an exported list
	xlsxType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
)

type query struct {
	Words string `form:"tu"`
	After string `form:"sau"`
}

type councilList struct {
	Rows  []Council
	Query query
	Next  string
	Keeps bool
}

// next is the address of the page after l.
func (l councilList) next() string {
	return listPath + "?" + url.Values{"sau": {l.Next}, "tu": {l.Query.Words}}.Encode()
}

func (p pages) councils(w http.ResponseWriter, r *web.Request) error {
	ctx := r.Context()
	q, err := web.Decode[query](r)
	if err != nil {
		q = query{}
	}
	all, err := p.Councils(ctx, r.Actor, q.Words, q.After, pageSize+1)
	if err != nil {
		return err
	}
	l := councilList{Rows: all, Query: q, Keeps: r.Actor.Has(auth.Appraiser, auth.Approver, auth.Administrator)}
	if len(all) > pageSize {
		l.Rows = all[:pageSize]
		l.Next = all[pageSize-1].ID
	}
	page := r.StaffPage(i18n.T(ctx, "Hội đồng"), ui.SectionReview)
	page.Crumbs = []ui.Link{{Text: i18n.T(ctx, "Xét duyệt"), Href: "/viec/xet-duyet"}}
	page.Lead = i18n.T(ctx, "Thành viên, phiên họp, bỏ phiếu kín và biên bản.")
	if l.Keeps {
		page.Action = ui.ButtonLink(i18n.T(ctx, "Lập hội đồng"), listPath+"/moi", ui.Go)
	}
	return web.ShowStaff(w, r, page, councilsContent(l))
}

func (p pages) export(w http.ResponseWriter, r *web.Request) error {
	ctx := r.Context()
	all, err := p.Councils(ctx, r.Actor, "", "", mostRows)
	if err != nil {
		return err
	}
	var columns []exchange.Column
	for _, title := range []string{i18n.T(ctx, "Hội đồng"), i18n.T(ctx, "Đơn vị"), i18n.T(ctx, "Loại hội đồng"), i18n.T(ctx, "Quyết định thành lập"), i18n.T(ctx, "Ngày")} {
		columns = append(columns, exchange.Column{Title: title, Width: 34})
	}
	rows := func(yield func([]any) bool) {
		for _, c := range all {
			if !yield([]any{c.Name, c.UnitName, c.Body, c.FoundedBy, c.FoundedOn.String()}) {
				return
			}
		}
	}
	return p.attach(w, xlsxType, "hoi-dong.xlsx", func(b *bytes.Buffer) error {
		return exchange.Write(b, exchange.Sheet{Name: i18n.T(ctx, "Hội đồng"), Columns: columns, Rows: rows, Landscape: true})
	})
}

// attach writes a whole file before the first byte of the answer, so that an error
// still becomes a page.
func (p pages) attach(w http.ResponseWriter, mediaType, name string, write func(*bytes.Buffer) error) error {
	var b bytes.Buffer
	if err := write(&b); err != nil {
		return err
	}
	web.Attach(w, mediaType, name)
	_, err := w.Write(b.Bytes())
	return err
}

type councilForm struct {
	In    Input
	Units []auth.Grant // of the actor, that may have a council
	Err   error
	New   bool
}

func (p pages) newCouncil(w http.ResponseWriter, r *web.Request) error {
	if !r.Actor.Has(auth.Appraiser, auth.Approver, auth.Administrator) {
		return fault.Forbidden
	}
	return p.showCouncilForm(w, r, councilForm{In: Input{ID: uuid.Must(uuid.NewV7()).String()}, New: true})
}

func (p pages) showCouncilForm(w http.ResponseWriter, r *web.Request, f councilForm) error {
	ctx := r.Context()
	title := f.In.Name
	if f.New {
		title = i18n.T(ctx, "Lập hội đồng")
		for _, g := range r.Actor.Grants {
			if mayKeep(r.Actor, g.UnitPath) && !slices.ContainsFunc(f.Units, func(u auth.Grant) bool { return u.UnitID == g.UnitID }) {
				f.Units = append(f.Units, g)
			}
		}
	}
	page := p.frame(r, title)
	page.Flash = notice(ctx, f.Err)
	return web.ShowStaffStatus(w, r, status(f.Err), page, councilFormContent(f))
}

func status(err error) int {
	if err == nil {
		return http.StatusOK
	}
	return web.Status(err)
}

func (p pages) found(w http.ResponseWriter, r *web.Request) error {
	if !r.Actor.Has(auth.Appraiser, auth.Approver, auth.Administrator) {
		return fault.Forbidden
	}
	in, err := web.Decode[Input](r)
	c := Council{}
	if err == nil {
		c, err = p.Found(r.Context(), r.Actor, in)
	}
	return done(w, r, err, func(err error) error { return p.showCouncilForm(w, r, councilForm{In: in, Err: err, New: true}) },
		councilPath(c.ID), "Đã lập hội đồng. Bây giờ thêm thành viên.")
}

func (p pages) full(r *web.Request) (Full, error) {
	return p.Council(r.Context(), r.Actor, r.PathValue("id"), r.URL.Query().Get("truoc"), pageSize+1)
}

func (p pages) council(w http.ResponseWriter, r *web.Request) error {
	f, err := p.full(r)
	if err != nil {
		return err
	}
	ctx := r.Context()
	page := p.frame(r, f.Name)
	page.Lead = f.UnitName + " · " + f.FoundedBy
	if f.Keeps && len(f.Members) > 0 {
		page.Action = ui.ButtonLink(i18n.T(ctx, "Mở phiên họp"), councilPath(f.ID)+"/phien", ui.Go)
	}
	return web.ShowStaff(w, r, page, councilContent(f))
}

func (p pages) editCouncil(w http.ResponseWriter, r *web.Request) error {
	f, err := p.full(r)
	if err == nil && !f.Keeps {
		err = fault.Forbidden
	}
	if err != nil {
		return err
	}
	return p.showCouncilForm(w, r, councilForm{In: Input{ID: f.ID, Unit: f.UnitID, Name: f.Name, Body: f.Body, FoundedBy: f.FoundedBy, FoundedOn: f.FoundedOn, Version: f.Version}})
}

func (p pages) changeCouncil(w http.ResponseWriter, r *web.Request) error {
	f, err := p.full(r)
	if err == nil && !f.Keeps {
		err = fault.Forbidden
	}
	if err != nil {
		return err
	}
	in, err := web.Decode[Input](r)
	in.ID, in.Unit = f.ID, f.UnitID
	if err == nil {
		_, err = p.Change(r.Context(), r.Actor, in)
	}
	return done(w, r, err, func(err error) error {
		in.Version = f.Version // saving once more takes the place of what is there
		return p.showCouncilForm(w, r, councilForm{In: in, Err: err})
	}, councilPath(f.ID), "Đã lưu hội đồng.")
}

// memberForm is the form of one member: the input as it was typed.
type memberForm struct {
	Full
	In  MemberInput
	Err error
}

func (p pages) member(w http.ResponseWriter, r *web.Request) error {
	f, err := p.full(r)
	if err == nil && !f.Keeps {
		err = fault.Forbidden
	}
	if err != nil {
		return err
	}
	in := MemberInput{ID: uuid.Must(uuid.NewV7()).String(), Role: Ordinary, Votes: true, From: f.FoundedOn, Position: int64(len(f.Members) + 1)}
	if in.From.IsZero() {
		in.From = f.Today
	}
	if m, known := byID(f.Members, r.URL.Query().Get("sua")); known {
		in = MemberInput{
			ID: m.ID, Position: m.Position, Name: m.Name, Post: m.Post, Role: m.Role, Votes: m.Votes, Teller: m.Teller, Account: f.Logins[m.AccountID],
			SubstituteOf: m.SubstituteOf, From: m.From, To: m.To, Version: m.Version,
		}
	}
	return p.showMember(w, r, memberForm{f, in, nil})
}

func (p pages) showMember(w http.ResponseWriter, r *web.Request, f memberForm) error {
	ctx := r.Context()
	title := i18n.T(ctx, "Thêm thành viên")
	if f.In.Version > 0 {
		title = i18n.T(ctx, "Sửa thành viên")
	}
	page := p.frame(r, title, councilCrumb(f.Council))
	page.Flash = notice(ctx, f.Err)
	return web.ShowStaffStatus(w, r, status(f.Err), page, memberContent(f))
}

func (p pages) seat(w http.ResponseWriter, r *web.Request) error {
	f, err := p.full(r)
	if err != nil {
		return err
	}
	in, err := web.Decode[MemberInput](r)
	m := Member{}
	if err == nil {
		m, err = p.Seat(r.Context(), r.Actor, f.ID, in)
	}
	return done(w, r, err, func(err error) error {
		if old, known := byID(f.Members, in.ID); known && in.Version > 0 {
			in.Version = old.Version
		}
		return p.showMember(w, r, memberForm{f, in, err})
	}, councilPath(f.ID), "Đã lưu thành viên %s.", m.Name)
}

// leaveForm ends the term of a member.
type leaveForm struct {
	Full
	Member Member
	On     clock.Date
	Err    error
}

func (p pages) leave(r *web.Request) (leaveForm, error) {
	f, err := p.full(r)
	if err != nil {
		return leaveForm{}, err
	}
	m, known := byID(f.Members, r.PathValue("member"))
	switch {
	case !known:
		err = fault.NotFound
	case !f.Keeps:
		err = fault.Forbidden
	}
	return leaveForm{Full: f, Member: m, On: f.Today}, err
}

func (p pages) leaving(w http.ResponseWriter, r *web.Request) error {
	f, err := p.leave(r)
	if err != nil {
		return err
	}
	return p.showLeaving(w, r, f)
}

func (p pages) showLeaving(w http.ResponseWriter, r *web.Request, f leaveForm) error {
	page := p.frame(r, i18n.T(r.Context(), "Thôi tham gia: %s", f.Member.Name), councilCrumb(f.Council))
	page.Flash = notice(r.Context(), f.Err)
	return web.ShowStaffStatus(w, r, status(f.Err), page, leavingContent(f))
}

func (p pages) release(w http.ResponseWriter, r *web.Request) error {
	f, err := p.leave(r)
	if err != nil {
		return err
	}
	in, err := web.Decode[struct {
		On      clock.Date `form:"term_to"`
		Version int64      `form:"version"`
	}](r)
	f.On = in.On
	if err == nil {
		_, err = p.Release(r.Context(), r.Actor, f.ID, f.Member.ID, in.Version, in.On)
	}
	return done(w, r, err, func(err error) error {
		f.Err = err
		return p.showLeaving(w, r, f)
	}, councilPath(f.ID), "Đã ghi ngày cuối của %s.", f.Member.Name)
}
