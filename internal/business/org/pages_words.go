package org

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

func typeOptions(ctx context.Context) []ui.Option {
	options := []ui.Option{{Text: i18n.T(ctx, "Chọn loại")}}
	for _, t := range Types() {
		options = append(options, ui.Option{Value: string(t.Type), Text: i18n.T(ctx, t.Label)})
	}
	return options
}

func typeText(ctx context.Context, t Type) string {
	info, ok := t.Info()
	if !ok {
		return string(t)
	}
	return i18n.T(ctx, info.Label)
}

// validText says from when to when a unit stands; nothing when it always does.
func validText(ctx context.Context, u Unit) string {
	switch {
	case !u.ValidFrom.IsZero() && !u.ValidTo.IsZero():
		return i18n.T(ctx, "%s đến %s", u.ValidFrom.String(), u.ValidTo.String())
	case !u.ValidFrom.IsZero():
		return i18n.T(ctx, "từ %s", u.ValidFrom.String())
	case !u.ValidTo.IsZero():
		return i18n.T(ctx, "đến hết %s", u.ValidTo.String())
	}
	return ""
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
