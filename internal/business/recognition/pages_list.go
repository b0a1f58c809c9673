package recognition

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"kheo/internal/business/campaign"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/i18n"
	"kheo/internal/platform/text"
	"kheo/internal/service/auth"
	"kheo/internal/service/web"
	"kheo/internal/service/web/ui"
)

const perPage = 30

// listing is what a list of decisions shows.
type listing struct {
	Rows    []Decision
	Seasons []campaign.Season
	Names   map[string]string // of seasons by id
	In      listInput
	Pager   ui.PagerState
	Path    string // of the list
	New     bool   // the reader may begin a decision
	Down    bool   // the reader may hand down
	Reads   bool   // the reader reads what goes with decisions
	Arrived int    // waits to be answered by the reader's units
}

// listInput is what a list is narrowed by.
type listInput struct {
	Season string `form:"mua"` // code
	Kind   Kind   `form:"loai"`
	State  State  `form:"buoc"`
	Words  string `form:"tu"`
	After  string `form:"sau"` // day_id of the last row of the page before
	From   int64  `form:"so"`  // how many rows came before
}

func (in listInput) query() url.Values {
	q := url.Values{}
	for name, value := range map[string]string{"mua": in.Season, "loai": string(in.Kind), "buoc": string(in.State), "tu": in.Words} {
		if value != "" {
			q.Set(name, value)
		}
	}
	return q
}

func (in listInput) narrowed() bool { return len(in.query()) > 0 }

func address(path string, q url.Values) string {
	if len(q) == 0 {
		return path
	}
	return path + "?" + q.Encode()
}

// find reads one page of a list, as reader may see it.
func (p pages) find(r *web.Request, path string, reader auth.Actor, limit int) (l listing, err error) {
	ctx := r.Context()
	if l.In, err = web.Decode[listInput](r); err != nil {
		return l, err
	}
	l.In.Words, l.Path = text.Clean(l.In.Words), path
	f := Filter{Kind: l.In.Kind, State: l.In.State, Words: l.In.Words, Reader: reader, Limit: limit + 1}
	f.after(l.In.After)
	if l.Rows, l.Seasons, err = p.Listing(ctx, l.In.Season, f); err != nil {
		return l, err
	}
	l.Names = map[string]string{}
	for _, s := range l.Seasons {
		l.Names[s.ID] = s.Name
	}
	l.turn(limit)
	return l, nil
}

// after goes on where the page before ended.
func (f *Filter) after(key string) {
	day, id, _ := strings.Cut(key, "_")
	if on, err := clock.Parse(day); err == nil {
		f.AfterOn, f.AfterID = on, id
	}
}

// turn cuts the row too many off and makes the addresses of the neighbouring pages.
func (l *listing) turn(limit int) {
	more := len(l.Rows) > limit
	if more {
		l.Rows = l.Rows[:limit]
	}
	from := max(0, int(l.In.From))
	l.Pager = ui.PagerState{From: from + 1, To: from + len(l.Rows), Total: -1}
	if l.In.After != "" {
		l.Pager.Prev = address(l.Path, l.In.query())
	}
	if more {
		day, id := l.Rows[limit-1].Key()
		q := l.In.query()
		q.Set("sau", day.ISO()+"_"+id)
		q.Set("so", strconv.Itoa(l.Pager.To))
		l.Pager.Next = address(l.Path, q)
	}
}

func (p pages) list(w http.ResponseWriter, r *web.Request) error {
	ctx := r.Context()
	l, err := p.find(r, "/viec/quyet-dinh", r.Actor, perPage)
	if err != nil {
		return err
	}
	l.New, l.Down = r.Actor.Has(auth.Appraiser, auth.Publisher), r.Actor.Has(handers()...)
	l.Reads = r.Actor.Has(readers()...)
	if l.Arrived, err = p.Arrived(ctx, r.Actor); err != nil {
		return err
	}
	page := r.StaffPage(i18n.T(ctx, "Quyết định"), ui.SectionDecisions)
	page.Lead = i18n.T(ctx, "Công nhận mô hình, khen thưởng, đính chính và thu hồi.")
	if l.New {
		page.Action = ui.ButtonLink(i18n.T(ctx, "Soạn quyết định mới"), "/viec/quyet-dinh/moi", ui.Go)
	}
	return web.ShowStaff(w, r, page, listContent(l))
}

func (p pages) publicList(w http.ResponseWriter, r *web.Request) error {
	ctx := r.Context()
	l, err := p.find(r, "/quyet-dinh", auth.Actor{}, perPage)
	if err != nil {
		return err
	}
	title := i18n.T(ctx, "Các quyết định đã ban hành")
	page := r.Page(title, i18n.T(ctx, "Quyết định công nhận mô hình và khen thưởng “Dân vận khéo”, kèm danh sách và văn bản."))
	return web.Show(w, r, page, publicListContent(l, title))
}

func (p pages) publicShow(w http.ResponseWriter, r *web.Request) error {
	ctx := r.Context()
	code := r.PathValue("code")
	stem, ext, isFile := strings.Cut(code, ".")
	v, err := p.PublicView(ctx, stem)
	if err != nil {
		return err
	}
	if isFile {
		return p.file(w, r, v, "."+ext)
	}
	page := r.Page(v.title(ctx), v.Subject)
	return web.Show(w, r, page, publicShowContent(v))
}
