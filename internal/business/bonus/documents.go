package bonus

import (
	"io"

	"kheo/internal/business/recognition"
	"kheo/internal/service/exchange"
)

// WriteTable writes the table of bonuses that goes with the decision d, as people
// sign for them: without what was declined or revoked, the sum at the end.
func (s Sheet) WriteTable(w io.Writer, d recognition.Decision) error {
	title := []string{"BẢNG TIỀN THƯỞNG", "Kèm theo dự thảo quyết định: " + d.Subject}
	if d.State == recognition.Issued {
		title[1] = "Kèm theo Quyết định số " + d.Number + " ngày " + d.DecidedOn.String()
	}
	if from := s.paidFrom(); from != "" {
		title = append(title, "Nguồn chi: "+from)
	}
	return exchange.Write(w, exchange.Sheet{
		Name: "Bảng tiền thưởng", Title: title, Landscape: true,
		Columns: []exchange.Column{
			{Title: "TT", Width: 6}, {Title: "Tập thể, cá nhân, hộ gia đình", Width: 34}, {Title: "Đơn vị", Width: 28}, {Title: "Đối tượng", Width: 14},
			{Title: "Hình thức khen", Width: 18}, {Title: "Cách tính, căn cứ", Width: 52}, {Title: "Số tiền (đồng)", Width: 16}, {Title: "Ký nhận", Width: 18},
		},
		Rows: func(yield func([]any) bool) {
			n := 0
			for _, i := range s.Items {
				if i.State != Due && i.State != Paid {
					continue
				}
				n++
				var amount any = i.Amount
				if i.Open() {
					amount = ""
				}
				if !yield([]any{n, i.Name, i.UnitName, i.Kind.Label(), s.Award, i.Basis, amount, ""}) {
					return
				}
			}
			if yield([]any{"", "Cộng", "", "", "", "", s.Total, ""}) {
				yield([]any{"", "Bằng chữ: " + Spell(s.Total) + ".", "", "", "", "", "", ""})
			}
		},
	})
}

// paidFrom says which fund or budget line the sheet is charged to.
func (s Sheet) paidFrom() string {
	switch {
	case s.Fund.ID == "":
		return s.BudgetLine
	case s.BudgetLine == "":
		return s.Fund.Name
	}
	return s.Fund.Name + "; " + s.BudgetLine
}

// revokedBy is the note of a bonus that the decision d takes back.
func revokedBy(d recognition.Decision) string {
	return "Thu hồi theo Quyết định số " + d.Number + " ngày " + d.DecidedOn.String()
}
