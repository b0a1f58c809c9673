package recognition

import (
	"context"
	"fmt"
	"strings"

	"kheo/internal/business/org"
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
}

// Document writes the decision as its paper: the text, the signature and, on a
// new page, the list. Write it with docgen.WriteDOCX or docgen.WritePDF.
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
	}
	return p.document(), nil
}

func (p paper) document() docgen.Document {
	doc := docgen.Document{
		Layout: docgen.StateLayout(), Title: "Quyết định " + p.Subject, Date: p.DecidedOn.Time(),
		Blocks: []docgen.Block{p.head(), docgen.Heading{Name: "QUYẾT ĐỊNH", Abstract: []string{p.abstract()}}},
	}
	if p.Line == org.Party {
		doc.Layout = docgen.PartyLayout()
	}
	if doc.Date.IsZero() {
		doc.Date = p.CreatedAt
	}
	doc.Blocks = append(doc.Blocks, p.bases()...)
	for n, words := range p.articles() {
		runs := append(docgen.Bold(fmt.Sprintf("Điều %d. ", n+1)), docgen.Text(words)...)
		doc.Blocks = append(doc.Blocks, docgen.Paragraph{Runs: runs})
	}
	doc.Blocks = append(doc.Blocks, docgen.Signature{Recipients: p.recipients(), Form: p.SignAs, Name: orWord(p.Signer, "…")}, docgen.PageBreak{})
	return p.withList(doc)
}

func (p paper) head() docgen.LetterHead {
	placeDate := orWord(p.Place, "…") + ", " + longDate(p.DecidedOn)
	begin := docgen.StateHead
	if p.Line == org.Party {
		begin = docgen.PartyHead
	}
	head := begin("", orWord(p.issuer(), "…"), p.formalNumber(), placeDate)
	if len(p.Letterhead) < 2 {
		return head
	}
	var above []docgen.Line
	for _, superior := range p.Letterhead[:len(p.Letterhead)-1] {
		above = append(above, docgen.Line{Run: docgen.Run{Text: superior}})
	}
	head.Left = append(above, head.Left...)
	return head
}

func (p paper) abstract() string {
	if p.Line == org.Party {
		return orWord(p.Subject, "…")
	}
	return "Về việc " + orWord(p.Subject, "…")
}

// bases are the words between the heading and the first article.
func (p paper) bases() []docgen.Block {
	var texts []string
	for _, b := range p.Bases {
		texts = append(texts, b.Text)
	}
	if p.Kind.Amends() {
		texts = append(texts, fmt.Sprintf("Quyết định số %s ngày %s của %s", p.Root.Number, p.Root.DecidedOn, sentenceCase(p.Root.authority())))
	}
	var blocks []docgen.Block
	if p.Line != org.Party && p.authority() != "" {
		blocks = append(blocks, docgen.Paragraph{Runs: docgen.Bold(p.authority()), Align: docgen.AlignCenter, NoIndent: true, KeepWithNext: true})
	}
	for n, words := range texts {
		last := n == len(texts)-1
		if p.Line == org.Party {
			end := ";"
			if last {
				end = ","
			}
			blocks = append(blocks, docgen.Paragraph{Runs: docgen.Text("- Căn cứ " + words + end)})
			continue
		}
		end := ";"
		if last {
			end = "."
		}
		blocks = append(blocks, docgen.Paragraph{Runs: docgen.Italic("Căn cứ " + words + end)})
	}
	decides := "QUYẾT ĐỊNH:"
	if p.Line == org.Party {
		decides = strings.TrimSpace(p.authority() + " QUYẾT ĐỊNH")
	}
	return append(blocks, docgen.Paragraph{Runs: docgen.Bold(decides), Align: docgen.AlignCenter, NoIndent: true, KeepWithNext: true})
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
	of := fmt.Sprintf("Quyết định số %s ngày %s", p.Root.Number, p.Root.DecidedOn)
	reason := strings.TrimRight(strings.Join(strings.Fields(p.Reason), " "), ".")
	if p.Kind == Correction {
		return []string{
			fmt.Sprintf("Đính chính %s dòng của danh sách kèm theo %s (có danh sách kèm theo). Lý do: %s.", two(len(p.Lines)), of, reason),
			fmt.Sprintf("Các nội dung khác của %s không thay đổi.", of),
			carryOut,
		}
	}
	return []string{
		fmt.Sprintf("Thu hồi %s đối với %s có tên tại %s (có danh sách kèm theo). Lý do: %s.", p.taken(), t.said(), of, reason),
		fmt.Sprintf("%s không còn giá trị đối với các %s có tên trong danh sách kèm theo; các nội dung khác không thay đổi.", of, t.those()),
		carryOut,
	}
}

// taken is what a revocation takes back.
func (p paper) taken() string {
	if p.Root.Kind == Commendation {
		return capital(orWord(p.Root.Award, "kết quả khen thưởng"))
	}
	return "kết quả công nhận mô hình " + movement
}

func (p paper) recipients() []string {
	last := "Lưu: VT"
	if p.Line == org.Party {
		last = "Lưu Văn phòng"
	}
	return []string{"Như Điều 3", last}
}
