package recognition

import (
	"bytes"
	"io"
	"iter"
	"net/http"

	"kheo/internal/platform/fault"
	"kheo/internal/platform/i18n"
	"kheo/internal/service/auth"
	"kheo/internal/service/docgen"
	"kheo/internal/service/exchange"
	"kheo/internal/service/web"
)

const (
	xlsxType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
	docxType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
	pdfType  = "application/pdf"
)

// file answers with the paper or the list of v: .docx, .pdf or .xlsx.
func (p pages) file(w http.ResponseWriter, r *web.Request, v View, ext string) error {
	name := "quyet-dinh-" + v.Code + ext
	switch ext {
	case ".docx":
		return attach(w, docxType, name, func(w io.Writer) error { return docgen.WriteDOCX(w, v.Paper) })
	case ".pdf":
		return attach(w, pdfType, name, func(w io.Writer) error { return docgen.WritePDF(w, v.Paper) })
	case ".xlsx":
		return attach(w, xlsxType, name, func(w io.Writer) error { return exchange.Write(w, v.sheet(r)) })
	}
	return fault.NotFound
}

// attach writes the whole file before the first byte of the answer, so that an
// error still becomes a page.
func attach(w http.ResponseWriter, mediaType, name string, write func(io.Writer) error) error {
	var b bytes.Buffer
	if err := write(&b); err != nil {
		return err
	}
	web.Attach(w, mediaType, name)
	_, err := w.Write(b.Bytes())
	return err
}

// sheet is the list of v for a spreadsheet, with how each line stands today.
func (v View) sheet(r *web.Request) exchange.Sheet {
	ctx := r.Context()
	column := func(title string, width float64) exchange.Column {
		return exchange.Column{Title: title, Width: width}
	}
	return exchange.Sheet{
		Name: i18n.T(ctx, "Danh sách"), Title: []string{v.title(ctx) + ", " + v.DecidedOn.String(), v.Subject}, Landscape: true,
		Columns: []exchange.Column{
			column(i18n.T(ctx, "TT"), 6), column(i18n.T(ctx, "Đối tượng"), 14), column(i18n.T(ctx, "Tên"), 36),
			column(i18n.T(ctx, "Đơn vị"), 30), column(i18n.T(ctx, "Tên mô hình"), 44), column(i18n.T(ctx, "Lĩnh vực"), 22),
			column(i18n.T(ctx, "Thành tích"), 44), column(i18n.T(ctx, "Mã mô hình"), 16), column(i18n.T(ctx, "Giá trị hôm nay"), 16),
		},
		Rows: func(yield func([]any) bool) {
			for _, l := range v.Lines {
				state := ""
				if at, known := v.States[l.ID]; known && v.stands() {
					state = i18n.T(ctx, at.State.Label())
				}
				row := []any{l.Position, i18n.T(ctx, l.ParticipantKind.Label()), l.Name, l.UnitName, l.Title, v.Fields[l.FieldID], l.Merit, l.InitiativeCode, state}
				if !yield(row) {
					return
				}
			}
		},
	}
}

const mostRows = 10_000 // of an exported list

func (p pages) sheet(w http.ResponseWriter, r *web.Request) error { return p.export(w, r, r.Actor) }

func (p pages) publicSheet(w http.ResponseWriter, r *web.Request) error {
	return p.export(w, r, auth.Actor{})
}

func (p pages) export(w http.ResponseWriter, r *web.Request, reader auth.Actor) error {
	ctx := r.Context()
	l, err := p.find(r, r.URL.Path, reader, mostRows)
	if err != nil {
		return err
	}
	var columns []exchange.Column
	for _, title := range []string{
		i18n.T(ctx, "Số và ký hiệu"), i18n.T(ctx, "Ngày"), i18n.T(ctx, "Loại quyết định"), i18n.T(ctx, "Mùa thi đua"),
		i18n.T(ctx, "Cấp"), i18n.T(ctx, "Trích yếu"), i18n.T(ctx, "Người ký"), i18n.T(ctx, "Tình trạng"), i18n.T(ctx, "Mã"),
	} {
		columns = append(columns, exchange.Column{Title: title, Width: 24})
	}
	sheet := exchange.Sheet{Name: i18n.T(ctx, "Quyết định"), Columns: columns, Rows: l.cells(r), Landscape: true}
	return attach(w, xlsxType, "quyet-dinh.xlsx", func(w io.Writer) error { return exchange.Write(w, sheet) })
}

func (l listing) cells(r *web.Request) iter.Seq[[]any] {
	ctx := r.Context()
	return func(yield func([]any) bool) {
		for _, d := range l.Rows {
			row := []any{
				d.Number, d.DecidedOn.Time(), i18n.T(ctx, d.Kind.Label()), l.Names[d.SeasonID], d.Level, d.Subject, d.Signer,
				i18n.T(ctx, d.State.Label()), d.Code,
			}
			if !yield(row) {
				return
			}
		}
	}
}
