package campaign

import (
	"fmt"
	"strings"

	"kheo/internal/service/docgen"
)

// ScoreSheet is the set as a paper to score by with a pen: the criteria with empty
// boxes. Write it with docgen.WritePDF or docgen.WriteDOCX.
func (s CriteriaSet) ScoreSheet() docgen.Document {
	return docgen.Document{Layout: docgen.PartyLayout(), Title: "Phiếu chấm điểm: " + s.Name, Date: s.CreatedAt, Blocks: s.ScoreLeaf(Scored{})}
}

// Scored is what a paper to score by says of the initiative; what is empty is left
// to the pen.
type Scored struct{ Title, Participant, Unit, Code string }

// ScoreLeaf is the paper of ScoreSheet for one initiative, to be put into a document.
func (s CriteriaSet) ScoreLeaf(of Scored) []docgen.Block {
	blocks := []docgen.Block{
		docgen.Heading{Name: "PHIẾU CHẤM ĐIỂM", Abstract: []string{s.Name, fmt.Sprintf("Ấn bản %d, hiệu lực từ ngày %s", s.Edition, s.From)}, Bare: true},
	}
	for _, line := range [][2]string{{"Tên mô hình", of.Title}, {"Tập thể, cá nhân", of.Participant}, {"Đơn vị", of.Unit}, {"Mã hồ sơ", of.Code}, {"Người chấm", ""}} {
		if line[1] == "" {
			line[1] = strings.Repeat(".", 60)
		}
		blocks = append(blocks, docgen.Paragraph{Runs: docgen.Text(line[0] + ": " + line[1]), NoIndent: true, Align: docgen.AlignLeft})
	}
	blocks = append(blocks, s.sheetTable())
	for _, rule := range s.sheetRules() {
		blocks = append(blocks, docgen.Note{Runs: docgen.Text(rule)})
	}
	return append(blocks, docgen.Paragraph{Runs: docgen.Text("Nhận xét chung: " + strings.Repeat(".", 180)), NoIndent: true, Align: docgen.AlignLeft},
		docgen.Signature{Form: []string{"NGƯỜI CHẤM"}, Name: "(Ký, ghi rõ họ tên)"})
}

func (s CriteriaSet) sheetTable() docgen.Table {
	t := docgen.Table{Columns: []docgen.TableColumn{
		{Title: "TT", Width: 0.07, Align: docgen.AlignCenter}, {Title: "Tiêu chí", Width: 0.47, Align: docgen.AlignLeft},
		{Title: "Điểm tối đa", Width: 0.12, Align: docgen.AlignCenter}, {Title: "Điểm chấm", Width: 0.12}, {Title: "Nhận xét, minh chứng", Width: 0.22},
	}}
	n := 0
	for _, g := range s.Groups() {
		t.Rows = append(t.Rows, docgen.SectionRow(fmt.Sprintf("%s (%d điểm)", g.Name, g.Points)))
		for _, c := range g.Criteria {
			n++
			t.Rows = append(t.Rows, docgen.TextRow(fmt.Sprint(n), c.sheetText(), fmt.Sprint(c.Points), "", ""))
		}
	}
	t.Rows = append(t.Rows, docgen.TextRow("", "Tổng điểm", fmt.Sprint(s.Maximum), "", ""))
	return t
}

// sheetText is a criterion with what its points mean.
func (c Criterion) sheetText() string {
	lines := []string{c.Name}
	for _, l := range c.Levels {
		lines = append(lines, l.Span()+" điểm: "+l.Meaning)
	}
	if c.Evidence != "" {
		lines = append(lines, "Minh chứng: "+strings.ReplaceAll(c.Evidence, "\n", "; "))
	}
	if c.VetoAt != nil {
		lines = append(lines, fmt.Sprintf("Điểm liệt: từ %d điểm trở xuống", *c.VetoAt))
	}
	return strings.Join(lines, "\n")
}

func (s CriteriaSet) sheetRules() (rules []string) {
	rules = append(rules, fmt.Sprintf("Từ %d điểm trở lên được đưa ra hội đồng.", s.Threshold))
	if s.Low > 0 {
		rules = append(rules, fmt.Sprintf("Tiêu chí nào cho dưới %d%% số điểm thì ghi lý do.", s.Low))
	}
	if s.High > 0 {
		rules = append(rules, fmt.Sprintf("Tiêu chí nào cho từ %d%% số điểm trở lên thì ghi căn cứ.", s.High))
	}
	rules = append(rules, "Tiêu chí chưa đủ minh chứng thì để trống ô điểm và ghi còn thiếu gì; không tính là 0.", "Nguồn: "+s.Source)
	if s.VerifiedBy == "" {
		rules = append(rules, "Bộ tiêu chí chưa kiểm chứng.")
	}
	return rules
}
