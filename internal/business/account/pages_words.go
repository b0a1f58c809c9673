package account

import (
	"context"
	"slices"

	"kheo/internal/platform/i18n"
	"kheo/internal/service/auth"
	"kheo/internal/service/web/ui"
)

func agentText(ctx context.Context, s auth.Session) string {
	if s.Agent == "" {
		return i18n.T(ctx, "Không rõ trình duyệt")
	}
	return s.Agent
}

func scopeText(ctx context.Context, t auth.Token) string {
	if slices.Contains(t.Scopes, auth.WriteScope) {
		return i18n.T(ctx, "Đọc và sửa")
	}
	return i18n.T(ctx, "Chỉ đọc")
}

// ticked is the value of a checkbox.
func ticked(on bool) string {
	if on {
		return "1"
	}
	return ""
}

func roleOptions(ctx context.Context) []ui.Option {
	options := []ui.Option{{Text: i18n.T(ctx, "Chọn vai trò")}}
	for _, role := range auth.Roles() {
		options = append(options, ui.Option{Value: string(role), Text: i18n.T(ctx, role.Label())})
	}
	return options
}

func statusText(ctx context.Context, a auth.Account) string {
	if a.Disabled {
		return i18n.T(ctx, "Đã khóa")
	}
	return i18n.T(ctx, "Đang dùng")
}

func onOffText(ctx context.Context, on bool) string {
	if on {
		return i18n.T(ctx, "Đang bật")
	}
	return i18n.T(ctx, "Đang tắt")
}

func sessionsText(ctx context.Context, v accountView) string {
	if !v.Managed {
		return ""
	}
	return i18n.Number(ctx, len(v.Sessions))
}
