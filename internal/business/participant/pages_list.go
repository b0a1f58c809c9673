package participant

import (
	"context"
	"net/http"
	"strings"

	"kheo/internal/platform/fault"
	"kheo/internal/platform/i18n"
	"kheo/internal/service/web"
	"kheo/internal/service/web/ui"
)

func (p pages) list(w http.ResponseWriter, r *web.Request) error {
	ctx := r.Context()
	q, err := web.Decode[ListQuery](r)
	if err != nil {
		return fault.NotFound
	}
	l, err := p.List(ctx, r.Actor, q)
	if err != nil {
		return err
	}
	page := r.StaffPage(i18n.T(ctx, "Đối tượng tham gia"), ui.SectionInitiatives)
	page.Crumbs = []ui.Link{{Text: i18n.T(ctx, "Mô hình"), Href: "/viec/mo-hinh"}}
	page.Lead = i18n.T(ctx, "Tập thể, cá nhân, hộ gia đình đã tham gia, xếp theo tên.")
	page.Action = listActs(l)
	return web.ShowStaff(w, r, page, listContent(l))
}

// at is the address of the list with what it is narrowed to.
func (q ListQuery) at(path, after string) string {
	return address(path, "tu", q.Words, "don-vi", q.Unit, "loai", string(q.Kind), "sau", after)
}

func (q ListQuery) narrowed() bool { return q.Words != "" || q.Unit != "" || q.Kind != "" }

func (l Listing) next() string {
	if !l.Next || len(l.Rows) == 0 {
		return ""
	}
	return l.Query.at(bookPath, l.Rows[len(l.Rows)-1].ID)
}

func (l Listing) unitOptions(ctx context.Context) []ui.Option {
	options := []ui.Option{{Text: i18n.T(ctx, "Mọi đơn vị")}}
	for _, u := range l.Units {
		options = append(options, ui.Option{Value: u.Code, Text: u.Name})
	}
	return options
}

func kindOptions(ctx context.Context) []ui.Option {
	options := []ui.Option{{Text: i18n.T(ctx, "Mọi đối tượng")}}
	for _, k := range Kinds() {
		options = append(options, ui.Option{Value: string(k), Text: i18n.T(ctx, k.Label())})
	}
	return options
}

// pairsSaid is how many pairs wait: "12", "hơn 1.000".
func pairsSaid(ctx context.Context, n int) string {
	if n > MaxPairs {
		return i18n.T(ctx, "Còn hơn %s cặp", i18n.Number(ctx, MaxPairs))
	}
	return i18n.T(ctx, "Còn %s cặp", i18n.Number(ctx, n))
}

func (p pages) export(w http.ResponseWriter, r *web.Request) error {
	q, err := web.Decode[ListQuery](r)
	if err != nil {
		return fault.NotFound
	}
	return p.Export(r.Context(), r.Actor, q, &attachment{w: w, name: "doi-tuong.xlsx"})
}

// suggest answers with names for the field of a form while somebody types: those of
// the unit first, then those of the reader's other units. The field may send itself
// under its own name.
func (p pages) suggest(w http.ResponseWriter, r *web.Request) error {
	v := r.URL.Query()
	first := func(names ...string) string {
		for _, name := range names {
			if s := strings.TrimSpace(v.Get(name)); s != "" {
				return s
			}
		}
		return ""
	}
	kind := Kind(first("loai", "participant_kind"))
	if kind.Label() == "" {
		kind = ""
	}
	all, err := p.Suggestions(r.Context(), r.Actor, first("tu", "participant"), kind, first("don-vi", "unit"))
	if err != nil {
		return err
	}
	w.Header().Set("Cache-Control", "no-store")
	return web.Fragment(w, r, suggestions(all))
}
