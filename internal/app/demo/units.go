package demo

import (
	"context"
	"strings"

	"kheo/internal/business/org"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
)

type unit struct {
	code, name string
	kind       org.Type
	parent     string
	from, to   clock.Date
}

// units are the bodies of the ended district and of the ward that took its name,
// below the units that Khéo ships with. Parents come before their children.
func units() []unit {
	lastDay, firstDay := clock.Must("2025-06-30"), clock.Must("2025-07-01")
	all := []unit{
		{"quan-uy-dong-da", "Quận ủy Đống Đa", "party_committee", "quan-dong-da", clock.Date{}, lastDay},
		{"ban-dan-van-dong-da", "Ban Dân vận Quận ủy Đống Đa", "party_board", "quan-dong-da", clock.Date{}, lastDay},
		{"ubnd-quan-dong-da", "Ủy ban nhân dân quận Đống Đa", "peoples_committee", "quan-dong-da", clock.Date{}, lastDay},
		{"mttq-quan-dong-da", "Ủy ban MTTQ Việt Nam quận Đống Đa", "front_committee", "quan-dong-da", clock.Date{}, lastDay},
		{"dang-uy-phuong-dong-da", "Đảng ủy phường Đống Đa", "party_committee", "phuong-dong-da", firstDay, clock.Date{}},
		{"ubnd-phuong-dong-da", "Ủy ban nhân dân phường Đống Đa", "peoples_committee", "phuong-dong-da", firstDay, clock.Date{}},
		{"mttq-phuong-dong-da", "Ủy ban MTTQ Việt Nam phường Đống Đa", "front_committee", "phuong-dong-da", firstDay, clock.Date{}},
		{"phu-nu-phuong-dong-da", "Hội Liên hiệp Phụ nữ phường Đống Đa", "union", "phuong-dong-da", firstDay, clock.Date{}},
		{"thanh-nien-phuong-dong-da", "Đoàn Thanh niên phường Đống Đa", "union", "phuong-dong-da", firstDay, clock.Date{}},
		{"cong-an-phuong-dong-da", "Công an phường Đống Đa", "police", "phuong-dong-da", firstDay, clock.Date{}},
		{"truong-thcs-hoa-phuong", "Trường THCS Hoa Phượng", "school", "phuong-dong-da", firstDay, clock.Date{}},
		{"htx-dich-vu-thai-ha", "Hợp tác xã dịch vụ Thái Hà", "enterprise", "phuong-dong-da", firstDay, clock.Date{}},
	}
	for n := 1; n <= 12; n++ {
		number := string(rune('0'+n/10)) + string(rune('0'+n%10))
		all = append(all, unit{"to-dan-pho-" + number, "Tổ dân phố số " + strings.TrimPrefix(number, "0"), "neighborhood", "phuong-dong-da", firstDay, clock.Date{}})
	}
	return all
}

// found makes the units, as somebody who sets Khéo up after the reform does: the
// past with its own units, the present with those that replaced them.
func (x *maker) found(ctx context.Context) error {
	x.at("2026-05-04")
	return x.DB.Update(ctx, func(tx *db.Tx) error {
		if _, err := x.Org.Ship(ctx, tx); err != nil {
			return err
		}
		shipped, err := x.Org.All(ctx, tx)
		if err != nil {
			return err
		}
		for _, u := range shipped {
			x.units[u.Code] = u
		}
		for _, u := range units() {
			in := org.Input{Code: u.code, Name: u.name, Type: u.kind, ParentID: x.units[u.parent].ID, ValidFrom: u.from, ValidTo: u.to}
			if x.units[u.code], err = x.Org.Found(ctx, tx, in); err != nil {
				return err
			}
		}
		return nil
	})
}
