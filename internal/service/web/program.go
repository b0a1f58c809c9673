package web

import (
	"context"
	"errors"
	"log/slog"
	"maps"
	"net/http"
	"slices"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"kheo/internal/platform/fault"
	"kheo/internal/platform/i18n"
	"kheo/internal/service/auth"
)

type actorKey struct{}

// Caller is whoever calls the interface for programs: the person of the token,
// or the public.
func Caller(ctx context.Context) auth.Actor {
	a, _ := ctx.Value(actorKey{}).(auth.Actor)
	return a
}

// Programs is middleware that finds the person of a token. It refuses tokens that
// are not ours, and changes by tokens that may only read.
func Programs(api huma.API, whoIs func(context.Context, *http.Request) (auth.Actor, error)) func(huma.Context, func(huma.Context)) {
	return func(c huma.Context, next func(huma.Context)) {
		ctx := i18n.With(c.Context(), i18n.VI)
		if c.Header("Accept-Language") == string(i18n.EN) {
			ctx = i18n.With(ctx, i18n.EN)
		}
		r, _ := humago.Unwrap(c)
		actor, err := whoIs(ctx, r)
		status, sentence := 0, ""
		switch {
		case err != nil:
			slog.ErrorContext(ctx, "finding the caller", "err", err)
			status, sentence = http.StatusInternalServerError, "Máy chủ gặp trục trặc"
		case r.Header.Get("Authorization") != "" && !actor.SignedIn():
			status, sentence = http.StatusUnauthorized, "Mã truy cập không đúng, đã hết hạn hoặc đã thu hồi."
		case c.Method() != http.MethodGet && !actor.SignedIn():
			status, sentence = http.StatusUnauthorized, "Việc này cần mã truy cập. Tạo mã ở trang Hồ sơ của tôi."
		case c.Method() != http.MethodGet && !actor.May(auth.WriteScope):
			status, sentence = http.StatusForbidden, "Mã truy cập này chỉ được đọc."
		}
		if status != 0 {
			_ = huma.WriteErr(api, c, status, i18n.T(ctx, sentence))
			return
		}
		next(huma.WithContext(c, context.WithValue(ctx, actorKey{}, actor)))
	}
}

// Problem turns err into the answer that programs get (RFC 9457); the cause of a
// bug goes to the log only.
func Problem(ctx context.Context, err error) error {
	lang := i18n.From(ctx)
	var invalid fault.Invalid
	var refused fault.Refused
	switch status := Status(err); {
	case errors.As(err, &invalid):
		var details []error
		for _, field := range slices.Sorted(maps.Keys(invalid)) {
			details = append(details, &huma.ErrorDetail{Location: "body." + field, Message: invalid[field].In(lang)})
		}
		return huma.NewError(status, i18n.Say(lang, "Có mục cần sửa"), details...)
	case errors.As(err, &refused):
		return huma.NewError(status, refused.Reason.In(lang))
	case status == http.StatusNotFound:
		return huma.NewError(status, i18n.Say(lang, "Không tìm thấy."))
	case status == http.StatusForbidden:
		return huma.NewError(status, i18n.Say(lang, "Tài khoản này chưa được giao việc đó"))
	case status == http.StatusConflict:
		return huma.NewError(status, i18n.Say(lang, "Có người vừa sửa hồ sơ này"))
	default:
		slog.ErrorContext(ctx, "request of a program failed", "err", err)
		return huma.NewError(http.StatusInternalServerError, i18n.Say(lang, "Máy chủ gặp trục trặc"))
	}
}
