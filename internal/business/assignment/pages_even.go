package assignment

import (
	"errors"
	"net/http"

	"github.com/google/uuid"

	"kheo/internal/platform/fault"
	"kheo/internal/platform/i18n"
	"kheo/internal/service/web"
	"kheo/internal/service/web/ui"
)

const usualEach = 3 // appraisers of a case

func (p pages) propose(w http.ResponseWriter, r *web.Request) error {
	in, err := web.Decode[EvenInput](r)
	asked := r.URL.Query().Has("so_nguoi")
	if err == nil && asked {
		err = in.check()
	}
	if !asked {
		in.Each, err = usualEach, nil
	}
	return p.showProposal(w, r, in, asked, err)
}

func (p pages) showProposal(w http.ResponseWriter, r *web.Request, in EvenInput, asked bool, wrong error) error {
	ctx := r.Context()
	x, err := p.Propose(ctx, r.Actor, r.PathValue("season"), in)
	if err != nil {
		return err
	}
	x.In.ID = uuid.Must(uuid.NewV7()).String()
	if !asked {
		for _, person := range x.People {
			if person.reaches(x.Season.UnitPath) { // who appraises the whole season; others may be ticked
				x.In.People = append(x.In.People, person.AccountID)
			}
		}
	}
	page := r.StaffPage(i18n.T(ctx, "Chia đều hồ sơ cho thẩm định viên"), ui.SectionReview)
	page.Crumbs = crumbs(ctx, x.Season, here(ctx, x.Season))
	page.Lead = i18n.T(ctx, "%d hồ sơ đang thẩm định, hội đồng chưa có kết quả.", x.Cases)
	status := http.StatusOK
	if wrong != nil {
		status = web.Status(wrong)
	}
	if errors.Is(wrong, fault.Conflict) {
		page.Flash = &ui.Notice{Kind: ui.Due, Title: i18n.T(ctx, "Phương án vừa đổi"), Text: i18n.T(ctx, "Từ lúc bạn xem, có hồ sơ hoặc phân công đã thay đổi. Xem lại phương án mới rồi bấm lưu lần nữa.")}
	}
	return web.ShowStaffStatus(w, r, status, page, proposalContent(proposalView{x, wrong}))
}

func (p pages) even(w http.ResponseWriter, r *web.Request) error {
	in, err := web.Decode[EvenInput](r)
	var out Outcome
	if err == nil {
		out, err = p.Even(r.Context(), r.Actor, r.PathValue("season"), in)
	}
	if web.FormAgain(err) {
		return p.showProposal(w, r, in, true, err)
	}
	if err != nil {
		return err
	}
	return web.Done(w, r, listPath(r.PathValue("season")), "Đã giao %d lượt chấm. Cả đợt hoàn tác được khi chưa ai nộp phiếu.", out.Pairs)
}

// proposalView is what the page of a proposal needs.
type proposalView struct {
	Proposal
	Err error
}

// ready reports whether there is something to save.
func (v proposalView) ready() bool { return len(v.Pairs) > 0 }
