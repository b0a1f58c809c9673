package council

import (
	"bytes"
	"context"
	"errors"
	"net/http"

	"github.com/google/uuid"

	"kheo/internal/platform/fault"
	"kheo/internal/platform/i18n"
	"kheo/internal/service/web"
	"kheo/internal/service/web/ui"
)

// openForm is the form that opens a round: the input as it was typed.
type openForm struct {
	Opening
	In  RoundInput
	Err error
}

func (p pages) opening(w http.ResponseWriter, r *web.Request) error {
	repeats := r.URL.Query().Get("lai")
	o, err := p.Opening(r.Context(), r.Actor, r.PathValue("id"), repeats)
	if err != nil {
		return err
	}
	in := RoundInput{ID: uuid.Must(uuid.NewV7()).String(), Rule: o.RuleID, Repeats: o.Repeats.ID}
	if o.Repeats.ID != "" {
		in.Rule = o.Repeats.RuleID
	}
	one := r.URL.Query().Get("ho_so")
	for _, c := range o.Cases {
		if (repeats != "" || !o.Done[c.InitiativeID]) && (one == "" || one == c.InitiativeID) {
			in.Cases = append(in.Cases, c.InitiativeID)
		}
	}
	return p.showOpening(w, r, openForm{o, in, nil})
}

func (p pages) showOpening(w http.ResponseWriter, r *web.Request, f openForm) error {
	ctx := r.Context()
	title := i18n.T(ctx, "Mở lượt bỏ phiếu")
	if f.Repeats.ID != "" {
		title = i18n.T(ctx, "Bỏ phiếu lại lượt %d", f.Repeats.Number)
	}
	page := p.frame(r, title, councilCrumb(f.Council), meetingCrumb(ctx, f.Meeting))
	page.Lead = i18n.T(ctx, "Từ khi mở, quy tắc, hồ sơ và danh sách bỏ phiếu cố định đến khi đóng. Không ai thấy kết quả trước khi đóng.")
	page.Flash = notice(ctx, f.Err)
	return web.ShowStaffStatus(w, r, status(f.Err), page, openingContent(f))
}

func (p pages) open(w http.ResponseWriter, r *web.Request) error {
	in, err := web.Decode[RoundInput](r)
	var round Round
	if err == nil {
		round, err = p.Open(r.Context(), r.Actor, r.PathValue("id"), in)
	}
	return done(w, r, err, func(err error) error {
		o, e := p.Opening(r.Context(), r.Actor, r.PathValue("id"), in.Repeats)
		if e != nil {
			return e
		}
		return p.showOpening(w, r, openForm{o, in, err})
	}, roundPath(round.ID), "Lượt bỏ phiếu đã mở.")
}

func (p pages) round(w http.ResponseWriter, r *web.Request) error {
	v, err := p.Voting(r.Context(), r.Actor, r.PathValue("id"))
	if err != nil {
		return err
	}
	ctx := r.Context()
	page := p.frame(r, roundName(ctx, v.Round.Round), councilCrumb(v.Council), meetingCrumb(ctx, v.Meeting))
	page.Lead = roundMeta(ctx, v.Round)
	typed := ""
	if r.Method == http.MethodPost { // a receipt in an address would outlive the moment
		in, err := web.Decode[struct {
			Receipt string `form:"receipt"`
		}](r)
		if err != nil {
			return err
		}
		typed = in.Receipt
	}
	return web.ShowStaff(w, r, page, votingContent(v, lookUp(ctx, v, typed)))
}

// found is what a voter learns of the own receipt.
type found struct {
	Typed string
	Said  string
	Good  bool
	Err   error
}

// lookUp searches a receipt among those that are published.
func lookUp(ctx context.Context, v Voting, typed string) found {
	if typed == "" || v.Round.State == Open {
		return found{}
	}
	code, err := ParseReceipt(typed)
	if err != nil {
		return found{Typed: typed, Err: err}
	}
	for _, c := range v.Codes {
		if c == code {
			return found{Typed: typed, Good: true, Said: i18n.T(ctx, "Có biên nhận %s trong hòm của lượt này.", code)}
		}
	}
	return found{Typed: typed, Said: i18n.T(ctx, "Không có biên nhận %s trong lượt này. Xin xem lại mã và số lượt, rồi báo thư ký.", code)}
}

func (p pages) toPaper(w http.ResponseWriter, r *web.Request) error {
	in, err := web.Decode[struct {
		Member string `form:"member"`
		Paper  bool   `form:"paper"`
	}](r)
	if err == nil {
		err = p.ToPaper(r.Context(), r.Actor, r.PathValue("id"), in.Member, in.Paper)
	}
	if err != nil {
		return err
	}
	return web.Done(w, r, roundPath(r.PathValue("id")), "Đã đổi cách bỏ phiếu.")
}

// closeForm is the page that closes a round: the input as it was typed.
type closeForm struct {
	Closing
	In  CloseInput
	Err error
}

func (p pages) closing(w http.ResponseWriter, r *web.Request) error {
	c, err := p.Closing(r.Context(), r.Actor, r.PathValue("id"))
	if err != nil {
		return err
	}
	return p.showClosing(w, r, closeForm{c, CloseInput{Version: c.Voting.Round.Version}, nil})
}

func (p pages) showClosing(w http.ResponseWriter, r *web.Request, f closeForm) error {
	ctx := r.Context()
	page := p.frame(r, i18n.T(ctx, "Đóng lượt %d", f.Voting.Round.Number), councilCrumb(f.Council), meetingCrumb(ctx, f.Meeting))
	page.Flash = notice(ctx, f.Err)
	return web.ShowStaffStatus(w, r, status(f.Err), page, closingContent(f))
}

