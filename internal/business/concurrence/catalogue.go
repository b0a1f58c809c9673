package concurrence

import "time"

// Body is an edition of a body that can be asked.
type Body struct {
	ID         string
	Name       string
	Asks       string // about what: "việc thực hiện nghĩa vụ thuế"
	Position   int64
	Source     string
	VerifiedBy string // empty: not verified
	CreatedBy  string
	CreatedAt  time.Time
	Ended      bool
}

// Setting is an edition of a number that practice or a regulation gives.
type Setting struct {
	ID         string
	Name       SettingName
	Amount     int64
	Source     string
	VerifiedBy string // empty: not verified
	CreatedBy  string
	CreatedAt  time.Time
}

// SettingName says what a setting is for.
type SettingName string

// The settings.
const (
	ReplyDays      SettingName = "reply_days"       // working days that a body has
	NoticeDays     SettingName = "notice_days"      // shortest period of a notice; only warns
	ContactDays    SettingName = "contact_days"     // days after closing that contacts are kept
	CommentsPerDay SettingName = "comments_per_day" // most comments of one notice in 24 hours
)

// SettingNames lists the settings in the order of their page.
func SettingNames() []SettingName {
	return []SettingName{ReplyDays, NoticeDays, ContactDays, CommentsPerDay}
}

// Label is the Vietnamese name of the setting, a source text of i18n.
func (n SettingName) Label() string {
	switch n {
	case ReplyDays:
		return "Thời hạn trả lời hiệp y (ngày làm việc)"
	case NoticeDays:
		return "Thời gian công khai tối thiểu (ngày), chỉ để nhắc"
	case ContactDays:
		return "Giữ liên hệ của người góp ý sau khi khép (ngày)"
	}
	return "Số góp ý tối đa của một đợt trong 24 giờ"
}
