package eligibility

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"kheo/internal/platform/fault"
)

// Type names a condition. It never changes once released.
type Type string

// The conditions.
const (
	RecognisedBelow Type = "recognised_below_first"
	SeasonsInARow   Type = "seasons_in_a_row"
	OnceInLife      Type = "once_in_life"
	OneForm         Type = "not_two_forms_one_achievement"
	MinScore        Type = "min_score"
	MonthsRunning   Type = "months_in_operation"
	InTime          Type = "registered_in_time"
	UnitQuota       Type = "unit_quota"
	NoHold          Type = "no_hold"
	Kinds           Type = "participant_kind"
	Voted           Type = "voted"
	NotTwice        Type = "not_proposed_twice"
	Evidence        Type = "evidence_present"
)

// Types lists every condition, in the order in which the editor shows them.
func Types() []Type {
	return []Type{MinScore, RecognisedBelow, SeasonsInARow, MonthsRunning, InTime, Evidence, Voted, Kinds, OnceInLife, OneForm, NotTwice, UnitQuota, NoHold}
}

// Label is the Vietnamese name of the condition, a source text of i18n.
func (t Type) Label() string {
	switch t {
	case RecognisedBelow:
		return "Đã được công nhận ở cấp dưới"
	case SeasonsInARow:
		return "Nhiều mùa liền"
	case OnceInLife:
		return "Chỉ một lần"
	case OneForm:
		return "Một thành tích, một hình thức"
	case MinScore:
		return "Điểm từ một mức trở lên"
	case MonthsRunning:
		return "Đã hoạt động đủ số tháng"
	case InTime:
		return "Đăng ký đúng hạn"
	case UnitQuota:
		return "Chỉ tiêu của đơn vị"
	case NoHold:
		return "Không có tạm dừng xét"
	case Kinds:
		return "Đúng đối tượng"
	case Voted:
		return "Hội đồng đã thông qua"
	case NotTwice:
		return "Không đề nghị hai lần"
	case Evidence:
		return "Có đủ minh chứng"
	}
	return ""
}

// Explains says for the editor of rules what the condition does: a source text of i18n.
func (t Type) Explains() string {
	switch t {
	case RecognisedBelow:
		return "Mô hình (hoặc đối tượng) đã có quyết định công nhận ở một trong các cấp dưới đây, còn giá trị và ký không sau ngày xét."
	case SeasonsInARow:
		return "Đối tượng đã được công nhận hoặc khen thưởng nhiều năm liền nhau, tính đến năm của mùa đang xét hoặc năm ngay trước."
	case OnceInLife:
		return "Đối tượng chưa từng được tặng hình thức này. Quyết định đã thu hồi không tính."
	case OneForm:
		return "Thành tích này chưa được khen bằng hình thức khác trong cùng một tuyến tổ chức."
	case MinScore:
		return "Điểm bình quân của các phiếu chấm đạt mức này. Chưa có phiếu, hoặc còn tiêu chí chưa kiểm chứng, thì để người xem xét."
	case MonthsRunning:
		return "Từ ngày bắt đầu đến ngày xét đã đủ số tháng. Không rõ ngày bắt đầu thì để người xem xét."
	case InTime:
		return "Ngày gửi đăng ký không sau hạn đăng ký của mùa."
	case UnitQuota:
		return "Số đề nghị của một đơn vị trong cả danh sách không quá mức này."
	case NoHold:
		return "Không có tạm dừng xét nào đang có hiệu lực. Tùy loại tạm dừng mà không cho xét, hoặc để người xem xét."
	case Kinds:
		return "Đối tượng thuộc một trong các loại được chọn."
	case Voted:
		return "Hội đồng đã bỏ phiếu và thông qua. Chưa có kết quả thì để người xem xét."
	case NotTwice:
		return "Một đối tượng chỉ có một dòng trong danh sách đề nghị, kể cả khi mang tên khác nhau trong sổ đối tượng."
	case Evidence:
		return "Hồ sơ có ít nhất chừng này minh chứng."
	}
	return ""
}

// condition is a Type with its parameters.
type condition interface {
	// check says what is wrong with the parameters, by field of the form.
	check(v fault.Invalid)
	// narrow keeps of f what the condition looks at, in an order that does not
	// depend on where it came from: the verdict keeps it.
	narrow(f Facts) Facts
	// answer judges narrowed facts.
	answer(f Facts) Answer
}

// Answer is what a condition finds.
type Answer struct {
	Met     Met
	Said    Sentence
	Records []Record
}

// Met tells whether a condition is met. What cannot be told is for a person.
type Met string

// The answers.
const (
	Yes     Met = "yes"
	No      Met = "no"
	Unknown Met = "unknown"
)

// Sentence is a source text of i18n with its values, which are texts, so that it
// is the same after it was stored.
type Sentence struct {
	Text string   `json:"text"`
	Args []string `json:"args,omitempty"`
}

func say(sentence string, args ...any) Sentence {
	s := Sentence{Text: sentence}
	for _, a := range args {
		s.Args = append(s.Args, fmt.Sprint(a))
	}
	return s
}

// Message is s for people.
func (s Sentence) Message() fault.Message {
	args := make([]any, len(s.Args))
	for n, a := range s.Args {
		args[n] = a
	}
	return fault.Say(s.Text, args...)
}

// blank makes the condition of type t without parameters.
func (t Type) blank() condition {
	switch t {
	case RecognisedBelow:
		return &recognisedBelow{}
	case SeasonsInARow:
		return &seasonsInARow{}
	case OnceInLife:
		return &onceInLife{}
	case OneForm:
		return &oneForm{}
	case MinScore:
		return &minScore{}
	case MonthsRunning:
		return &monthsRunning{}
	case InTime:
		return &inTime{}
	case UnitQuota:
		return &unitQuota{}
	case NoHold:
		return &noHold{}
	case Kinds:
		return &kindsAllowed{}
	case Voted:
		return &voted{}
	case NotTwice:
		return &notTwice{}
	case Evidence:
		return &evidence{}
	}
	return nil
}

// parse reads a condition. Parameters that the type does not know are refused, and
// so are values that make no sense: fault.Invalid by field, or at "params".
func parse(t Type, params string) (condition, error) {
	c := t.blank()
	if c == nil {
		return nil, fault.Invalid{"kind": fault.Say("Chọn loại điều kiện.")}
	}
	d := json.NewDecoder(bytes.NewReader([]byte(params)))
	d.DisallowUnknownFields()
	bad := fault.Invalid{"params": fault.Say("Tham số của điều kiện chưa đúng.")}
	if err := d.Decode(c); err != nil {
		return nil, bad
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return nil, bad
	}
	v := fault.Invalid{}
	c.check(v)
	return c, v.Err()
}
