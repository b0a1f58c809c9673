package app

import (
	"errors"
	"io"
	"strings"

	"kheo/internal/business/dossier"
	"kheo/internal/platform/fault"
	"kheo/internal/service/docgen"
)

type documentCommand struct {
	Kind     string `arg:"" help:"to-trinh, trich-ngang, bao-cao-thanh-tich, bien-ban, quyet-dinh, giay-moi or tien-thuong."`
	Decision string `required:"" help:"Code of the decision; its id while it is a draft."`
	Output   string `short:"o" required:"" help:"File to write."`
}

// Run writes one paper of a decision, as .docx or .pdf: by --format, or by the file's name.
func (c documentCommand) Run(s *session) error {
	write := docgen.WriteDOCX
	switch {
	case s.Format == "pdf", s.Format == "text" && strings.HasSuffix(c.Output, ".pdf"):
		write = docgen.WritePDF
	case s.Format == "docx", s.Format == "text" && strings.HasSuffix(c.Output, ".docx"):
	default:
		return fault.Refuse("Ghi --format docx hoặc pdf.")
	}
	kind, known := dossier.ParseKind(c.Kind)
	if !known {
		return fault.Refuse("Không có loại văn bản “%s”. Các loại: to-trinh, trich-ngang, bao-cao-thanh-tich, bien-ban, quyet-dinh, giay-moi, tien-thuong.", c.Kind)
	}
	return s.with(func(a *App) error {
		doc, err := a.Dossiers.Paper(s.ctx, operator(), kind, c.Decision)
		if errors.Is(err, fault.NotFound) {
			return fault.Refuse("Không có quyết định mang mã “%s”. Xem các mã bằng lệnh kheo list decisions.", c.Decision)
		}
		if err != nil {
			return err
		}
		return create(c.Output, func(w io.Writer) error { return write(w, doc) })
	})
}
