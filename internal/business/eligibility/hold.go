package eligibility

import (
	"strings"
	"time"
	"unicode/utf8"

	"github.com/google/uuid"

	"kheo/internal/platform/clock"
	"kheo/internal/platform/fault"
	"kheo/internal/platform/text"
)

// Category is a kind of hold: why, in words that accuse nobody.
type Category struct {
	ID           string
	Code         string
	Position     int64
	Label        string
	Severity     Severity
	Source       string
	VerifiedBy   string // empty: not verified
	SupersededBy string
	CreatedAt    time.Time
}

// Hold keeps a participant from being proposed. It says that there is one, of which
// kind, and who attests it: never what anybody is accused of.
type Hold struct {
	ID            string
	ParticipantID string
	UnitPath      string
	Category      Category
	Body          string // that attests it
	AttestedOn    clock.Date
	Until         clock.Date // last day; zero: until it is lifted
	LiftedOn      clock.Date // zero: not lifted
	LiftedBy      string
	RecordedBy    string
	RecordedAt    time.Time
	Version       int64
}

// On reports whether the hold is in force on day.
func (h Hold) On(day clock.Date) bool {
	return !day.Before(h.AttestedOn) && (h.Until.IsZero() || !day.After(h.Until)) && (h.LiftedOn.IsZero() || day.Before(h.LiftedOn))
}

// Over reports whether the hold has ended before day.
func (h Hold) Over(day clock.Date) bool {
	return !h.Until.IsZero() && h.Until.Before(day) || !h.LiftedOn.IsZero() && !h.LiftedOn.After(day)
}

// held is what a verdict keeps of h.
func (h Hold) held() Held { return Held{ID: h.ID, Bars: h.Category.Severity == Bars} }

// maxBody is how many characters the name of the attesting body may have: enough for
// a name, too few for a story.
const maxBody = 120

// HoldInput is what the secretariat fills in.
type HoldInput struct {
	ID            string     `form:"id"`
	ParticipantID string     `form:"participant"`
	CategoryID    string     `form:"category"`
	Body          string     `form:"body"`
	AttestedOn    clock.Date `form:"attested_on"`
	Until         clock.Date `form:"until"`
}

// hold checks in. The body is one line, refused and not cut when it is longer.
func (in HoldInput) hold(today clock.Date, by string, now time.Time) (Hold, error) {
	h := Hold{
		ID: in.ID, ParticipantID: in.ParticipantID, Category: Category{ID: in.CategoryID}, Body: text.Clean(in.Body),
		AttestedOn: in.AttestedOn, Until: in.Until, RecordedBy: by, RecordedAt: now, Version: 1,
	}
	if uuid.Validate(h.ID) != nil {
		h.ID = uuid.Must(uuid.NewV7()).String()
	}
	v := fault.Invalid{}
	v.Check(uuid.Validate(h.ParticipantID) == nil, "participant", "Chọn một tập thể, cá nhân hoặc hộ gia đình.")
	v.Check(uuid.Validate(h.Category.ID) == nil, "category", "Chọn loại tạm dừng.")
	v.Check(h.Body != "", "body", "Ghi tên cơ quan xác nhận.")
	v.Check(!strings.ContainsAny(in.Body, "\r\n\u2028\u2029"), "body", "Chỉ ghi tên cơ quan, trên một dòng. Không ghi nội dung sự việc.")
	v.Check(utf8.RuneCountInString(h.Body) <= maxBody, "body", "Chỉ ghi tên cơ quan, tối đa %d ký tự. Không ghi nội dung sự việc.", maxBody)
	v.Check(!h.AttestedOn.IsZero(), "attested_on", "Chọn ngày cơ quan xác nhận.")
	v.Check(!h.AttestedOn.After(today), "attested_on", "Ngày xác nhận không thể sau hôm nay, %s.", today.String())
	v.Check(h.Until.IsZero() || !h.Until.Before(h.AttestedOn), "until", "Ngày hết hạn phải từ %s trở đi.", h.AttestedOn.String())
	return h, v.Err()
}

// CategoryInput is what an administrator fills in to change a kind of hold.
type CategoryInput struct {
	Label      string   `form:"label"`
	Severity   Severity `form:"severity"`
	Source     string   `form:"source"`
	VerifiedBy string   `form:"verified_by"`
}

func (in CategoryInput) with(c Category, now time.Time) (Category, error) {
	c.Label, c.Severity, c.Source, c.VerifiedBy = text.Clean(in.Label), in.Severity, text.Clean(in.Source), text.Clean(in.VerifiedBy)
	c.ID, c.CreatedAt = uuid.Must(uuid.NewV7()).String(), now
	v := fault.Invalid{}
	v.Check(c.Label != "" && utf8.RuneCountInString(c.Label) <= maxBody, "label", "Ghi tên loại tạm dừng, tối đa %d ký tự.", maxBody)
	v.Check(c.Severity == Bars || c.Severity == Asks, "severity", "Chọn không cho xét hay để người xem xét.")
	v.Check(c.Source != "" && utf8.RuneCountInString(c.Source) <= maxText, "source", "Ghi nguồn: văn bản nào, hoặc do ai nêu.")
	v.Check(utf8.RuneCountInString(c.VerifiedBy) <= maxName, "verified_by", "Phần này dài quá %d ký tự. Xin viết gọn lại.", maxName)
	return c, v.Err()
}
