package initiative

import (
	"time"
	"unicode/utf8"

	"github.com/google/uuid"

	"kheo/internal/business/participant"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/fault"
	"kheo/internal/platform/text"
)

// Content is the ten items of the registration form in use in 2026.
type Content struct {
	Title          string `form:"title" json:"title"`                   // 1 tên
	Problem        string `form:"problem" json:"problem"`               // 2 thực trạng, lý do
	Objective      string `form:"objective" json:"objective"`           // 3 mục tiêu, tiêu chí đánh giá
	Method         string `form:"method" json:"method"`                 // 4 nội dung, cách thức
	Area           string `form:"area" json:"area"`                     // 5 địa bàn, đối tượng
	Forces         string `form:"forces" json:"forces"`                 // 6 lực lượng chủ trì, phối hợp, tham gia
	Resources      string `form:"resources" json:"resources"`           // 7 nguồn lực
	Schedule       string `form:"schedule" json:"schedule"`             // 8 thời gian, thời điểm đánh giá
	Outputs        string `form:"outputs" json:"outputs"`               // 9 sản phẩm, kết quả kiểm chứng được
	Sustainability string `form:"sustainability" json:"sustainability"` // 10 khả năng duy trì, nhân rộng
}

// Item is one of the ten content items as forms and pages show it.
type Item struct {
	Number int
	Name   string // of the form field
	Label  string // Vietnamese, a source text of i18n
	Hint   string
	Text   string
}

// Items lists the ten content items in order.
func (c Content) Items() []Item {
	return []Item{
		{1, "title", "Tên mô hình", "Ngắn, dễ nhớ, nói rõ việc. Ví dụ: “Khéo trong vận động phân loại rác ngõ 7”.", c.Title},
		{2, "problem", "Thực trạng, vì sao cần làm", "Một vấn đề cụ thể, có con số nếu có.", c.Problem},
		{3, "objective", "Mục tiêu, tiêu chí đánh giá", "Viết sao cho cuối năm ai cũng kiểm tra được.", c.Objective},
		{4, "method", "Nội dung, cách làm", "Làm những việc gì, theo thứ tự nào, bàn với dân ra sao.", c.Method},
		{5, "area", "Địa bàn, đối tượng", "Làm ở đâu, bao nhiêu hộ hoặc người tham gia và được hưởng.", c.Area},
		{6, "forces", "Lực lượng thực hiện", "Ai chủ trì, ai phối hợp, ai tham gia và mỗi bên làm gì.", c.Forces},
		{7, "resources", "Nguồn lực", "Kinh phí, vật chất, ngày công; phần nào do người dân tự nguyện góp.", c.Resources},
		{8, "schedule", "Thời gian", "Bắt đầu khi nào, các mốc, khi nào đánh giá.", c.Schedule},
		{9, "outputs", "Kết quả kiểm chứng được", "Sản phẩm để lại là gì, xem ở đâu, ai xác nhận.", c.Outputs},
		{10, "sustainability", "Khả năng duy trì, nhân rộng", "Sau năm nay ai giữ, nơi nào có thể làm theo.", c.Sustainability},
	}
}

// Filled counts the items that are written.
func (c Content) Filled() (n int) {
	for _, item := range c.Items() {
		if item.Text != "" {
			n++
		}
	}
	return n
}

// Clean is c in clean Unicode, without spaces that nobody sees.
func (c Content) Clean() Content {
	c.Title = text.Clean(c.Title)
	for _, s := range []*string{&c.Problem, &c.Objective, &c.Method, &c.Area, &c.Forces, &c.Resources, &c.Schedule, &c.Outputs, &c.Sustainability} {
		*s = text.CleanLines(*s)
	}
	return c
}

// Registration is what a registrar fills in, on the page or through the interface
// for programs.
type Registration struct {
	ID              string           `form:"id" json:"id,omitempty"` // of a new draft, so that sending twice makes one
	Season          string           `form:"season" json:"season"`   // code
	UnitID          string           `form:"unit" json:"unit_id"`
	ParticipantKind participant.Kind `form:"participant_kind" json:"participant_kind"`
	Participant     string           `form:"participant" json:"participant"` // name
	SameAs          string           `form:"same_as" json:"-"`               // what the form says of a new name that looks like a known one
	Kind            Kind             `form:"kind" json:"kind"`
	FieldID         string           `form:"field" json:"field_id"`
	Themes          []string         `form:"theme" json:"theme_ids,omitempty"`
	StartsOn        clock.Date       `form:"starts_on" json:"starts_on"`
	Contact         string           `form:"contact" json:"contact,omitempty"`
	Version         int64            `form:"version" json:"version,omitempty"`
	Content
}

