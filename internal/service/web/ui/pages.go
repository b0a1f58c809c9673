package ui

import (
	"context"
	"strings"
	"time"

	"github.com/a-h/templ"

	"kheo/internal/platform/i18n"
)

// Link is a word that leads somewhere; without Href it is the place itself.
type Link struct{ Text, Href string }

// PublicPage is what the frame of a page for everybody needs to know.
type PublicPage struct {
	Title       string // of the document; empty on the front page
	Description string // one sentence for search engines
	Path        string // of this page with its query: /mo-hinh?trang=2
	Owner       string // unit line under the brand
	Account     string // name of who is signed in, or ""
	Demo        bool   // the example data
	Now         time.Time
	Hero        templ.Component // optional, before the content, edge to edge
	Flash       *Notice
}

// StaffPage is what the frame of a page for officials needs to know.
type StaffPage struct {
	Title         string
	Crumbs        []Link // ancestors only, nearest last
	Lead          string // one line of context under the title
	Section       string // key of StaffSections
	Path          string // of this page with its query
	Account       string // name of who is signed in
	RoleName      string
	UnitName      string
	Administrator bool
	Waiting       int // how many tasks wait for this person
	Demo          bool
	Now           time.Time
	Flash         *Notice
	Action        templ.Component // the one main action, at the right of the title
}

// Section keys of the staff navigation.
const (
	SectionTasks       = "viec"
	SectionSeasons     = "mua"
	SectionInitiatives = "mo-hinh"
	SectionReview      = "xet-duyet"
	SectionDecisions   = "quyet-dinh"
	SectionReports     = "bao-cao"
)

type navItem struct {
	Text, Href, Current string // Current is "page", "true" or ""
	Count               int
}

func (p PublicPage) nav(ctx context.Context) []navItem {
	items := []navItem{
		{Text: i18n.T(ctx, "Trang đầu"), Href: "/"},
		{Text: i18n.T(ctx, "Mô hình"), Href: "/mo-hinh"},
		{Text: i18n.T(ctx, "Quyết định"), Href: "/quyet-dinh"},
		{Text: i18n.T(ctx, "Số liệu"), Href: "/so-lieu"},
		{Text: i18n.T(ctx, "Kiểm tra"), Href: "/kiem-tra"},
	}
	for i := range items {
		items[i].Current = current(p.Path, items[i].Href)
	}
	return items
}

func (p StaffPage) nav(ctx context.Context) []navItem {
	items := []navItem{
		{Text: i18n.T(ctx, "Việc của tôi"), Href: "/viec", Count: p.Waiting},
		{Text: i18n.T(ctx, "Mùa thi đua"), Href: "/viec/mua"},
		{Text: i18n.T(ctx, "Mô hình"), Href: "/viec/mo-hinh"},
		{Text: i18n.T(ctx, "Xét duyệt"), Href: "/viec/xet-duyet"},
		{Text: i18n.T(ctx, "Quyết định"), Href: "/viec/quyet-dinh"},
		{Text: i18n.T(ctx, "Báo cáo"), Href: "/viec/bao-cao"},
	}
	for i := range items {
		key := strings.TrimPrefix(items[i].Href, "/viec/")
		if i == 0 {
			key = SectionTasks
		}
		if key == p.Section {
			items[i].Current = current(p.Path, items[i].Href)
			if items[i].Current == "" {
				items[i].Current = "true"
			}
		}
	}
	return items
}

// current gives aria-current of a link to href on the page at path: the page
// itself, a page below it, or neither.
func current(path, href string) string {
	path, _, _ = strings.Cut(path, "?")
	switch {
	case path == href:
		return "page"
	case href != "/" && strings.HasPrefix(path, href+"/"):
		return "true"
	}
	return ""
}

func documentTitle(title string) string {
	if title == "" {
		return brand
	}
	return title + " · " + brand
}

// brand is the movement's name, the same in every language.
const brand = "Dân vận khéo"
