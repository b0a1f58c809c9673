package dossier

import (
	"fmt"
	"strings"

	"kheo/internal/business/participant"
	"kheo/internal/business/recognition"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/fault"
	"kheo/internal/platform/i18n"
	"kheo/internal/service/docgen"
)

// movement is what the papers call the movement.
const movement = "“Dân vận khéo”"

// Document writes one paper of r, or refuses with the reason.
func (r Record) Document(k Kind) (docgen.Document, error) {
	if err := r.Refusal(k); err != nil {
		return docgen.Document{}, err
	}
	switch k {
	case Submission:
		return r.submission(), nil
	case Brief:
		return r.brief(), nil
	case Report:
		return r.reports(), nil
	case Minutes:
		return r.minutes(), nil
	case Decision:
		return r.Own, nil
	case Invitation:
		return r.invitations(), nil
	case Bonus:
		return r.bonusTable(), nil
	}
	return docgen.Document{}, fault.NotFound
}

// writing is a paper that grows block by block.
type writing struct {
	docgen.Document
	record Record
}

func (r Record) paper(k Kind) *writing {
	return &writing{docgen.Document{Layout: r.Form, Title: k.Label() + ": " + r.subject(), Date: r.stamp()}, r}
}

func (w *writing) add(blocks ...docgen.Block) { w.Blocks = append(w.Blocks, blocks...) }

func (w *writing) text(format string, args ...any) {
	w.add(docgen.Paragraph{Runs: docgen.Text(fmt.Sprintf(format, args...))})
}

// lines writes each line of s as a paragraph, or otherwise when there is none.
func (w *writing) lines(s, otherwise string) {
	before := len(w.Blocks)
	for line := range strings.Lines(s) {
		if line = strings.TrimSpace(line); line != "" {
			w.text("%s", line)
		}
	}
	if len(w.Blocks) == before && otherwise != "" {
		w.add(docgen.Paragraph{Runs: docgen.Italic(otherwise)})
	}
}

func (w *writing) part(title string) {
	w.add(docgen.Paragraph{Runs: docgen.Bold(title), KeepWithNext: true})
}

// fact is a line "Họ và tên: …"; an empty value is left to be filled in by hand.
func (w *writing) fact(label, value string) {
	w.add(docgen.Paragraph{Runs: append(docgen.Bold(label+": "), docgen.Text(orDots(value))...), Align: docgen.AlignLeft})
}

func (w *writing) items(items ...string) {
	list := docgen.List{Marker: "-"}
	for _, s := range items {
		list.Items = append(list.Items, docgen.Text(s))
	}
	if len(items) > 0 {
		w.add(list)
	}
}

// open writes the letter head, marked while the words may still change.
func (w *writing) open(superiors []string, issuer, number, placeDate string) {
	head := w.Layout.Opening(superiors, issuer, number, placeDate)
	if w.record.Draft() {
		head = recognition.MarkDraft(head)
	}
	w.add(head)
}

// openAsBody opens a paper of the body that decides.
func (w *writing) openAsBody(k Kind, kind string) {
	d := w.record.Decision
	var superiors []string
	issuer := strings.ToUpper(w.record.Unit.Name)
	if n := len(d.Letterhead); n > 0 {
		superiors, issuer = d.Letterhead[:n-1], d.Letterhead[n-1]
	}
	number := ""
	if kind != "" {
		number = w.number(k, kind)
	}
	w.open(superiors, issuer, number, w.Layout.PlaceDate(orDots(d.Place), w.record.day()))
}

// undated leaves the day of the head open: the paper is not of the day of the decision.
func (w *writing) undated() {
	n := len(w.Blocks) - 1
	if head, ok := w.Blocks[n].(docgen.LetterHead); ok {
		head.PlaceDate = w.Layout.PlaceDate(orDots(w.record.Decision.Place), clock.Date{})
		w.Blocks[n] = head
	}
}

// number is the line of the number, left open until the book gives one.
func (w *writing) number(k Kind, kind string) string {
	if given := w.record.Numbers[k]; given != "" {
		return w.Layout.NumberLine(given)
	}
	return w.Layout.NumberLine(w.Layout.Symbol(0, kind, "…"))
}

// subject is what the decision is about.
func (r Record) subject() string { return orDots(r.Decision.Subject) }

// award is what each line is to be given: "Giấy khen", "Công nhận mô hình …".
func (r Record) award() string {
	if r.Decision.Kind == recognition.Commendation {
		return capital(orDots(r.Decision.Award))
	}
	return strings.TrimSpace("Công nhận mô hình " + movement + " " + r.Decision.Level)
}

// proposal is what is to be done with each line: "tặng Giấy khen".
func (r Record) proposal() string {
	if r.Decision.Kind == recognition.Commendation {
		return "tặng " + r.award()
	}
	return lowered(r.award())
}

// asked is what is proposed, in the words and with the counts of the decision.
func (r Record) asked() string {
	level := strings.TrimSpace(fmt.Sprintf("%s năm %d", r.Decision.Level, r.Season.Year))
	if r.Decision.Kind == recognition.Commendation {
		return fmt.Sprintf("tặng %s cho %s có thành tích xuất sắc trong phong trào thi đua %s %s", r.award(), r.counted(), movement, level)
	}
	return fmt.Sprintf("công nhận %s mô hình %s %s của %s", two(len(r.Lines)), movement, level, r.counted())
}

func (r Record) counted() string { return recognition.Counted(r.lines()) }

// called names the decision: "Quyết định số 12/QĐ-UBND ngày 05/02/2026".
func (r Record) called() string {
	if r.Decision.Number == "" || r.day().IsZero() {
		return "dự thảo Quyết định " + r.subject()
	}
	return fmt.Sprintf("Quyết định số %s ngày %s", r.Decision.Number, r.day())
}

// sections writes the rows of lines under a heading for each kind of participant.
func sections(lines []Line, row func(Line) docgen.Row, after func(participant.Kind, []Line) []docgen.Row) (rows []docgen.Row) {
	count := 0
	for n, kind := range participant.Kinds() {
		var of []Line
		for _, l := range lines {
			if l.ParticipantKind == kind {
				of = append(of, l)
			}
		}
		if len(of) == 0 {
			continue
		}
		rows = append(rows, docgen.SectionRow([]string{"I. ", "II. ", "III. "}[count]+[]string{"TẬP THỂ", "CÁ NHÂN", "HỘ GIA ĐÌNH"}[n]))
		count++
		for _, l := range of {
			rows = append(rows, row(l))
		}
		if after != nil {
			rows = append(rows, after(kind, of)...)
		}
	}
	return rows
}

func column(title string, width float64) docgen.TableColumn {
	return docgen.TableColumn{Title: title, Width: width}
}

func narrow(title string, width float64, align docgen.Align) docgen.TableColumn {
	return docgen.TableColumn{Title: title, Width: width, Align: align}
}

func two(n int) string { return fmt.Sprintf("%02d", n) }

func money(n int64) string { return i18n.Group(n, ".") }

func orDots(s string) string {
	if s == "" {
		return "…"
	}
	return s
}

func longDay(d clock.Date) string {
	if d.IsZero() {
		return "ngày …"
	}
	return "ngày " + d.String()
}

func capital(s string) string {
	for i, c := range s {
		return strings.ToUpper(string(c)) + s[i+len(string(c)):]
	}
	return s
}
