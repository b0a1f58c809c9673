package concurrence

import (
	"slices"

	"github.com/google/uuid"

	"kheo/internal/platform/clock"
	"kheo/internal/platform/code"
	"kheo/internal/platform/fault"
	"kheo/internal/platform/text"
)

// The longest texts, in letters.
const (
	maxLine = 300
	maxText = 2000
)

// AskInput is the form of a new request.
type AskInput struct {
	ID      string     `form:"id"` // so that sending twice makes one
	BodyID  string     `form:"body"`
	Number  string     `form:"number"`
	AskedOn clock.Date `form:"asked_on"`
	DueOn   clock.Date `form:"due_on"` // zero: as the setting says
	Whole   string     `form:"whole"`  // "1": the whole list
	Lines   []string   `form:"lines"`
}

func (in *AskInput) check() error {
	in.Number = text.Clean(in.Number)
	v := fault.Invalid{}
	v.Check(uuid.Validate(in.BodyID) == nil, "body", "Chọn cơ quan cần hỏi.")
	short(v, "number", in.Number)
	v.Check(!in.AskedOn.IsZero(), "asked_on", "Chọn ngày gửi công văn, ví dụ 20/11/2026.")
	v.Check(in.DueOn.IsZero() || !in.DueOn.Before(in.AskedOn), "due_on", "Hạn trả lời ở trước ngày gửi.")
	v.Check(in.Whole == "1" || len(in.Lines) > 0, "lines", "Chọn ít nhất một dòng cần hỏi, hoặc chọn hỏi cả danh sách.")
	return v.Err()
}

// NumberInput enters what the clerk gives to the letter.
type NumberInput struct {
	Number  string     `form:"number"`
	AskedOn clock.Date `form:"asked_on"`
	DueOn   clock.Date `form:"due_on"`
	Version int64      `form:"version"`
}

func (in *NumberInput) check() error {
	in.Number = text.Clean(in.Number)
	v := fault.Invalid{}
	short(v, "number", in.Number)
	v.Check(!in.AskedOn.IsZero(), "asked_on", "Chọn ngày gửi công văn, ví dụ 20/11/2026.")
	v.Check(!in.DueOn.IsZero(), "due_on", "Chọn hạn trả lời.")
	v.Check(in.DueOn.IsZero() || !in.DueOn.Before(in.AskedOn), "due_on", "Hạn trả lời ở trước ngày gửi.")
	return v.Err()
}

// ReplyInput is the form of a reply.
type ReplyInput struct {
	ID      string     `form:"id"`
	Whole   string     `form:"whole"` // "1": about every line that was asked
	Lines   []string   `form:"lines"` // ids of the lines as they were asked
	Stance  Stance     `form:"stance"`
	Text    string     `form:"text"`
	Number  string     `form:"number"`
	On      clock.Date `form:"replied_on"`
	Version int64      `form:"version"`
}

func (in *ReplyInput) check(today clock.Date) error {
	in.Number, in.Text = text.Clean(in.Number), text.CleanLines(in.Text)
	v := fault.Invalid{}
	v.Check(in.Whole == "1" || len(in.Lines) > 0, "lines", "Chọn dòng mà công văn trả lời nói đến, hoặc chọn tất cả.")
	v.Check(slices.Contains(Stances(), in.Stance), "stance", "Chọn ý kiến của cơ quan.")
	v.Check(len([]rune(in.Text)) <= maxText, "text", "Phần này dài quá %d ký tự. Chỉ ghi đồng ý hay không và số văn bản.", maxText)
	v.Check(in.Number != "", "number", "Ghi số, ký hiệu của văn bản trả lời.")
	short(v, "number", in.Number)
	v.Check(!in.On.IsZero(), "replied_on", "Chọn ngày của văn bản trả lời.")
	v.Check(!in.On.After(today), "replied_on", "Ngày này chưa tới.")
	return v.Err()
}

// EndInput withdraws a request or a notice.
type EndInput struct {
	Why     string `form:"why"`
	Version int64  `form:"version"`
}

func (in *EndInput) check() error {
	in.Why = text.Clean(in.Why)
	v := fault.Invalid{}
	v.Check(in.Why != "", "why", "Ghi một câu vì sao rút lại.")
	short(v, "why", in.Why)
	return v.Err()
}

// SettleInput is the note of an approver on a line that a body does not agree to.
type SettleInput struct {
	ID      string `form:"id"`
	LineID  string `form:"line"`
	Note    string `form:"note"`
	Version int64  `form:"version"`
}

