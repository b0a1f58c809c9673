package intake

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"kheo/internal/business/campaign"
	"kheo/internal/business/initiative"
	"kheo/internal/business/org"
	"kheo/internal/business/participant"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/fault"
	"kheo/internal/platform/text"
	"kheo/internal/service/exchange"
)

// RowError says what is wrong with one cell and what would be accepted.
type RowError struct {
	Sheet   string        `json:"sheet"`
	Cell    string        `json:"cell"`
	Column  string        `json:"column"`
	Message fault.Message `json:"-"`
}

// listRow is one row of a list, understood.
type listRow struct {
	number          int
	kind            initiative.Kind
	participantKind participant.Kind
	participant     string
	unit            org.Unit
	field           campaign.Field
	startsOn        clock.Date
	contact, note   string
	initiative.Content
}

// listReader understands the rows of one list for one season and unit.
type listReader struct {
	season   campaign.Season
	own      org.Unit // the unit whose list it is
	alone    bool     // nothing that sends registrations lies below it
	units    map[string][]org.Unit
	names    []string
	fields   map[string]campaign.Field
	accepted []string // names of the fields
	titles   map[string]string
	seen     map[string]exchange.Cell // participant and title → where
	errors   []RowError

	converted map[string]int // cells by what their letters were converted from
}

func newListReader(season campaign.Season, own org.Unit, under []org.Unit, fields []campaign.Field) *listReader {
	l := &listReader{
		season: season, own: own, alone: true, units: map[string][]org.Unit{}, fields: map[string]campaign.Field{},
		titles: map[string]string{}, seen: map[string]exchange.Cell{}, converted: map[string]int{},
	}
	for _, u := range under {
		if u.ID != own.ID && u.Type == "ward" {
			l.alone = false
		}
		l.names = append(l.names, u.Name)
		for _, name := range unitNames(u) {
			l.units[name] = append(l.units[name], u)
		}
	}
	for _, f := range fields {
		l.fields[fieldKey(f.Name)] = f
		l.accepted = append(l.accepted, f.Name)
	}
	for _, c := range listColumns() {
		l.titles[c.Key] = c.Title
	}
	return l
}

// fieldKey is the same for "Văn hóa – xã hội", "VĂN HOÁ, XÃ HỘI" and "văn hóa và xã hội".
func fieldKey(name string) string {
	words := strings.Fields(text.Fold(name))
	return strings.Join(slices.DeleteFunc(words, func(w string) bool { return w == "va" || w == "linh" || w == "vuc" }), " ")
}

func (l *listReader) refuse(c exchange.Cell, key, sentence string, args ...any) {
	l.errors = append(l.errors, RowError{c.Sheet, c.Ref, l.titles[key], fault.Say(sentence, args...)})
}

// row understands one row; what is wrong is added to l.errors.
func (l *listReader) row(r exchange.Row) listRow {
	cell := func(key string) exchange.Cell {
		c := r.Cell(key)
		if c.Was != "" {
			l.converted[c.Was]++
		}
		return c
	}
	row := listRow{number: r.Number, contact: cell("contact").Line(), note: cell("note").Text, participant: cell("participant").Line()}
	row.Content = initiative.Content{
		Title: cell("title").Line(), Problem: cell("problem").Text, Objective: cell("objective").Text, Method: cell("method").Text,
		Area: cell("area").Text, Forces: cell("forces").Text, Resources: cell("resources").Text, Schedule: cell("schedule").Text,
		Outputs: cell("outputs").Text, Sustainability: cell("sustainability").Text,
	}
	if initiative.TitleKey(row.Title) == "" {
		l.refuse(r.Cell("title"), "title", "Chưa ghi tên mô hình.")
	}
	if text.Key(row.participant) == "" {
		l.refuse(r.Cell("participant"), "participant", "Chưa ghi tên tập thể hoặc cá nhân đăng ký.")
	}
	l.participantKind(r.Section, cell("participant_kind"), &row)
	l.kind(cell("kind"), &row)
	l.field(r.Section, cell("field"), &row)
	l.place(r.Section, cell("unit"), &row)
	l.day(r.Cell("starts_on"), &row)
	l.lengths(r)
	l.once(r.Cell("title"), row)
	return row
}

// once refuses a row that says the same as one before it.
func (l *listReader) once(title exchange.Cell, row listRow) {
	if row.Title == "" || row.participant == "" || row.participantKind == "" || row.unit.ID == "" {
		return
	}
	key := row.key()
	first, twice := l.seen[key]
	if !twice {
		l.seen[key] = title
		return
	}
	at := first.Ref
	if first.Sheet != title.Sheet {
		at = first.Sheet + "!" + first.Ref
	}
	l.refuse(title, "title", "Trùng với mô hình ở ô %s: cùng tên, cùng người đăng ký. Xin bỏ một dòng.", at)
}

