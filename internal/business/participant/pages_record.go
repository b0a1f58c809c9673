package participant

import (
	"context"
	"net/http"
	"strings"

	"kheo/internal/platform/fault"
	"kheo/internal/platform/i18n"
	"kheo/internal/platform/text"
	"kheo/internal/service/web"
	"kheo/internal/service/web/ui"
)

func (p pages) see(w http.ResponseWriter, r *web.Request) error {
	v, err := p.See(r.Context(), r.Actor, r.PathValue("id"))
	if err != nil {
		return err
	}
	if v.ID != r.PathValue("id") {
		return web.Redirect(w, r, v.href())
	}
	return p.show(w, r, http.StatusOK, v, AliasInput{}, nil)
}

// show is the page of a participant; in and wrong are a name that was refused.
func (p pages) show(w http.ResponseWriter, r *web.Request, status int, v View, in AliasInput, wrong error) error {
	ctx := r.Context()
	page := r.StaffPage(v.Name, ui.SectionInitiatives)
	page.Crumbs = []ui.Link{{Text: i18n.T(ctx, "Đối tượng tham gia"), Href: bookPath}}
	page.Lead = i18n.T(ctx, v.Kind.Label()) + " · " + v.Members[0].UnitName
	page.Action = recordActs(v)
	return web.ShowStaffStatus(w, r, status, page, recordContent(v, in, wrong))
}

func (p pages) exportRecord(w http.ResponseWriter, r *web.Request) error {
	v, err := p.See(r.Context(), r.Actor, r.PathValue("id"))
	if err != nil {
		return err
	}
	return writeRecord(v, r.Now(), &attachment{w: w, name: "thanh-tich-" + text.Slug(v.Name) + ".xlsx"})
}

func (p pages) addAlias(w http.ResponseWriter, r *web.Request) error {
	ctx := r.Context()
	in, err := web.Decode[AliasInput](r)
	if err != nil {
		return err
	}
	in.ParticipantID = r.PathValue("id")
	err = p.AddAlias(ctx, r.Actor, in)
	if status := again(err); status != 0 {
		v, e := p.See(ctx, r.Actor, in.ParticipantID)
		if e != nil {
			return e
		}
		return p.show(w, r, status, v, in, err)
	}
	if err != nil {
		return err
	}
	return web.Done(w, r, bookPath+"/"+in.ParticipantID, "Đã ghi tên gọi khác.")
}

func (p pages) removeAlias(w http.ResponseWriter, r *web.Request) error {
	if err := p.RemoveAlias(r.Context(), r.Actor, r.PathValue("id"), r.PathValue("alias")); err != nil {
		return err
	}
	return web.Done(w, r, bookPath+"/"+r.PathValue("id"), "Đã bỏ tên gọi khác.")
}

// askPart asks before two rows are parted again.
func (p pages) askPart(w http.ResponseWriter, r *web.Request) error {
	ctx := r.Context()
	v, err := p.See(ctx, r.Actor, r.PathValue("id"))
	if err != nil {
		return err
	}
	for _, j := range v.Merges {
		if j.ID == r.PathValue("merge") && j.MayUndo {
			return web.ShowStaff(w, r, below(r, i18n.T(ctx, "Tách ra"), v.Participant), ui.Confirm(ui.Confirmation{
				Title:  i18n.T(ctx, "Tách “%s” ra khỏi “%s”?", j.Merged.Name, j.Kept.Name),
				Text:   i18n.T(ctx, "Hai dòng trở lại như trước khi nối, kể cả tên gọi khác và thành tích của mỗi bên. Có thể nối lại bất cứ lúc nào."),
				Action: v.href() + "/tach/" + j.ID, Submit: i18n.T(ctx, "Tách ra"), CancelHref: v.href(),
			}))
		}
	}
	return fault.NotFound
}

func (p pages) part(w http.ResponseWriter, r *web.Request) error {
	m, err := p.Unmerge(r.Context(), r.Actor, r.PathValue("merge"))
	if err != nil {
		return err
	}
	return web.Done(w, r, bookPath+"/"+m.KeptID, "Đã tách hai dòng. Mỗi dòng trở lại như trước.")
}

// untell takes back that two participants are two.
func (p pages) untell(w http.ResponseWriter, r *web.Request) error {
	if err := p.Undistinct(r.Context(), r.Actor, r.PathValue("id"), r.PathValue("other")); err != nil {
		return err
	}
	return web.Done(w, r, bookPath+"/"+r.PathValue("id"), "Đã bỏ ghi nhận hai đối tượng khác nhau.")
}

// unitSaid is where a row belongs, then and now.
func (m Member) unitSaid(ctx context.Context) string {
	switch {
	case !m.Ended:
		return m.UnitName
	case len(m.Now) == 0:
		return i18n.T(ctx, "%s (đã kết thúc hoạt động)", m.UnitName)
	}
	return i18n.T(ctx, "%s (nay là %s)", m.UnitName, strings.Join(m.Now, ", "))
}

// named counts the rows whose names the reader may change.
func (v View) named() (all []Member) {
	for _, m := range v.Members {
		if m.MayName {
			all = append(all, m)
		}
	}
	return all
}
