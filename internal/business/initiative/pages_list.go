package initiative

import (
	"context"
	"net/http"
	"net/url"
	"strconv"

	"kheo/internal/business/participant"
	"kheo/internal/platform/fault"
	"kheo/internal/platform/i18n"
	"kheo/internal/service/auth"
	"kheo/internal/service/web"
	"kheo/internal/service/web/ui"
)

func (p pages) list(w http.ResponseWriter, r *web.Request) error {
	ctx := r.Context()
	q, err := web.Decode[Query](r)
	if err != nil {
		return fault.NotFound
	}
	l, err := p.Listing(ctx, r.Actor, q)
	if err != nil {
		return err
	}
	page := r.StaffPage(i18n.T(ctx, "Mô hình"), ui.SectionInitiatives)
	page.Lead = l.lead(ctx)
	page.Action = listActs(l, r.Actor.Has(auth.Registrar))
	return web.ShowStaff(w, r, page, listContent(l, r.Now(), r.Actor.Has(auth.Appraiser)))
}

func (p pages) acceptMany(w http.ResponseWriter, r *web.Request) error {
	if err := r.ParseForm(); err != nil {
		return err
	}
	back := "/viec/mo-hinh?buoc=" + string(Submitted)
	ids := r.Form["chon"]
	if len(ids) == 0 {
		return web.Done(w, r, back, "Chưa chọn hồ sơ nào. Đánh dấu vào ô ở đầu dòng rồi bấm tiếp nhận.")
	}
	n, err := p.AcceptMany(r.Context(), r.Actor, ids)
	if err != nil {
		return err
	}
	return web.Done(w, r, back, "Đã tiếp nhận %d hồ sơ.", n)
}

// lead says what is counted: how many, of which season.
func (l Listing) lead(ctx context.Context) string {
	total := i18n.T(ctx, "%s hồ sơ", i18n.Number(ctx, l.Total))
	if l.Counted && l.Total > MaxCount {
		total = i18n.T(ctx, "Hơn %s hồ sơ", i18n.Number(ctx, MaxCount))
	}
	if l.Season.ID != "" {
		return total + ", " + l.Season.Name + "."
	}
	return i18n.T(ctx, "%s của mọi mùa thi đua.", total)
}

// values writes q as it stands in an address.
func (q Query) values() url.Values {
	v := url.Values{}
	for key, value := range map[string]string{
		"mua": q.Season, "don-vi": q.Unit, "linh-vuc": q.Field, "doi-tuong": string(q.By),
		"buoc": string(q.State), "tu": q.Words, "qua-han": q.Late, "ban-do": q.Map.ISO(), "phan": q.Part,
	} {
		if value != "" {
			v.Set(key, value)
		}
	}
	return v
}

func (q Query) at(path string, more ...string) string {
	v := q.values()
	for n := 0; n+1 < len(more); n += 2 {
		v.Set(more[n], more[n+1])
		if more[n+1] == "" {
			v.Del(more[n])
		}
	}
	if len(v) == 0 {
		return path
	}
	return path + "?" + v.Encode()
}

const listPath = "/viec/mo-hinh"

// chips are the states with their numbers.
func (l Listing) chips(ctx context.Context) []ui.Chip {
	q := l.Query
	count := func(n int64) string {
		if l.Tally == nil {
			return ""
		}
		return i18n.Number(ctx, n)
	}
	all := SumTally(l.Tally, func(State) bool { return true })
	chips := []ui.Chip{{Text: i18n.T(ctx, "Tất cả"), Href: q.at(listPath, "buoc", ""), Count: count(all)}}
	for _, s := range States() {
		if q.State != s && (s == Draft && !l.Drafts || s != Draft && l.Tally != nil && l.Tally[s] == 0) {
			continue
		}
		chip := ui.Chip{Text: ui.StageName(ctx, string(s)), Href: q.at(listPath, "buoc", string(s)), On: q.State == s}
		if s != Draft {
			chip.Count = count(l.Tally[s])
		}
		if chip.On {
			chip.Href = q.at(listPath, "buoc", "")
		}
		chips = append(chips, chip)
	}
	return chips
}

// clear is the address without filters, or nothing when there are none.
func (l Listing) clear() string {
	if len(l.Query.values()) == 0 {
		return ""
	}
	return listPath
}

func (l Listing) pager() ui.PagerState {
	from := max(int(l.Query.From), 1)
	p := ui.PagerState{From: from, To: from + len(l.Rows) - 1, Total: int(l.Total)}
	if l.Counted && l.Total > MaxCount {
		p.Total = -1
	}
	if len(l.Rows) == 0 {
		return p
	}
	if l.Prev {
		p.Prev = l.Query.at(listPath, "truoc", l.Rows[0].ID, "dong", strconv.Itoa(max(from-pageSize, 1)))
	}
	if l.Next {
		p.Next = l.Query.at(listPath, "sau", l.Rows[len(l.Rows)-1].ID, "dong", strconv.Itoa(p.To+1))
	}
	return p
}

func (l Listing) options(ctx context.Context) (seasons, units, fields, kinds []ui.Option) {
	seasons = []ui.Option{{Text: i18n.T(ctx, "Mọi mùa")}}
	for _, s := range l.Seasons {
		seasons = append(seasons, ui.Option{Value: s.Code, Text: s.Name})
	}
	units = []ui.Option{{Text: i18n.T(ctx, "Mọi đơn vị")}}
	for _, u := range l.Units {
		units = append(units, ui.Option{Value: u.Code, Text: u.Name})
	}
	fields = []ui.Option{{Text: i18n.T(ctx, "Mọi lĩnh vực")}}
	for _, f := range l.Fields {
		fields = append(fields, ui.Option{Value: f.Code, Text: f.Name})
	}
	kinds = []ui.Option{{Text: i18n.T(ctx, "Mọi đối tượng")}}
	for _, k := range participant.Kinds() {
		kinds = append(kinds, ui.Option{Value: string(k), Text: i18n.T(ctx, k.Label())})
	}
	return seasons, units, fields, kinds
}

func columnsOf(ctx context.Context, ticks bool) []ui.Column {
	columns := []ui.Column{
		{Text: i18n.T(ctx, "Tên mô hình")}, {Text: i18n.T(ctx, "Người đăng ký")}, {Text: i18n.T(ctx, "Bước")}, {Text: i18n.T(ctx, "Hạn")},
	}
	if ticks {
		columns = append([]ui.Column{{Check: true}}, columns...)
	}
	return columns
}

// receivable counts the rows that the reader may take in.
func (l Listing) receivable() (n int) {
	for _, row := range l.Rows {
		if row.MayReceive {
			n++
		}
	}
	return n
}

// mapSaid tells on which map the list is read; empty without a unit or a day.
func (l Listing) mapSaid(ctx context.Context) string {
	day := l.Query.Map.String()
	switch {
	case l.Query.Unit == "" || day == "":
		return ""
	case l.Query.Part != "":
		return i18n.T(ctx, "Đây là mô hình của những đơn vị đã chia cho nhiều nơi. Trên bản đồ ngày %s chỉ một phần thuộc đơn vị đã chọn, nên không cộng vào số của đơn vị nào.", day)
	}
	return i18n.T(ctx, "Danh sách theo bản đồ ngày %s: cả mô hình của các đơn vị đã nhập toàn bộ vào đơn vị đã chọn.", day)
}
