package publication

import (
	"context"

	"kheo/internal/platform/clock"
	"kheo/internal/platform/i18n"
)

// mapDay is the day of the map that f asks for, or none.
func (f Filter) mapDay() clock.Date {
	day, err := clock.Parse(f.Map)
	if err != nil {
		return clock.Date{}
	}
	return day
}

// mapSaid tells on which map a list is read and what that leaves out; empty when
// there is nothing to say.
func mapSaid(ctx context.Context, f Filter, l list) string {
	day, unit := f.mapDay(), l.query.Unit
	switch {
	case unit.ID == "" || l.Unknown:
		return ""
	case f.Partly:
		return i18n.T(ctx, "Đây là mô hình của những đơn vị đã chia cho nhiều nơi. Trên bản đồ ngày %s chỉ một phần thuộc %s, nên không cộng vào số của đơn vị nào.", day.String(), unit.Name)
	case day.IsZero():
		return i18n.T(ctx, "Danh sách theo bản đồ của ngày đăng ký: mô hình của chính %s lúc đó.", unit.Name)
	case !unit.StandsOn(day):
		return i18n.T(ctx, "%s không có trên bản đồ ngày %s. Trang của đơn vị cho biết đơn vị nào có trước hoặc kế tiếp.", unit.Name, day.String())
	}
	return i18n.T(ctx, "Danh sách theo bản đồ ngày %s: cả mô hình của các đơn vị đã nhập toàn bộ vào %s.", day.String(), unit.Name)
}

// otherMap offers the same list on the other map.
func otherMap(ctx context.Context, f Filter, today clock.Date) (text, href string) {
	with := f.First()
	with.Partly = false
	if with.Map != "" {
		with.Map = ""
		return i18n.T(ctx, "Xem theo bản đồ của ngày đăng ký"), with.Href("/mo-hinh")
	}
	with.Map = today.ISO()
	return i18n.T(ctx, "Xem theo bản đồ hôm nay"), with.Href("/mo-hinh")
}

// partsHref is the list of what lies only partly under the unit.
func partsHref(f Filter) string {
	with := f.First()
	with.Partly = true
	return with.Href("/mo-hinh")
}
