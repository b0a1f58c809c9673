package publication

import (
	"context"
	"errors"
	"net/http"
	"strconv"
	"strings"

	"kheo/internal/business/council"
	"kheo/internal/business/initiative"
	"kheo/internal/business/recognition"
	"kheo/internal/business/review"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/code"
	"kheo/internal/platform/fault"
	"kheo/internal/platform/i18n"
	"kheo/internal/service/web"
	"kheo/internal/service/web/ui"
)

func (p pages) publicWhy(w http.ResponseWriter, r *web.Request) error {
	ctx := r.Context()
	typed := r.PathValue("code")
	canonical, err := code.Parse(typed)
	switch {
	case err != nil:
		return p.noInitiative(w, r, typed, errors.Is(err, code.ErrCheck))
	case canonical != typed:
		http.Redirect(w, r.Request, "/mo-hinh/"+canonical+"/vi-sao", http.StatusMovedPermanently)
		return nil
	}
	why, d, err := p.PublicWhy(ctx, canonical, instead(ctx))
	if err != nil {
		return err
	}
	return web.Show(w, r, r.Page(i18n.T(ctx, "Vì sao có kết quả này"), d.Title), publicWhyContent(why, d))
}

func (p pages) staffWhy(w http.ResponseWriter, r *web.Request) error {
	ctx := r.Context()
	if p.Grounds.Dossiers == nil {
		return fault.NotFound
	}
	why, err := p.StaffWhy(ctx, r.Actor, r.PathValue("id"))
	if err != nil {
		return err
	}
	page := r.StaffPage(i18n.T(ctx, "Vì sao có kết quả này"), ui.SectionInitiatives)
	page.Crumbs = []ui.Link{{Text: i18n.T(ctx, "Mô hình"), Href: "/viec/mo-hinh"}, {Text: why.Title, Href: "/viec/mo-hinh/" + why.ID}}
	page.Lead = i18n.T(ctx, "Căn cứ của kết quả: tiêu chí, điểm, phiếu bầu, văn bản. Không nêu tên ai chấm, ai bỏ phiếu.")
	return web.ShowStaff(w, r, page, whyContent(why))
}

// said is the result in one sentence.
func (w reasons) said(ctx context.Context) string {
	for _, d := range w.Decided {
		if d.Kind == recognition.Recognition && named(w.Awards, Recognised) {
			return i18n.T(ctx, "Được công nhận theo Quyết định số %s ngày %s.", d.Number, d.DecidedOn.String())
		}
	}
	switch {
	case w.State == initiative.NotRecognised:
		return i18n.T(ctx, "Chưa được công nhận ở mùa này.")
	case w.Scoring.Recorded && w.Scoring.Passed:
		return i18n.T(ctx, "Hội đồng đồng ý công nhận; quyết định chưa ban hành.")
	case w.Scoring.Recorded:
		return i18n.T(ctx, "Hội đồng chưa chọn ở mùa này.")
	}
	return i18n.T(ctx, "Không có quyết định nào đang còn giá trị.")
}

func hundredths(ctx context.Context, n int64) string {
	mark := ","
	if i18n.From(ctx) == i18n.EN {
		mark = "."
	}
	sign := ""
	if n < 0 {
		sign, n = "-", -n
	}
	return sign + strings.TrimRight(strings.TrimRight(strconv.FormatInt(n/100, 10)+mark+strconv.FormatInt(100+n%100, 10)[1:], "0"), mark)
}

// setLink is the public page of the criteria.
func setLink(w review.Why) string {
	return "/tieu-chi/" + w.Set.Code + "/" + strconv.FormatInt(w.Set.Edition, 10)
}

func setName(ctx context.Context, w review.Why) string {
	return i18n.T(ctx, "%s, ấn bản %d", w.Set.Name, w.Set.Edition)
}

func whyColumns(ctx context.Context) []ui.Column {
	return []ui.Column{
		{Text: i18n.T(ctx, "Tiêu chí")}, {Text: i18n.T(ctx, "Tối đa"), Number: true}, {Text: i18n.T(ctx, "Thấp nhất"), Number: true},
		{Text: i18n.T(ctx, "Điểm giữa"), Number: true}, {Text: i18n.T(ctx, "Cao nhất"), Number: true}, {Text: i18n.T(ctx, "Số phiếu cho điểm"), Number: true},
	}
}

// spread shows a number of a criterion that enough sheets scored.
func spread(ctx context.Context, l review.WhyLine, n int64) string {
	if !l.Shown() {
		return "–"
	}
	return i18n.Number(ctx, n)
}

// criteriaNamed lists the criteria for which keep holds.
func criteriaNamed(w review.Why, keep func(review.WhyLine) bool) (all []string) {
	for _, l := range w.Lines {
		if keep(l) {
			all = append(all, l.Criterion.Name)
		}
	}
	return all
}

