package demo

import (
	"strings"

	"kheo/internal/business/org"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/text"
)

type unit struct {
	code, name string
	kind       org.Type
	parent     string
	from, to   clock.Date
}

// wards are those of Đống Đa in 2022.
const wards = "Cát Linh, Hàng Bột, Khâm Thiên, Khương Thượng, Kim Liên, Láng Hạ, Láng Thượng, Nam Đồng, Ngã Tư Sở, Ô Chợ Dừa, " +
	"Phương Liên, Phương Mai, Quang Trung, Quốc Tử Giám, Thịnh Quang, Thổ Quan, Trung Liệt, Trung Phụng, Trung Tự, Văn Chương, Văn Miếu"

// units lists parents before their children.
func units() []unit {
	lastDay, firstDay := clock.Must("2025-06-30"), clock.Must("2025-07-01")
	all := []unit{
		{"ha-noi", "Thành phố Hà Nội", "province", "", clock.Date{}, clock.Date{}},
		{"quan-dong-da", "Quận Đống Đa", "district", "ha-noi", clock.Date{}, lastDay},
		{"quan-uy-dong-da", "Quận ủy Đống Đa", "party_committee", "quan-dong-da", clock.Date{}, lastDay},
		{"ban-dan-van-dong-da", "Ban Dân vận Quận ủy Đống Đa", "party_board", "quan-dong-da", clock.Date{}, lastDay},
		{"ubnd-quan-dong-da", "Ủy ban nhân dân quận Đống Đa", "peoples_committee", "quan-dong-da", clock.Date{}, lastDay},
		{"mttq-quan-dong-da", "Ủy ban MTTQ Việt Nam quận Đống Đa", "front_committee", "quan-dong-da", clock.Date{}, lastDay},
	}
	for name := range strings.SplitSeq(wards, ", ") {
		all = append(all, unit{"dong-da-" + text.Slug(name), "Phường " + name, "ward", "quan-dong-da", clock.Date{}, lastDay})
	}
	all = append(all,
		unit{"phuong-dong-da", "Phường Đống Đa", "ward", "ha-noi", firstDay, clock.Date{}},
		unit{"dang-uy-phuong-dong-da", "Đảng ủy phường Đống Đa", "party_committee", "phuong-dong-da", firstDay, clock.Date{}},
		unit{"ubnd-phuong-dong-da", "Ủy ban nhân dân phường Đống Đa", "peoples_committee", "phuong-dong-da", firstDay, clock.Date{}},
		unit{"mttq-phuong-dong-da", "Ủy ban MTTQ Việt Nam phường Đống Đa", "front_committee", "phuong-dong-da", firstDay, clock.Date{}},
		unit{"phu-nu-phuong-dong-da", "Hội Liên hiệp Phụ nữ phường Đống Đa", "union", "phuong-dong-da", firstDay, clock.Date{}},
		unit{"thanh-nien-phuong-dong-da", "Đoàn Thanh niên phường Đống Đa", "union", "phuong-dong-da", firstDay, clock.Date{}},
		unit{"cong-an-phuong-dong-da", "Công an phường Đống Đa", "police", "phuong-dong-da", firstDay, clock.Date{}},
		unit{"truong-thcs-hoa-phuong", "Trường THCS Hoa Phượng", "school", "phuong-dong-da", firstDay, clock.Date{}},
		unit{"htx-dich-vu-thai-ha", "Hợp tác xã dịch vụ Thái Hà", "enterprise", "phuong-dong-da", firstDay, clock.Date{}},
	)
	for n := 1; n <= 12; n++ {
		number := string(rune('0'+n/10)) + string(rune('0'+n%10))
		all = append(all, unit{"to-dan-pho-" + number, "Tổ dân phố số " + strings.TrimPrefix(number, "0"), "neighborhood", "phuong-dong-da", firstDay, clock.Date{}})
	}
	return all
}