func (p pages) close(w http.ResponseWriter, r *web.Request) error {
	in, err := web.Decode[CloseInput](r)
	var all []Result
	if err == nil {
		all, err = p.Close(r.Context(), r.Actor, r.PathValue("id"), in)
	}
	passed := 0
	for _, x := range all {
		if x.Passed {
			passed++
		}
	}
	return done(w, r, err, func(err error) error {
		c, e := p.Closing(r.Context(), r.Actor, r.PathValue("id"))
		if e != nil {
			return e
		}
		in.Version = c.Voting.Round.Version
		return p.showClosing(w, r, closeForm{c, in, err})
	}, roundPath(r.PathValue("id")), "Đã đóng lượt và kiểm phiếu: %d trên %d hồ sơ đạt.", passed, len(all))
}

// receiptView is what a voter sees once.
type receiptView struct {
	Paper
	Code string
}

func (p pages) paper(w http.ResponseWriter, r *web.Request) error {
	x, err := p.Paper(r.Context(), r.Actor, r.PathValue("id"))
	var refused fault.Refused
	if errors.As(err, &refused) {
		page := p.frame(r, i18n.T(r.Context(), "Bỏ phiếu"))
		page.Flash = notice(r.Context(), err)
		return web.ShowStaffStatus(w, r, status(err), page, noPaperContent(r.PathValue("id")))
	}
	if err != nil {
		return err
	}
	return p.showPaper(w, r, paperForm{Paper: x, In: PaperInput{Receipt: x.Receipt}})
}

// paperForm is a ballot paper as it was filled in.
type paperForm struct {
	Paper
	In   PaperInput
	Err  error
	rows []string // unmarked, as HTML
}

// blankRows are the unmarked rows of a paper in the language of ctx, made once.
func blankRows(ctx context.Context, b *blankPaper) ([]string, error) {
	lang := i18n.From(ctx)
	if kept, is := b.rows.Load(lang); is {
		return kept.([]string), nil
	}
	words, rows := paperWords(ctx), make([]string, len(b.Cases))
	for n, c := range b.Cases {
		var html bytes.Buffer
		if err := paperRow(c, words, "", "").Render(ctx, &html); err != nil {
			return nil, err
		}
		rows[n] = html.String()
	}
	b.rows.Store(lang, rows)
	return rows, nil
}

func (p pages) showPaper(w http.ResponseWriter, r *web.Request, f paperForm) (err error) {
	ctx := r.Context()
	if f.rows, err = blankRows(ctx, f.blankPaper); err != nil {
		return err
	}
	page := p.frame(r, i18n.T(ctx, "Phiếu của bạn, lượt %d", f.Round.Number), councilCrumb(f.Council),
		ui.Link{Text: i18n.T(ctx, "Phiên họp ngày %s", f.HeldOn.String()), Href: meetingPath(f.MeetingID)})
	page.Lead = i18n.T(ctx, "Bỏ một lần, không sửa được sau khi gửi.")
	page.Flash = notice(ctx, f.Err)
	return web.ShowStaffStatus(w, r, status(f.Err), page, paperContent(f))
}

// vote answers with the receipt itself: a redirect would have to carry it in a
// cookie or an address, which outlive the moment.
func (p pages) vote(w http.ResponseWriter, r *web.Request) error {
	in, err := web.Decode[PaperInput](r)
	code := ""
	if err == nil {
		code, err = p.Vote(r.Context(), r.Actor, r.PathValue("id"), in)
	}
	if _, wrong := err.(fault.Invalid); wrong { // a refusal has nothing to fill in again
		x, e := p.Paper(r.Context(), r.Actor, r.PathValue("id"))
		if e != nil {
			return e
		}
		return p.showPaper(w, r, paperForm{Paper: x, In: in, Err: err})
	}
	if err != nil {
		return err
	}
	ctx := r.Context()
	page := p.frame(r, i18n.T(ctx, "Đã bỏ phiếu"))
	return web.ShowStaff(w, r, page, receiptContent(r.PathValue("id"), code))
}

// tellForm is the form of a teller: the input as it was typed.
type tellForm struct {
	Telling
	In  TellerInput
	Err error
}

func (p pages) telling(w http.ResponseWriter, r *web.Request) error {
	t, err := p.Telling(r.Context(), r.Actor, r.PathValue("id"))
	if err != nil {
		return err
	}
	return p.showTelling(w, r, tellForm{t, t.typed(), nil})
}

func (p pages) showTelling(w http.ResponseWriter, r *web.Request, f tellForm) error {
	ctx := r.Context()
	page := p.frame(r, i18n.T(ctx, "Kiểm phiếu giấy, lượt %d", f.Round.Number), councilCrumb(f.Council), meetingCrumb(ctx, f.Meeting))
	page.Lead = i18n.T(ctx, "Hai người kiểm phiếu nhập riêng. Chỉ cộng khi khớp từng dòng.")
	page.Flash = notice(ctx, f.Err)
	return web.ShowStaffStatus(w, r, status(f.Err), page, tellingContent(f))
}

func (p pages) tell(w http.ResponseWriter, r *web.Request) error {
	in, err := web.Decode[TellerInput](r)
	if err == nil {
		err = p.Tell(r.Context(), r.Actor, r.PathValue("id"), in)
	}
	return done(w, r, err, func(err error) error {
		t, e := p.Telling(r.Context(), r.Actor, r.PathValue("id"))
		if e != nil {
			return e
		}
		return p.showTelling(w, r, tellForm{t, in, err})
	}, roundPath(r.PathValue("id"))+"/kiem-phieu", "Đã lưu kết quả kiểm phiếu giấy của bạn.")
}
