package participant

import (
	"context"
	"errors"
	"net/http"
	"net/url"

	"github.com/google/uuid"

	"kheo/internal/platform/fault"
	"kheo/internal/platform/i18n"
	"kheo/internal/service/files"
	"kheo/internal/service/web"
	"kheo/internal/service/web/ui"
)

// pages shows Service to people. All of them are for staff only.
type pages struct{ *Service }

const (
	bookPath  = "/viec/doi-tuong"
	queuePath = bookPath + "/giong-nhau"
)

// Mount adds the pages of participants.
func (s *Service) Mount(m *web.Mux) {
	p := pages{s}
	m.Staff("GET /viec/doi-tuong", p.list)
	m.Staff("GET /viec/doi-tuong.xlsx", p.export)
	m.Staff("GET /viec/doi-tuong/goi-y", p.suggest)
	m.Staff("GET /viec/doi-tuong/giong-nhau", p.queue)
	m.Staff("POST /viec/doi-tuong/giong-nhau", p.decide)
	m.Staff("GET /viec/doi-tuong/{id}", p.see)
	m.Staff("GET /viec/doi-tuong/{id}/thanh-tich.xlsx", p.exportRecord)
	m.Staff("POST /viec/doi-tuong/{id}/ten", p.addAlias)
	m.Staff("POST /viec/doi-tuong/{id}/ten/{alias}/bo", p.removeAlias)
	m.Staff("GET /viec/doi-tuong/{id}/noi", p.askJoin)
	m.Staff("POST /viec/doi-tuong/{id}/noi", p.join)
	m.Staff("GET /viec/doi-tuong/{id}/tach/{merge}", p.askPart)
	m.Staff("POST /viec/doi-tuong/{id}/tach/{merge}", p.part)
	m.Staff("POST /viec/doi-tuong/{id}/khac/{other}/bo", p.untell)
}

// below is the frame of a page that belongs to one participant.
func below(r *web.Request, title string, p Participant) ui.StaffPage {
	page := r.StaffPage(title, "")
	page.Crumbs = []ui.Link{{Text: i18n.T(r.Context(), "Đối tượng tham gia"), Href: bookPath}, {Text: p.Name, Href: p.href()}}
	return page
}

func (p Participant) href() string { return bookPath + "/" + p.ID }

// objection is what a page says on top when the reason is no field of it.
func objection(ctx context.Context, err error) *ui.Notice {
	var refused fault.Refused
	if !errors.As(err, &refused) {
		return nil
	}
	return &ui.Notice{Kind: ui.Bad, Title: i18n.T(ctx, "Chưa làm được việc này."), Text: refused.Reason.In(i18n.From(ctx))}
}

// again is the status with which a form comes back with what was typed; 0 for
// errors that no form can answer.
func again(err error) int {
	var invalid fault.Invalid
	var refused fault.Refused
	switch {
	case errors.As(err, &invalid):
		return http.StatusUnprocessableEntity
	case errors.As(err, &refused):
		return http.StatusConflict
	}
	return 0
}

// newID is the id of a new thing, for the form that makes it.
func newID() string { return uuid.Must(uuid.NewV7()).String() }

// address is path with what is not empty of names and values in turn.
func address(path string, more ...string) string {
	v := url.Values{}
	for n := 0; n+1 < len(more); n += 2 {
		if more[n+1] != "" {
			v.Set(more[n], more[n+1])
		}
	}
	if len(v) == 0 {
		return path
	}
	return path + "?" + v.Encode()
}

// attachment becomes a workbook to keep with its first byte, so that an error
// before it can still be shown as a page.
type attachment struct {
	w       http.ResponseWriter
	name    string
	started bool
}

func (a *attachment) Write(b []byte) (int, error) {
	if !a.started {
		a.started = true
		web.Attach(a.w, files.XLSX, a.name)
	}
	return a.w.Write(b)
}
