package numberbook

import (
	"strconv"
	"time"

	"kheo/internal/business/org"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/fault"
)

// State says what became of a number.
type State string

// The states. Used and Recorded are for ever.
const (
	Used     State = "used"
	Reserved State = "reserved"
	Void     State = "void"
	Recorded State = "recorded" // given on paper before Khéo
)

// States lists every state, in the order in which pages show them.
func States() []State { return []State{Used, Reserved, Void, Recorded} }

// Label is the Vietnamese name of the state, a source text of i18n.
func (s State) Label() string {
	switch s {
	case Used:
		return "Đã cấp"
	case Reserved:
		return "Đang giữ"
	case Void:
		return "Đã hủy số"
	}
	return "Ghi lại từ sổ giấy"
}

// Book is the run of numbers of one body for one kind of paper in one period.
type Book struct {
	ID        string
	UnitID    string
	UnitPath  string
	UnitName  string
	Line      org.Line // Party, State, Front or Other
	DocType   string   // "QĐ"
	Period    string   // "2026", or the id of a term
	Label     string   // of the period, for people
	Days      clock.Span
	Pattern   string // of numbers to come: "{nn}-QĐ/ĐU"
	First     int64  // the first number that Khéo gives
	Next      int64
	Recorded  int64 // how many numbers before First are recorded
	Reserved  int64
	Void      int64
	Backwards bool // days may run backwards
	Version   int64
}

// Given counts the numbers that left the book, held and voided ones too.
func (b Book) Given() int64 { return b.Next - b.First }

// Untouched reports whether Khéo gave no number of b yet.
func (b Book) Untouched() bool { return b.Next == b.First }

// Name says which book it is: "QĐ, Quận ủy Mẫu, 2026".
func (b Book) Name() string { return b.DocType + ", " + b.UnitName + ", " + b.Label }

// Number is one number of a book.
type Number struct {
	BookID    string
	Number    int64
	State     State
	Text      string // as the paper says: "12-QĐ/ĐU"
	Subject   string
	ForKind   string // what it was used for: "decision"
	ForID     string
	Day       clock.Date // on the paper; zero while reserved or void
	Reason    string     // of a reservation or a void
	RequestID string     // of the form that reserved it
	AccountID string
	Account   string // name
	At        time.Time
}

// Want says for which paper a number is wanted.
type Want struct {
	UnitID   string
	Line     org.Line
	DocType  string // "QĐ"
	Day      clock.Date
	Subject  string
	ForKind  string // with ForID, the paper; one paper has one number
	ForID    string
	Reserved *int64 // a number that was held back for it
}

func (w Want) check() error {
	v := fault.Invalid{}
	v.Check(!w.Day.IsZero(), "day", "Chọn ngày trên văn bản.")
	v.Check(w.DocType != "", "doc_type", "Chọn loại văn bản.")
	v.Check(numbered(w.Line), "line", "Chọn hệ thống: Đảng, Nhà nước, Mặt trận và đoàn thể hoặc Khác.")
	return v.Err()
}

// numbered are the lines that keep books.
func numbered(l org.Line) bool {
	return l == org.Party || l == org.State || l == org.Front || l == org.Other
}

// neighbours are the dated papers whose numbers stand right before and right
// after a number in the run; a zero Number is none.
type neighbours struct{ before, after Number }

// inOrder refuses day when a lower number has a later day or a higher one an
// earlier day.
func (b Book) inOrder(day clock.Date, n neighbours) error {
	switch {
	case b.Backwards:
		return nil
	case n.before.Number > 0 && day.Before(n.before.Day):
		return fault.Refuse("Số %s đã cấp ngày %s (“%s”). Văn bản lấy số sau không được đề ngày trước đó: %s.", n.before.Text, n.before.Day.String(), n.before.Subject, day.String())
	case n.after.Number > 0 && day.After(n.after.Day):
		return fault.Refuse("Số %s đã cấp ngày %s (“%s”). Văn bản lấy số trước không được đề ngày sau đó: %s.", n.after.Text, n.after.Day.String(), n.after.Subject, day.String())
	}
	return nil
}

// errRecord says why number n cannot be recorded in b on today; nil when it can,
// before First or as Next.
func (b Book) errRecord(n int64) error {
	if n < b.First || n == b.Next {
		return nil
	}
	if n < b.Next {
		return fault.Refuse("Số %d nằm trong dãy số Khéo đã cấp của sổ %s.", n, b.Name())
	}
	return fault.Refuse("Số %d chưa tới lượt: số tiếp theo của sổ %s là %d. Nếu các số trước đó đã cấp trên giấy, đặt lại số bắt đầu của sổ rồi ghi.", n, b.Name(), b.Next)
}

// yearKey is the period of a book that runs for a year.
func yearKey(day clock.Date) string { return strconv.Itoa(day.Year()) }