func (in *SettleInput) check() error {
	in.Note = text.CleanLines(in.Note)
	v := fault.Invalid{}
	v.Check(in.Note != "", "note", "Ghi căn cứ để tiếp tục, ví dụ số văn bản trao đổi lại.")
	v.Check(len([]rune(in.Note)) <= maxText, "note", "Phần này dài quá %d ký tự. Xin viết gọn lại.", maxText)
	return v.Err()
}

// NoticeInput is the form of a notice.
type NoticeInput struct {
	ID      string     `form:"id"`
	Title   string     `form:"title"`
	From    clock.Date `form:"begins_on"`
	To      clock.Date `form:"ends_on"`
	Place   string     `form:"place"`
	Version int64      `form:"version"`
}

func (in *NoticeInput) check() error {
	in.Title, in.Place = text.Clean(in.Title), text.CleanLines(in.Place)
	v := fault.Invalid{}
	v.Check(in.Title != "", "title", "Ghi tên của đợt công khai.")
	short(v, "title", in.Title)
	v.Check(!in.From.IsZero(), "begins_on", "Chọn ngày bắt đầu.")
	v.Check(!in.To.IsZero(), "ends_on", "Chọn ngày kết thúc.")
	v.Check(in.To.IsZero() || !in.To.Before(in.From), "ends_on", "Ngày kết thúc ở trước ngày bắt đầu.")
	v.Check(in.Place != "", "place", "Ghi nơi niêm yết, kênh đăng tải, ví dụ: bảng tin trụ sở Ủy ban nhân dân phường; cổng thông tin.")
	v.Check(len([]rune(in.Place)) <= maxText, "place", "Phần này dài quá %d ký tự. Xin viết gọn lại.", maxText)
	return v.Err()
}

// CommentInput is what anybody may send about a notice.
type CommentInput struct {
	ID      string `form:"id"`
	Receipt string `form:"receipt"` // made with the page, so that sending twice makes one
	Text    string `form:"text"`
	Contact string `form:"contact"`
	Website string `form:"website"` // no person sees this box: what fills it is a machine
}

// receiptPrefix begins the code that a sender keeps.
const receiptPrefix = "GY"

func (in *CommentInput) check() error {
	in.Text, in.Contact = text.CleanLines(in.Text), text.Clean(in.Contact)
	v := fault.Invalid{}
	v.Check(len([]rune(in.Text)) >= 10, "text", "Viết góp ý thành câu, ít nhất 10 ký tự.")
	v.Check(len([]rune(in.Text)) <= maxText, "text", "Góp ý dài quá %d ký tự. Xin viết gọn lại.", maxText)
	short(v, "contact", in.Contact)
	canonical, ok := parseReceipt(in.Receipt)
	v.Check(ok && uuid.Validate(in.ID) == nil, "text", "Trang này đã cũ. Xin sao lại góp ý, tải lại trang rồi gửi.")
	in.Receipt = canonical
	return v.Err()
}

func parseReceipt(typed string) (canonical string, ok bool) {
	canonical, err := code.Parse(typed)
	return canonical, err == nil && code.Prefix(canonical) == receiptPrefix
}

// AnswerInput is what the secretariat makes of a comment.
type AnswerInput struct {
	Answer   string `form:"answer"`
	HandedTo string `form:"handed_to"`
	Version  int64  `form:"version"`
}

func (in *AnswerInput) checkAnswer() error {
	in.Answer = text.CleanLines(in.Answer)
	v := fault.Invalid{}
	v.Check(in.Answer != "", "answer", "Viết câu trả lời cho người góp ý.")
	v.Check(len([]rune(in.Answer)) <= maxText, "answer", "Phần này dài quá %d ký tự. Xin viết gọn lại.", maxText)
	return v.Err()
}

func (in *AnswerInput) checkHandOff() error {
	in.HandedTo = text.Clean(in.HandedTo)
	v := fault.Invalid{}
	v.Check(in.HandedTo != "", "handed_to", "Ghi cơ quan có thẩm quyền nhận đơn.")
	short(v, "handed_to", in.HandedTo)
	return v.Err()
}

func short(v fault.Invalid, field, value string) {
	v.Check(len([]rune(value)) <= maxLine, field, "Phần này dài quá %d ký tự. Xin viết gọn lại.", maxLine)
}

// newID keeps an id that a form made, or makes one.
func newID(given string) string {
	if uuid.Validate(given) == nil {
		return given
	}
	return uuid.Must(uuid.NewV7()).String()
}