func vetoed(w review.Why) []string {
	return criteriaNamed(w, func(l review.WhyLine) bool { return l.Vetoed })
}
func unverified(w review.Why) []string {
	return criteriaNamed(w, func(l review.WhyLine) bool { return l.Open })
}

func scoreFacts(ctx context.Context, w review.Why) []ui.Fact {
	all := []ui.Fact{{Label: i18n.T(ctx, "Số phiếu chấm được tính"), Value: i18n.Number(ctx, w.Sheets)}}
	outOf := func(n int64) string { return i18n.T(ctx, "%s trên %d", hundredths(ctx, n), w.Set.Maximum) }
	all = append(all, ui.Fact{Label: i18n.T(ctx, "Điểm trung bình"), Value: outOf(w.Mean)})
	if w.Corrected != w.Mean {
		all = append(all, ui.Fact{Label: i18n.T(ctx, "Điểm trung bình đã hiệu chỉnh"), Value: outOf(w.Corrected)})
	}
	all = append(all, ui.Fact{Label: i18n.T(ctx, "Ngưỡng để được đề nghị"), Value: i18n.T(ctx, "từ %d điểm", w.Set.Threshold)})
	if w.Enough() && w.Vetoes > 0 {
		all = append(all, ui.Fact{Label: i18n.T(ctx, "Phiếu có điểm liệt"), Value: i18n.Number(ctx, w.Vetoes)})
	}
	return all
}

func roundTitle(ctx context.Context, o council.Outcome) string {
	if o.Round.RepeatsID != "" {
		return i18n.T(ctx, "Lượt %d (bỏ phiếu lại), phiên họp ngày %s", o.Round.Number, o.HeldOn.String())
	}
	return i18n.T(ctx, "Lượt %d, phiên họp ngày %s", o.Round.Number, o.HeldOn.String())
}

func ballotFacts(ctx context.Context, o council.Outcome) []ui.Fact {
	n := func(v int64) string { return i18n.Number(ctx, v) }
	all := []ui.Fact{
		{Label: i18n.T(ctx, "Thành viên hội đồng"), Value: n(o.Count.Seats)}, {Label: i18n.T(ctx, "Có mặt"), Value: n(o.Count.Present)},
		{Label: i18n.T(ctx, "Gửi phiếu bằng văn bản"), Value: n(o.Count.Written)},
		{Label: i18n.T(ctx, "Không bỏ phiếu vì có liên quan"), Value: n(o.Recused())},
	}
	if len(o.Hidden) > 0 {
		return all
	}
	return append(all,
		ui.Fact{Label: i18n.T(ctx, "Đồng ý"), Value: n(o.Count.For)}, ui.Fact{Label: i18n.T(ctx, "Không đồng ý"), Value: n(o.Count.Against)},
		ui.Fact{Label: i18n.T(ctx, "Phiếu trống"), Value: n(o.Count.Blank)}, ui.Fact{Label: i18n.T(ctx, "Phiếu không hợp lệ"), Value: n(o.Count.Invalid)})
}

func ruleSentences(ctx context.Context, r council.Rule) string {
	var all []string
	for _, m := range r.Said() {
		all = append(all, m.In(i18n.From(ctx)))
	}
	return strings.Join(all, " ")
}

// hidden says why votes are not told; not which hint holds, which would tell them.
func hidden(ctx context.Context) string {
	return i18n.T(ctx, "Nêu số phiếu từng loại ở đây có thể cho biết từng người đã bỏ phiếu thế nào, nên chỉ nêu kết luận.")
}

// notedText says what the minutes of a council say of w.
func notedText(ctx context.Context, w reasons, c council.Count) string {
	verdict := i18n.T(ctx, "không đồng ý công nhận")
	if w.Scoring.Passed {
		verdict = i18n.T(ctx, "đồng ý công nhận")
	}
	if len(c.Reveals()) > 0 {
		return i18n.T(ctx, "Phiên họp ngày %s: hội đồng %s.", w.Scoring.MetOn.String(), verdict)
	}
	return i18n.T(ctx, "Phiên họp ngày %s: hội đồng %s, %d phiếu đồng ý trên %d.", w.Scoring.MetOn.String(), verdict, w.Scoring.VotesFor, w.Scoring.Votes)
}

func days(all []clock.Date) string {
	said := make([]string, len(all))
	for n, d := range all {
		said[n] = d.String()
	}
	return strings.Join(said, ", ")
}

func handedText(ctx context.Context, h recognition.HandDown, public bool) string {
	text := i18n.T(ctx, "Ngày %s, %s chuyển xuống %s xem xét. Căn cứ: %s.", clock.DayOf(h.HandedAt).String(), h.FromName, h.ToName, h.Basis)
	if !public {
		text += " " + i18n.T(ctx, h.State.Label()) + "."
	}
	return text
}

func decisionText(ctx context.Context, d recognition.Decision) string {
	return i18n.T(ctx, "%s: Quyết định số %s ngày %s", i18n.T(ctx, d.Kind.Label()), d.Number, d.DecidedOn.String())
}
