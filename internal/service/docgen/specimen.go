package docgen

import (
	"fmt"

	"kheo/internal/platform/clock"
)

// specimenBody issues a specimen: made up, as are its people.
type specimenBody struct {
	superior, issuer, authority, organ, kind string
	capacity                                 []string
}

func (l Layout) specimenBody() specimenBody {
	m := l.Signature.Marks
	switch l.Line {
	case Party:
		return specimenBody{"THÀNH ỦY HÀ THÀNH", "ĐẢNG ỦY PHƯỜNG AN BÌNH", "BAN THƯỜNG VỤ ĐẢNG ỦY", "ĐU", "QĐ",
			[]string{m.TM + " BAN THƯỜNG VỤ", "PHÓ BÍ THƯ"}}
	case Front:
		return specimenBody{"ỦY BAN MTTQ VIỆT NAM THÀNH PHỐ", "ỦY BAN MTTQ PHƯỜNG AN BÌNH", "BAN THƯỜNG TRỰC ỦY BAN MẶT TRẬN TỔ QUỐC", "MTTQ-BTT", "QĐ",
			[]string{m.TM + " BAN THƯỜNG TRỰC", m.KT + " CHỦ TỊCH", "PHÓ CHỦ TỊCH"}}
	default:
		return specimenBody{"THÀNH PHỐ HÀ THÀNH", "ỦY BAN NHÂN DÂN PHƯỜNG AN BÌNH", "CHỦ TỊCH ỦY BAN NHÂN DÂN PHƯỜNG", "UBND", "QĐ",
			[]string{m.TM + " ỦY BAN NHÂN DÂN", m.KT + " CHỦ TỊCH", "PHÓ CHỦ TỊCH"}}
	}
}

// Specimen is a decision with an annex of rows lines that shows every element
// of l. Its day lies in l's time; its bodies and people are made up.
func Specimen(l Layout, rows int) Document {
	of, day := l.specimenBody(), l.specimenDay()
	symbol := l.Symbol(5, of.kind, of.organ)
	before, line := l.Deciders(of.authority)
	d := Document{Layout: l, Title: "Bản xem thử thể thức: " + l.Name, Date: day.Time()}
	add := func(blocks ...Block) { d.Blocks = append(d.Blocks, blocks...) }
	add(l.Opening([]string{of.superior}, of.issuer, l.NumberLine(symbol), l.PlaceDate("An Bình", day)),
		Heading{Name: "QUYẾT ĐỊNH", Abstract: []string{l.About("công nhận mô hình “Dân vận khéo”")}})
	add(before...)
	add(l.Bases([]string{
		"Căn cứ Quy chế làm việc của phường An Bình",
		"Căn cứ Kế hoạch tổ chức phong trào thi đua “Dân vận khéo” trên địa bàn phường, trong đó nêu rõ đối tượng, tiêu chí, trình tự và thời hạn xét công nhận",
		"Xét đề nghị của Hội đồng xét công nhận mô hình “Dân vận khéo” phường"})...)
	add(line...)
	for n, words := range []string{
		"Công nhận các mô hình “Dân vận khéo” có tên trong danh sách kèm theo. Các tập thể, cá nhân có mô hình được công nhận tiếp tục duy trì, nâng cao chất lượng và chia sẻ cách làm để nơi khác học tập.",
		"Mức tiền thưởng kèm theo thực hiện theo quy định hiện hành:",
	} {
		add(Paragraph{Runs: append(Bold(fmt.Sprintf("Điều %d. ", n+1)), Text(words)...)})
	}
	add(List{Marker: "-", Items: [][]Run{Text("Tập thể theo mức chung;"), Text("Cá nhân theo mức chung.")}},
		Paragraph{Runs: append(Bold("Điều 3. "), Text("Các cơ quan, đơn vị liên quan và các tập thể, cá nhân có tên trong danh sách chịu trách nhiệm thi hành Quyết định này")...)},
		Signature{Recipients: []string{"Như Điều 3", "Thường trực phường (để báo cáo)", l.Signature.Filed}, Form: of.capacity, Name: "Trần Quốc Khải Mẫu"},
		PageBreak{},
		Heading{Name: "DANH SÁCH", Abstract: []string{"mô hình được công nhận"}, Bare: true},
		Note{Runs: Italic(fmt.Sprintf("(Kèm theo Quyết định số %s)", symbol)), Align: AlignCenter},
		specimenTable(rows))
	return d
}

func specimenTable(rows int) Table {
	t := Table{Numbers: true, Columns: []TableColumn{
		{Title: "TT", Width: 1, Align: AlignCenter}, {Title: "Tập thể, cá nhân", Width: 5}, {Title: "Tên mô hình", Width: 7},
	}}
	for n := range rows {
		t.Rows = append(t.Rows, TextRow(fmt.Sprint(n+1), fmt.Sprintf("Tổ dân phố số %d phường An Bình", n+1), "Khéo vận động giữ ngõ xanh, sạch, đẹp"))
	}
	return t
}

// specimenDay is the fifth of a February in l's time, where zeros before a day
// and a month show.
func (l Layout) specimenDay() clock.Date {
	year := 2021
	switch {
	case !l.From.IsZero():
		year = l.From.Year() + 1
	case !l.To.IsZero():
		year = l.To.Year() - 1
	}
	return clock.On(year, 2, 5)
}
