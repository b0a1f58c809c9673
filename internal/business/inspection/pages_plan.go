package inspection

import (
	"context"
	"errors"
	"net/http"

	"kheo/internal/platform/fault"
	"kheo/internal/platform/i18n"
	"kheo/internal/service/web"
	"kheo/internal/service/web/ui"
)

func (p pages) ask(w http.ResponseWriter, r *web.Request) error {
	q := r.URL.Query()
	return p.showPlan(w, r, nil, q.Get("mua"), q["ho-so"], nil)
}

func (p pages) plan(w http.ResponseWriter, r *web.Request) error {
	in, err := web.Decode[PlanInput](r)
	if id := r.PathValue("id"); id != "" {
		in.ID = id
	}
	if r.FormValue("tim_ngay") != "" && err == nil {
		return p.showPlan(w, r, &in, "", nil, nil)
	}
	var v Visit
	if err == nil {
		v, err = p.Plan(r.Context(), r.Actor, in)
	}
	if web.FormAgain(err) {
		if errors.Is(err, fault.Conflict) { // saving once more takes the place of what is there
			if now, e := p.See(r.Context(), r.Actor, in.ID); e == nil {
				in.Version = now.Version
			}
		}
		return p.showPlan(w, r, &in, "", nil, err)
	}
	if err != nil {
		return err
	}
	return web.Done(w, r, listPath+"/"+v.ID, "Đã lưu kế hoạch chuyến kiểm tra ngày %s.", v.PlannedOn.String())
}

func (p pages) showPlan(w http.ResponseWriter, r *web.Request, typed *PlanInput, season string, chosen []string, wrong error) error {
	ctx := r.Context()
	d, err := p.Draft(ctx, r.Actor, r.PathValue("id"), typed, season, chosen)
	if err != nil {
		return err
	}
	page := r.StaffPage(i18n.T(ctx, "Lập chuyến kiểm tra"), ui.SectionReview)
	if r.PathValue("id") != "" {
		page.Title = i18n.T(ctx, "Sửa kế hoạch chuyến kiểm tra")
	}
	page.Crumbs = crumbs(ctx)
	status := http.StatusOK
	if wrong != nil {
		status = web.Status(wrong)
		if errors.Is(wrong, fault.Conflict) {
			page.Flash = changedNotice(ctx)
		}
	}
	return web.ShowStaffStatus(w, r, status, page, planContent(planView{d, r.URL.Path, wrong}))
}

// planView is what the form of a visit shows.
type planView struct {
	Draft
	Action string
	Err    error
}

func (v planView) field(ctx context.Context, name, label, hint, value string) ui.Field {
	return ui.Field{Name: name, Label: label, Hint: hint, Value: value, Error: ui.FieldError(ctx, v.Err, name)}
}

func (v planView) day(ctx context.Context) ui.Field {
	f := v.field(ctx, "planned_on", i18n.T(ctx, "Ngày đi"), "", v.In.PlannedOn.ISO())
	f.Required = true
	return f
}

func (v planView) place(ctx context.Context) ui.Field {
	return v.field(ctx, "place", i18n.T(ctx, "Nơi gặp"), i18n.T(ctx, "Ví dụ: Nhà văn hóa tổ 5, 8 giờ."), v.In.Place)
}

func (v planView) purpose(ctx context.Context) ui.Field {
	f := v.field(ctx, "purpose", i18n.T(ctx, "Mục đích"), "", v.In.Purpose)
	f.Rows = 2
	return f
}

func (v planView) team(ctx context.Context) ui.Field {
	f := v.field(ctx, "team", i18n.T(ctx, "Thành phần đoàn"), i18n.T(ctx, "Mỗi người một dòng, trưởng đoàn ở dòng đầu."), v.In.Team)
	f.Rows, f.Required = 4, true
	return f
}

func (v planView) questions(ctx context.Context) ui.Field {
	f := v.field(ctx, "questions", i18n.T(ctx, "Danh mục câu hỏi"), i18n.T(ctx, "Mỗi câu một dòng. Mỗi câu được trả lời có, không hoặc chưa thấy."), v.In.Questions)
	f.Rows, f.Required = 8, true
	return f
}

func (v planView) cases(ctx context.Context) ui.Field {
	f := v.field(ctx, "ho_so", i18n.T(ctx, "Hồ sơ đến xem"), "", "")
	f.Values = v.In.Cases
	return f
}

func (v planView) caseOptions() (all []ui.Option) {
	for _, i := range v.Choices {
		all = append(all, ui.Option{Value: i.ID, Text: i.Title, Hint: i.ParticipantName + ", " + i.Code})
	}
	return all
}

func (v planView) seasonOptions() (all []ui.Option) {
	for _, s := range v.Seasons {
		all = append(all, ui.Option{Value: s.Code, Text: s.Name})
	}
	return all
}
