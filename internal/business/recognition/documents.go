package recognition

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"kheo/internal/business/layout"
	"kheo/internal/platform/db"
	"kheo/internal/service/docgen"
)

// paper is everything that a decision's text is made of.
type paper struct {
	Decision
	Lines   []Line
	Year    int64             // of the season
	Fields  map[string]string // names by id
	Root    Decision          // that an amendment changes
	Amended map[string]Line   // lines that an amendment changes, by id
	Paid    bool              // money goes with what an amendment changes, as the catalogue says
	Form    docgen.Layout
}

// Document writes the decision as its paper: the text, the signature and, on a
// new page, the list, in the form that its line has on its day. Write it with
// docgen.WriteDOCX or docgen.WritePDF.
func (s *Service) Document(ctx context.Context, tx *db.Tx, d Decision, lines []Line) (docgen.Document, error) {
	p := paper{Decision: d, Lines: lines, Fields: map[string]string{}}
	season, err := s.campaigns.Season(ctx, tx, d.SeasonID)
	if err != nil {
		return docgen.Document{}, err
	}
	p.Year = season.Year
	fields, err := s.campaigns.Fields(ctx, tx)
	if err != nil {
		return docgen.Document{}, err
	}
	for _, f := range fields {
		p.Fields[f.ID] = f.Name
	}
	if d.Kind.Amends() {
		if p.Root, err = s.Decision(ctx, tx, d.AmendsID); err != nil {
			return docgen.Document{}, err
		}
		if p.Amended, err = amendedBy(ctx, tx, d.ID); err != nil {
			return docgen.Document{}, err
		}
		if p.Paid, err = s.paid(ctx, tx, p.Root); err != nil {
			return docgen.Document{}, err
		}
	}
	p.Form, err = s.form(ctx, tx, d)
	return p.document(), err
}

// form is the layout of the paper of d: that of its day, of a draft that of today.
func (s *Service) form(ctx context.Context, tx *db.Tx, d Decision) (docgen.Layout, error) {
	if s.Layouts != nil {
		return s.Layouts.On(ctx, tx, d.Line, d.DecidedOn)
	}
	return docgen.ShippedOn(string(layout.LineOf(d.Line)), d.DecidedOn), nil
}

func (p paper) document() docgen.Document {
	doc := docgen.Document{Layout: p.Form, Title: "Quyết định " + p.Subject, Date: p.DecidedOn.Time()}
	if doc.Date.IsZero() {
		doc.Date = p.CreatedAt
	}
	add := func(blocks ...docgen.Block) { doc.Blocks = append(doc.Blocks, blocks...) }
	before, decides := p.Form.Deciders(p.authority())
	add(p.head(), docgen.Heading{Name: "QUYẾT ĐỊNH", Abstract: []string{p.Form.About(orWord(p.Subject, "…"))}})
	add(before...)
	add(p.Form.Bases(p.bases())...)
	add(decides...)
	for n, words := range p.articles() {
		add(docgen.Paragraph{Runs: append(docgen.Bold(fmt.Sprintf("Điều %d. ", n+1)), docgen.Text(words)...)})
	}
	add(docgen.Signature{Recipients: p.recipients(), Form: p.SignAs, Name: orWord(p.Signer, "…")}, docgen.PageBreak{})
	return p.withList(doc)
}

func (p paper) head() docgen.LetterHead {
	var superiors []string
	if n := len(p.Letterhead); n > 1 {
		superiors = p.Letterhead[:n-1]
	}
	head := p.Form.Opening(superiors, orWord(p.issuer(), "…"), p.Form.NumberLine(orWord(p.Number, "…")), p.Form.PlaceDate(orWord(p.Place, "…"), p.DecidedOn))
	if p.State == Draft {
		return MarkDraft(head)
	}
	return head
}

// MarkDraft writes in the head of a paper that its words may still change.
func MarkDraft(head docgen.LetterHead) docgen.LetterHead {
	head.Left = append(slices.Clip(head.Left), docgen.Line{Run: docgen.Run{Text: "DỰ THẢO", Bold: true}})
	return head
}

// bases are the texts between the heading and the first article.
func (p paper) bases() (texts []string) {
	for _, b := range p.Bases {
		texts = append(texts, "Căn cứ "+b.Text)
	}
	if p.Kind.Amends() {
		texts = append(texts, fmt.Sprintf("Căn cứ Quyết định số %s ngày %s của %s", p.Root.Number, p.Root.DecidedOn, sentenceCase(p.Root.authority())))
	}
	return texts
}

// articles are the texts of Điều 1, Điều 2, …; the last has no full stop, the
// layout closes it.
func (p paper) articles() []string {
	t := tally(p.Lines)
	level := strings.TrimSpace(p.Level + " năm " + fmt.Sprint(p.Year))
	carryOut := fmt.Sprintf("Quyết định này có hiệu lực kể từ ngày ký. Các cơ quan, đơn vị liên quan và các %s có tên trong danh sách kèm theo chịu trách nhiệm thi hành Quyết định này", t.those())
	switch p.Kind {
	case Recognition:
		return []string{
			fmt.Sprintf("Công nhận %s mô hình %s %s của %s (có danh sách kèm theo).", two(len(p.Lines)), movement, level, t.said()),
			fmt.Sprintf("Các %s có mô hình được công nhận tiếp tục duy trì, nâng cao chất lượng và chia sẻ cách làm để nơi khác học tập, nhân rộng.", t.those()),
			carryOut,
		}
	case Commendation:
		return []string{
			fmt.Sprintf("Tặng %s cho %s có thành tích xuất sắc trong phong trào thi đua %s %s (có danh sách kèm theo).", capital(orWord(p.Award, "…")), t.said(), movement, level),
			"Mức tiền thưởng kèm theo thực hiện theo quy định hiện hành.",
			carryOut,
		}
	}
	return append(p.amending(t), carryOut)
}

// award is what the listed are given.
func (p paper) award() string {
	if p.Kind == Replacement {
		return orWord(p.Root.Award, "…")
	}
	return orWord(p.Award, "…")
}

func (p paper) recipients() []string { return []string{"Như Điều 3", p.Form.Signature.Filed} }

// listed is what the annexed list gives: a replacement lists anew what was listed.
func (p paper) listed() Kind {
	if p.Kind == Replacement {
		return p.Root.Kind
	}
	return p.Kind
}
