package publication

import (
	"net/url"
	"strconv"
	"strings"

	"github.com/google/uuid"

	"kheo/internal/business/participant"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/text"
)

// Stage is how far initiatives of a list have come.
type Stage string

// The stages, by their word in addresses.
const (
	AnyStage   Stage = ""
	Registered Stage = "dang-ky" // every public initiative
	CarriedOut Stage = "thuc-hien"
	Appraised  Stage = "tham-dinh"
	Honoured   Stage = "cong-nhan"
	Praised    Stage = "khen"
)

// Stages lists the stages that a reader may choose.
func Stages() []Stage { return []Stage{Registered, CarriedOut, Appraised, Honoured, Praised} }

// Label is the Vietnamese name of the stage, a source text of i18n.
func (s Stage) Label() string {
	switch s {
	case Registered:
		return "Đã đăng ký"
	case CarriedOut:
		return "Đang thực hiện"
	case Appraised:
		return "Đang thẩm định"
	case Honoured:
		return "Được công nhận"
	case Praised:
		return "Được khen thưởng"
	}
	return "Tất cả"
}

// Filter is what the address of the catalogue asks for, in codes.
type Filter struct {
	Field  string
	Unit   string
	Season string
	Stage  Stage
	Kind   participant.Kind
	Words  string
	Map    string // a day, 2026-11-22: read on the map of that day; empty: of each record's own day
	Partly bool   // what lies only partly under the unit on that map
	Before string // id of the last row of the page before
	After  string // id of the first row of the page after
	Row    int    // number of the first row of this page, from 1
}

// ParseFilter reads an address.
func ParseFilter(v url.Values) Filter {
	f := Filter{
		Field: v.Get("linh-vuc"), Unit: v.Get("don-vi"), Season: v.Get("mua"), Stage: Stage(v.Get("chang")), Kind: participant.Kind(v.Get("loai")),
		Words: strings.TrimSpace(v.Get("tu")), Row: 1,
	}
	if len(f.Words) > 200 {
		f.Words = strings.ToValidUTF8(f.Words[:200], "")
	}
	if day, err := clock.Parse(v.Get("ban-do")); err == nil && f.Unit != "" {
		f.Map = day.ISO()
		f.Partly = f.Map != "" && v.Get("phan") != ""
	}
	row, err := strconv.Atoi(v.Get("dong"))
	id, idErr := uuid.Parse(v.Get("sau"))
	if idErr == nil {
		f.Before = id.String()
	} else if id, idErr = uuid.Parse(v.Get("truoc")); idErr == nil {
		f.After = id.String()
	}
	if idErr == nil && err == nil && row > 0 && row < 1e9 {
		f.Row = row
	}
	return f
}

// Empty reports whether f asks for everything.
func (f Filter) Empty() bool {
	f.Before, f.After, f.Row = "", "", 0
	return f == Filter{}
}

// Page is f at another page.
func (f Filter) Page(before, after string, row int) Filter {
	f.Before, f.After, f.Row = before, after, row
	return f
}

// First is f at its first page.
func (f Filter) First() Filter { return f.Page("", "", 1) }

// Href is the address of path with f.
func (f Filter) Href(path string) string {
	var b strings.Builder
	b.WriteString(path)
	mark := byte('?')
	add := func(key, value string) {
		if value == "" {
			return
		}
		b.WriteByte(mark)
		mark = '&'
		b.WriteString(key)
		b.WriteByte('=')
		b.WriteString(url.QueryEscape(value))
	}
	add("tu", f.Words)
	add("mua", f.Season)
	add("linh-vuc", f.Field)
	add("don-vi", f.Unit)
	add("ban-do", f.Map)
	if f.Partly {
		add("phan", "1")
	}
	add("loai", string(f.Kind))
	add("chang", string(f.Stage))
	add("sau", f.Before)
	add("truoc", f.After)
	if f.Row > 1 && (f.Before != "" || f.After != "") {
		add("dong", strconv.Itoa(f.Row))
	}
	return b.String()
}

// notable leaves out of a search what nearly every initiative is called: a search
// for it alone finds everything, which needs no search.
func notable(words string) string {
	var kept []string
	for _, word := range strings.Fields(words) {
		switch text.Fold(word) {
		case "dan", "van", "kheo", "mo", "hinh":
		default:
			kept = append(kept, word)
		}
	}
	return strings.Join(kept, " ")
}
