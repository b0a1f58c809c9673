package org

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/google/uuid"

	"kheo/internal/platform/clock"
	"kheo/internal/platform/fault"
	"kheo/internal/platform/text"
)

// Type is what kind of body a unit is.
type Type string

// Line is the organisation to which a unit belongs. The lines keep separate
// books; territories belong to none of them.
type Line string

// The lines.
const (
	Territory Line = "territory"
	Party     Line = "party"
	State     Line = "state"
	Front     Line = "front"
	Other     Line = "other"
)

// Lines lists every line, in the order in which pages show them.
func Lines() []Line { return []Line{Territory, Party, State, Front, Other} }

// Label is the Vietnamese name of the line, a source text of i18n.
func (l Line) Label() string {
	switch l {
	case Territory:
		return "Địa bàn"
	case Party:
		return "Đảng"
	case State:
		return "Nhà nước"
	case Front:
		return "Mặt trận và đoàn thể"
	}
	return "Khác"
}

// TypeInfo says what a Type is called and which line it stands in.
type TypeInfo struct {
	Type  Type
	Label string // Vietnamese, a source text of i18n
	Line  Line
}

// Types lists every type of unit.
func Types() []TypeInfo {
	return []TypeInfo{
		{"country", "Cả nước", Territory},
		{"province", "Tỉnh, thành phố", Territory},
		{"district", "Quận, huyện (đến 30/6/2025)", Territory},
		{"ward", "Phường, xã, đặc khu", Territory},
		{"neighborhood", "Khu phố, tổ dân phố, thôn", Territory},
		{partType, "Phần của đơn vị đã chia", Territory},
		{"party_committee", "Cấp ủy, đảng ủy", Party},
		{"party_cell", "Chi bộ", Party},
		{"party_board", "Ban của cấp ủy", Party},
		{"peoples_committee", "Ủy ban nhân dân", State},
		{"peoples_council", "Hội đồng nhân dân", State},
		{"state_agency", "Cơ quan nhà nước", State},
		{"police", "Công an", State},
		{"military", "Quân sự", State},
		{"school", "Trường học", State},
		{"health_station", "Trạm y tế", State},
		{"front_committee", "Ủy ban Mặt trận Tổ quốc", Front},
		{"front_work_committee", "Ban Công tác Mặt trận", Front},
		{"union", "Đoàn thể", Front},
		{"enterprise", "Doanh nghiệp, hợp tác xã", Other},
		{"other", "Đơn vị khác", Other},
	}
}

// Info finds what is known of t.
func (t Type) Info() (TypeInfo, bool) {
	all := Types()
	i := slices.IndexFunc(all, func(x TypeInfo) bool { return x.Type == t })
	if i < 0 {
		return TypeInfo{}, false
	}
	return all[i], true
}

// Unit is one body or place.
type Unit struct {
	ID        string
	Code      string // short, for people and commands: quan-dong-da
	Name      string
	Type      Type
	Line      Line
	ParentID  string
	Path      string // "/ha-noi/quan-dong-da/": a subtree is a prefix
	ValidFrom clock.Date
	ValidTo   clock.Date // last day; zero: still stands
	Version   int64
}

// StandsOn reports whether u exists on day.
func (u Unit) StandsOn(day clock.Date) bool {
	return (u.ValidFrom.IsZero() || !day.Before(u.ValidFrom)) && (u.ValidTo.IsZero() || !day.After(u.ValidTo))
}

// Input is what an administrator fills in.
type Input struct {
	ID        string     `form:"id"` // of a new unit, so that sending twice makes one
	Code      string     `form:"code"`
	Name      string     `form:"name"`
	Type      Type       `form:"type"`
	ParentID  string     `form:"parent"`
	ValidFrom clock.Date `form:"valid_from"`
	ValidTo   clock.Date `form:"valid_to"`
	Version   int64      `form:"version"`
}

// newUnit checks in and makes a unit below parent (the zero Unit: a root).
func newUnit(in Input, parent Unit) (Unit, error) {
	u := Unit{ID: in.ID, Version: 1}
	if uuid.Validate(u.ID) != nil {
		u.ID = uuid.Must(uuid.NewV7()).String()
	}
	in.Code = strings.TrimSpace(in.Code)
	if in.Code == "" {
		in.Code = text.Slug(in.Name)
	}
	v := fault.Invalid{}
	v.Check(in.Code == text.Slug(in.Code) && len(in.Code) >= 2 && len(in.Code) <= 60, "code",
		"Mã gồm chữ thường không dấu, số và gạch nối, ví dụ quan-dong-da.")
	u.Code, u.ParentID, u.Path = in.Code, parent.ID, parentPath(parent)+in.Code+"/"
	return u.with(in, v)
}

// parentCode is the code of the unit right above the one at path; a root has none.
func parentCode(path string) string {
	parts := strings.Split(strings.Trim(path, "/"), "/")
	if len(parts) < 2 {
		return ""
	}
	return parts[len(parts)-2]
}

func parentPath(parent Unit) string {
	if parent.Path == "" {
		return "/"
	}
	return parent.Path
}

// with gives u what in says of its name, type and days.
func (u Unit) with(in Input, v fault.Invalid) (Unit, error) {
	info, known := in.Type.Info()
	u.Name, u.Type, u.Line = text.Clean(in.Name), in.Type, info.Line
	u.ValidFrom, u.ValidTo = in.ValidFrom, in.ValidTo
	v.Check(u.Name != "", "name", "Chưa nhập tên đơn vị.")
	v.Check(utf8.RuneCountInString(u.Name) <= 200, "name", "Tên đơn vị dài quá %d ký tự.", 200)
	v.Check(known, "type", "Chọn loại đơn vị.")
	v.Check(u.ValidTo.IsZero() || u.ValidFrom.IsZero() || !u.ValidTo.Before(u.ValidFrom), "valid_to",
		"Ngày kết thúc phải sau ngày bắt đầu %s.", u.ValidFrom.String())
	return u, v.Err()
}
