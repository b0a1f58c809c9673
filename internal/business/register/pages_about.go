package register

import (
	"context"
	"net/http"

	"kheo/internal/platform/i18n"
	"kheo/internal/service/web"
)

// about shows the register as a whole.
func (p pages) about(w http.ResponseWriter, r *web.Request) error {
	a, err := p.About(r.Context())
	if err != nil {
		return err
	}
	ctx := r.Context()
	page := r.Page(i18n.T(ctx, "Sổ công nhận"), i18n.T(ctx, "Sổ chỉ ghi thêm, có chữ ký, ai cũng tải về và kiểm tra được."))
	return web.Show(w, r, page, aboutContent(a))
}

// nameShown is the name, or what stands in its place once it was taken out.
func (e Entry) nameShown(ctx context.Context) string {
	if e.Redacted {
		return i18n.T(ctx, "Dữ liệu cá nhân đã được gỡ")
	}
	return e.Record.Name
}

// shown is the problem in the reader's language.
func (p Problem) shown(ctx context.Context) string {
	lang := i18n.From(ctx)
	if p.Leaf < 0 {
		return p.Said.In(lang)
	}
	return p.Where().In(lang) + ": " + p.Said.In(lang)
}