// participantKind is in its column, or it is the heading under which the row stands.
func (l *listReader) participantKind(section string, c exchange.Cell, row *listRow) {
	kind, ok := participant.ParseKind(cmp.Or(c.Line(), section))
	switch row.participantKind = kind; {
	case !ok && c.IsEmpty():
		l.refuse(c, "participant_kind", "Chưa ghi đối tượng đăng ký. Xin ghi Tập thể, Cá nhân hoặc Hộ gia đình.")
	case !ok:
		l.refuse(c, "participant_kind", "“%s” không phải đối tượng đăng ký. Xin ghi Tập thể, Cá nhân hoặc Hộ gia đình.", shown(c.Line()))
	}
}

func (l *listReader) kind(c exchange.Cell, row *listRow) {
	var ok bool
	if row.kind, ok = initiative.ParseKind(c.Line()); !ok {
		l.refuse(c, "kind", "“%s” chưa rõ loại. Xin ghi Mô hình, Công trình hoặc Giải pháp.", shown(c.Line()))
	}
}

// field is in its column, or it is the heading under which the row stands.
func (l *listReader) field(section string, c exchange.Cell, row *listRow) {
	var ok bool
	if row.field, ok = l.fields[fieldKey(cmp.Or(c.Line(), section))]; ok {
		return
	}
	if c.IsEmpty() {
		l.refuse(c, "field", "Chưa ghi lĩnh vực. Các lĩnh vực được nhận: %s.", strings.Join(l.accepted, "; "))
		return
	}
	if near := text.Nearest(c.Line(), l.accepted, 1); len(near) > 0 {
		l.refuse(c, "field", "Lĩnh vực “%s” không có trong danh mục. Gần nhất: %s.", shown(c.Line()), near[0])
		return
	}
	l.refuse(c, "field", "Lĩnh vực “%s” không có trong danh mục. Các lĩnh vực được nhận: %s.", shown(c.Line()), strings.Join(l.accepted, "; "))
}

func (l *listReader) day(c exchange.Cell, row *listRow) {
	if c.IsEmpty() {
		return
	}
	t, ok := c.Date()
	if !ok {
		l.refuse(c, "starts_on", "“%s” chưa đọc được thành ngày. Xin ghi như 05/03/2022 hoặc 3/2022.", shown(c.Line()))
		return
	}
	row.startsOn = clock.On(t.Year(), t.Month(), t.Day())
	switch {
	case row.startsOn.After(l.season.ReportBy):
		l.refuse(c, "starts_on", "Ngày bắt đầu %s ở sau hạn báo cáo của mùa (%s).", row.startsOn.String(), l.season.ReportBy.String())
	case row.startsOn.Year() < 2007:
		l.refuse(c, "starts_on", "Ngày bắt đầu %s ở trước năm 2007, năm đầu của phong trào.", row.startsOn.String())
	}
}

// longest is how many characters a column may hold, where it is not initiative.MaxItem.
var longest = map[string]int{"title": 300, "participant": 200, "contact": 200}

func (l *listReader) lengths(r exchange.Row) {
	for _, key := range []string{"title", "participant", "contact", "problem", "objective", "method", "area", "forces", "resources", "schedule", "outputs", "sustainability", "note"} {
		most := cmp.Or(longest[key], initiative.MaxItem)
		if c := r.Cell(key); len(c.Text) > most && utf8.RuneCountInString(c.Text) > most {
			l.refuse(c, key, "Ô này dài quá %d ký tự. Xin viết gọn lại.", most)
		}
	}
}

// MarshalJSON writes the message in Vietnamese.
func (e RowError) MarshalJSON() ([]byte, error) {
	return json.Marshal(map[string]string{"sheet": e.Sheet, "cell": e.Cell, "column": e.Column, "message": e.Message.String()})
}

// String says where the cell is and what is wrong with it.
func (e RowError) String() string {
	return fmt.Sprintf("%s!%s (%s): %s", e.Sheet, e.Cell, e.Column, e.Message)
}

// who names the participant of a row in one spelling.
func (r listRow) who() string { return whoKey(r.unit.ID, r.participantKind, r.participant) }

// key is the same for two rows that register the same.
func (r listRow) key() string { return r.who() + "|" + initiative.TitleKey(r.Title) }

// initiative is what the row says, of the participant p.
func (r listRow) initiative(p participant.Participant) initiative.Initiative {
	return initiative.Initiative{
		UnitID: r.unit.ID, UnitPath: r.unit.Path, ParticipantID: p.ID, ParticipantKind: r.participantKind, ParticipantName: r.participant,
		Kind: r.kind, FieldID: r.field.ID, Content: r.Clean(), StartsOn: r.startsOn, Contact: r.contact, Note: r.note,
	}
}

// whoKey names a participant in one spelling.
func whoKey(unitID string, kind participant.Kind, name string) string {
	return unitID + "|" + string(kind) + "|" + text.Key(name)
}