// MaxItem is how many characters one content item may have.
const MaxItem = 5000

// draft checks what even a draft must keep to, and gives it to i.
func (i Initiative) with(in Registration) (Initiative, error) {
	i.Content = in.Content.Clean()
	i.Kind, i.FieldID, i.Themes = in.Kind, in.FieldID, in.Themes
	i.ParticipantKind, i.ParticipantName = in.ParticipantKind, text.Clean(in.Participant)
	i.StartsOn, i.Contact = in.StartsOn, text.Clean(in.Contact)
	v := fault.Invalid{}
	for _, item := range i.Items() {
		v.Check(utf8.RuneCountInString(item.Text) <= MaxItem, item.Name, "Mục này dài quá %d ký tự. Xin viết gọn lại.", MaxItem)
	}
	v.Check(utf8.RuneCountInString(i.Title) <= 300, "title", "Tên mô hình dài quá %d ký tự.", 300)
	v.Check(utf8.RuneCountInString(i.ParticipantName) <= 200, "participant", "Tên dài quá %d ký tự.", 200)
	v.Check(utf8.RuneCountInString(i.Contact) <= 200, "contact", "Mục liên hệ dài quá %d ký tự.", 200)
	if i.Kind == "" {
		i.Kind = Model
	}
	v.Check(i.FieldID == "" || uuid.Validate(i.FieldID) == nil, "field", "Chọn lĩnh vực.")
	for _, theme := range i.Themes {
		v.Check(uuid.Validate(theme) == nil, "theme", "Chọn nội dung có trong danh sách.")
	}
	v.Check(i.Kind == Model || i.Kind == Project || i.Kind == Solution, "kind", "Chọn mô hình, công trình hoặc giải pháp.")
	return i, v.Err()
}

// complete says what is missing before a draft may be sent.
func (i Initiative) complete() error {
	v := fault.Invalid{}
	for _, item := range i.Items() {
		v.Check(item.Text != "", item.Name, "Chưa viết mục “%s”. %s", item.Label, item.Hint)
	}
	v.Check(i.Objective == "" || hasDigit(i.Objective) || hasDigit(i.Outputs), "objective",
		"Chưa có chỉ tiêu đo được. Thêm ít nhất một con số, ví dụ “không quá 3 vụ mất xe trong năm”.")
	v.Check(i.ParticipantName != "", "participant", "Chưa nhập tên tập thể hoặc cá nhân đăng ký.")
	v.Check(i.ParticipantKind.Label() != "", "participant_kind", "Chọn tập thể, cá nhân hoặc hộ gia đình.")
	v.Check(i.FieldID != "", "field", "Chọn lĩnh vực.")
	return v.Err()
}

func hasDigit(s string) bool {
	for _, r := range s {
		if r >= '0' && r <= '9' {
			return true
		}
	}
	return false
}

// TitleKey is the same for all spellings of one title.
func TitleKey(title string) string { return text.Key(title) }

// newDraft begins an initiative of a season in a unit.
func newDraft(in Registration, seasonID, unitID, unitPath, code, accountID string, now time.Time) (Initiative, error) {
	i := Initiative{
		ID: ownID(in.ID), Code: code, SeasonID: seasonID, UnitID: unitID, UnitPath: unitPath,
		State: Draft, Version: 1, CreatedBy: accountID, CreatedAt: now, ChangedAt: now,
	}
	return i.with(in)
}

// ownID is the id that a form brought along, so that sending it twice makes one
// thing, or a new one.
func ownID(sent string) string {
	if id, err := uuid.Parse(sent); err == nil {
		return id.String()
	}
	return uuid.Must(uuid.NewV7()).String()
}

// keepPlace keeps of a registered initiative what may not be empty, because it is
// counted by it, while it is being rewritten.
func (i Initiative) keepPlace(before Initiative) Initiative {
	if i.FieldID == "" {
		i.FieldID = before.FieldID
	}
	if i.ParticipantKind.Label() == "" {
		i.ParticipantKind = before.ParticipantKind
	}
	return i
}
