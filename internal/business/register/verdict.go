package register

import (
	"kheo/internal/platform/fault"
	"kheo/internal/service/translog"
)

// Outcome is what came of checking.
type Outcome string

// The outcomes.
const (
	Found       Outcome = "found"        // it stands in the register: State says how
	Genuine     Outcome = "genuine"      // the issuer's signatures hold; the register was not asked how the line stands today
	NoCode      Outcome = "no_code"      // it does not look like a code of the register
	Mistyped    Outcome = "mistyped"     // the check character says that a letter is wrong
	Unknown     Outcome = "unknown"      // well written, but never given out here
	NotPDF      Outcome = "not_pdf"      // neither a PDF nor a proof
	TooLarge    Outcome = "too_large"    // larger than any certificate
	NoProof     Outcome = "no_proof"     // a PDF that carries no proof
	Altered     Outcome = "altered"      // something was changed after it was issued
	OtherRecord Outcome = "other_record" // the proof is about another record
	Foreign     Outcome = "foreign"      // another issuer signed it
	UnknownKey  Outcome = "unknown_key"  // this register's, but the key is not among those given
	RetiredKey  Outcome = "retired_key"  // a key signed after it was retired
	OtherName   Outcome = "other_name"   // the name typed is not the one that was signed
)

// Check is one thing that was looked at.
type Check struct {
	What string `json:"what"` // Vietnamese, a source text of i18n
	OK   bool   `json:"ok"`
}

// Verdict tells what is known of a code, a QR or a file, step by step.
type Verdict struct {
	Outcome Outcome
	Code    string // in its canonical form, or as typed
	Entry   Entry  // when found or genuine
	Checks  []Check
	Key     translog.Key        // that signed; empty where no signature was looked at
	Tree    translog.Checkpoint // under which the line was proved
	Short   *ShortForm          // of a QR
}

// Valid reports whether all that was looked at holds and nothing later took it back.
func (v Verdict) Valid() bool {
	return (v.Outcome == Found || v.Outcome == Genuine) && v.Entry.State != Revoked
}

// passed notes that what was looked at holds.
func (v *Verdict) passed(what string) { v.Checks = append(v.Checks, Check{what, true}) }

// failed ends the checking.
func (v Verdict) failed(o Outcome, what string) Verdict {
	v.Outcome, v.Checks = o, append(v.Checks, Check{what, false})
	return v
}

// Say tells in one sentence why it does not hold.
func (v Verdict) Say() fault.Message {
	switch v.Outcome {
	case NoCode:
		return fault.Say("“%s” không phải mã của sổ công nhận. Mã có dạng DVK-9F2K-7QX4.", v.Code)
	case Mistyped:
		return fault.Say("Mã “%s” có một ký tự gõ nhầm: ký tự kiểm tra không khớp.", v.Code)
	case Unknown:
		return fault.Say("Sổ công nhận không có mã “%s”.", v.Code)
	case NotPDF:
		return fault.Say("Tệp này không phải PDF, cũng không phải tệp bằng chứng của sổ công nhận.")
	case TooLarge:
		return fault.Say("Tệp lớn hơn mọi giấy do Khéo làm ra, nên không thể là tệp giấy khen hay giấy chứng nhận.")
	case NoProof:
		return fault.Say("Tệp PDF này không mang bằng chứng của sổ công nhận: do nơi khác làm, đã lưu lại bằng chương trình khác, hoặc gộp nhiều giấy để in. Xin kiểm tra bằng mã hoặc ô QR trên giấy.")
	case Altered:
		return fault.Say("Nội dung đã bị thay đổi sau khi phát hành.")
	case OtherRecord:
		return fault.Say("Bằng chứng kèm theo là của một dòng khác, không phải của giấy này.")
	case Foreign:
		return fault.Say("Giấy do nơi khác ký, không phải sổ công nhận này.")
	case UnknownKey:
		return fault.Say("Giấy ký bằng khóa %s, khóa này chưa có trong các khóa đang dùng để kiểm tra. Xin tải lại tệp khóa công khai.", v.Key.ID())
	case RetiredKey:
		return fault.Say("Khóa %s đã thôi dùng mà vẫn ký: không tin được giấy này.", v.Key.ID())
	case OtherName:
		return fault.Say("Tên vừa nhập không phải tên mà nơi cấp đã ký.")
	}
	return fault.Say("Dòng của mã “%s” đã bị thu hồi.", v.Code)
}
