package campaign

import (
	"strings"
	"time"

	"github.com/google/uuid"

	"kheo/internal/platform/clock"
	"kheo/internal/platform/fault"
	"kheo/internal/platform/text"
)

// Movement is an emulation movement, launched once and run in seasons.
type Movement struct {
	ID         string
	Code       string
	Name       string
	About      string
	LaunchedOn clock.Date
	Source     string
}

// Field is one of the areas of work in which initiatives are registered.
type Field struct {
	ID         string
	Code       string
	Name       string
	Position   int64
	From, To   clock.Date
	Source     string
	VerifiedBy string // empty: not verified
}

// Framework is a named list of themes that holds for a time, such as "5 không".
type Framework struct {
	ID         string
	Code       string
	Name       string
	From, To   clock.Date
	Source     string
	VerifiedBy string
	Themes     []Theme
}

// Theme is one item of a framework.
type Theme struct {
	ID       string
	Position int64
	Name     string
}

// SeasonState says what may be done in a season.
type SeasonState string

// The states of a season.
const (
	Planned SeasonState = "planned"
	Open    SeasonState = "open"
	Closed  SeasonState = "closed"
)

// Label is the Vietnamese name of the state, a source text of i18n.
func (s SeasonState) Label() string {
	switch s {
	case Planned:
		return "Sắp phát động"
	case Open:
		return "Đang diễn ra"
	}
	return "Đã khép lại"
}

// Season is one year of a movement in a unit and below it.
type Season struct {
	ID             string
	Code           string
	Name           string
	Year           int64
	MovementID     string
	UnitID         string
	UnitPath       string
	CriteriaSetID  string
	State          SeasonState
	LaunchedOn     clock.Date
	LaunchDocument string
	RegisterBy     clock.Date
	ReportBy       clock.Date
	ScoreBy        clock.Date
	DecideBy       clock.Date
	Version        int64
	CreatedAt      time.Time
}

// Accepts is nil while the season takes registrations and changes, else the reason
// why it does not. A due date that has passed makes a registration late, not
// impossible: units send late lists, and a list that is refused is lost.
func (s Season) Accepts() error {
	switch s.State {
	case Planned:
		return fault.Refuse("%s chưa phát động nên chưa nhận đăng ký. Ban tổ chức mở mùa ở trang Mùa thi đua.", s.Name)
	case Closed:
		return fault.Refuse("%s đã khép lại, không nhận thêm hay sửa hồ sơ.", s.Name)
	}
	return nil
}

// Due is one date of the season's calendar.
type Due struct {
	On   clock.Date
	What string // Vietnamese, a source text of i18n
}

// Calendar lists the season's dates in order.
func (s Season) Calendar() []Due {
	return []Due{
		{s.LaunchedOn, "Phát động"}, {s.RegisterBy, "Hết hạn đăng ký"}, {s.ReportBy, "Nộp báo cáo kết quả"},
		{s.ScoreBy, "Hội đồng chấm xong"}, {s.DecideBy, "Ký quyết định"},
	}
}

// SeasonInput is what a publisher or administrator fills in.
type SeasonInput struct {
	ID             string      `form:"id"`
	Code           string      `form:"code"`
	Name           string      `form:"name"`
	Year           int64       `form:"year"`
	UnitID         string      `form:"unit"`
	CriteriaSetID  string      `form:"criteria_set"`
	State          SeasonState `form:"state"`
	LaunchedOn     clock.Date  `form:"launched_on"`
	LaunchDocument string      `form:"launch_document"`
	RegisterBy     clock.Date  `form:"register_by"`
	ReportBy       clock.Date  `form:"report_by"`
	ScoreBy        clock.Date  `form:"score_by"`
	DecideBy       clock.Date  `form:"decide_by"`
	Version        int64       `form:"version"`
	Sets           []SeasonSet `form:"sets"` // nil: as they were, or as the unit's last season had them
}

// with gives s what in says; the unit and the code stay what they were.
func (s Season) with(in SeasonInput) (Season, error) {
	s.Name, s.Year, s.CriteriaSetID, s.State = text.Clean(in.Name), in.Year, in.CriteriaSetID, in.State
	s.LaunchedOn, s.LaunchDocument = in.LaunchedOn, text.Clean(in.LaunchDocument)
	s.RegisterBy, s.ReportBy, s.ScoreBy, s.DecideBy = in.RegisterBy, in.ReportBy, in.ScoreBy, in.DecideBy
	v := fault.Invalid{}
	v.Check(s.Name != "", "name", "Chưa nhập tên mùa thi đua.")
	v.Check(s.Year >= 2007 && s.Year <= 2100, "year", "Năm từ 2007 đến 2100.")
	v.Check(s.State == Planned || s.State == Open || s.State == Closed, "state", "Chọn tình trạng của mùa.")
	v.Check(uuid.Validate(s.CriteriaSetID) == nil, "criteria_set", "Chọn bộ tiêu chí.")
	before := s.LaunchedOn
	for _, d := range []struct {
		field string
		on    clock.Date
	}{{"register_by", s.RegisterBy}, {"report_by", s.ReportBy}, {"score_by", s.ScoreBy}, {"decide_by", s.DecideBy}} {
		v.Check(!d.on.IsZero(), d.field, "Chưa chọn ngày.")
		v.Check(d.on.IsZero() || !d.on.Before(before), d.field, "Ngày này phải từ %s trở đi.", before.String())
		before = d.on
	}
	return s, v.Err()
}

func newSeason(in SeasonInput, movementID, unitPath string, now time.Time) (Season, error) {
	s := Season{
		ID: in.ID, Code: strings.TrimSpace(in.Code), MovementID: movementID,
		UnitID: in.UnitID, UnitPath: unitPath, Version: 1, CreatedAt: now,
	}
	if uuid.Validate(s.ID) != nil {
		s.ID = uuid.Must(uuid.NewV7()).String()
	}
	s, err := s.with(in)
	if s.Code == "" || s.Code != text.Slug(s.Code) || len(s.Code) > 60 {
		v, _ := err.(fault.Invalid)
		if v == nil {
			v = fault.Invalid{}
		}
		v.Check(false, "code", "Mã gồm chữ thường không dấu, số và gạch nối, ví dụ dvk-2026.")
		err = v
	}
	return s, err
}
