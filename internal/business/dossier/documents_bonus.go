package dossier

import (
	"fmt"

	"kheo/internal/business/award"
	"kheo/internal/business/participant"
	"kheo/internal/business/recognition"
	"kheo/internal/service/docgen"
)

// bonusTable is the money of every line, with sums by kind and over all.
func (r Record) bonusTable() docgen.Document {
	w := r.paper(Bonus)
	w.openAsBody(Bonus, "")
	w.add(docgen.Heading{Name: "BẢNG TIỀN THƯỞNG", Abstract: []string{"kèm theo kết quả " + r.proposal(), fmt.Sprintf("năm %d", r.Season.Year)}},
		docgen.Note{Runs: docgen.Italic("(Theo " + r.called() + ")"), Align: docgen.AlignCenter}, r.bonusRows())
	w.add(docgen.Paragraph{Runs: append(docgen.Bold("Tổng cộng: "), docgen.Text(fmt.Sprintf("%s đồng cho %s.", money(r.Bonus.Total), r.counted()))...)},
		docgen.Paragraph{Runs: append(docgen.Bold("Bằng chữ: "), docgen.Text(inWords(r.Bonus.Total)+".")...)})
	if r.Bonus.Fund != "" {
		w.text("Nguồn chi: %s.", r.Bonus.Fund)
	}
	for _, basis := range r.bases() {
		w.add(docgen.Note{Runs: docgen.Text("Cách tính: " + basis)})
	}
	if !r.Bonus.Verified {
		w.add(docgen.Note{Runs: docgen.Italic("Hệ số, mức lương cơ sở hoặc cách làm tròn chưa kiểm chứng với văn bản gốc.")})
	}
	w.sign(signing{[]string{"NGƯỜI LẬP BẢNG"}, ""}, signing{r.Decision.SignAs, r.Decision.Signer})
	return w.Document
}

func (r Record) bonusRows() docgen.Table {
	items := map[string]BonusItem{}
	for _, i := range r.Bonus.Items {
		items[i.LineID] = i
	}
	row := func(l Line) docgen.Row {
		i := items[l.ID]
		multiple, salary := "–", "–"
		if i.Multiple > 0 {
			multiple, salary = award.FormatMultiple(i.Multiple), money(i.Salary)
		}
		return docgen.TextRow(fmt.Sprint(l.Position), l.Name, l.UnitName, multiple, salary, money(i.Amount))
	}
	sum := func(kind participant.Kind, lines []Line) []docgen.Row {
		total := int64(0)
		for _, l := range lines {
			total += items[l.ID].Amount
		}
		return []docgen.Row{totalRow("Cộng "+lowered(kind.Label()), total)}
	}
	return docgen.Table{Columns: []docgen.TableColumn{
		narrow("TT", 1.3, docgen.AlignCenter), column("Tên "+recognition.Those(r.lines()), 5), column("Đơn vị", 4), narrow("Hệ số", 1.5, docgen.AlignRight),
		narrow("Lương cơ sở (đồng)", 2.5, docgen.AlignRight), narrow("Tiền thưởng (đồng)", 2.7, docgen.AlignRight),
	}, Rows: append(sections(r.Lines, row, sum), totalRow("Tổng cộng", r.Bonus.Total))}
}

func totalRow(name string, total int64) docgen.Row {
	bold := func(s string) docgen.Cell { return docgen.Cell{Runs: docgen.Bold(s)} }
	return docgen.Row{Cells: []docgen.Cell{{}, bold(name), {}, {}, {}, bold(money(total))}}
}

// bases are the ways in which amounts were reckoned, each once.
func (r Record) bases() (all []string) {
	seen := map[string]bool{"": true}
	for _, i := range r.Bonus.Items {
		if !seen[i.Basis] {
			seen[i.Basis], all = true, append(all, i.Basis)
		}
	}
	return all
}
