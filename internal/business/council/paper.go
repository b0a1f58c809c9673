package council

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"slices"
	"strings"

	"kheo/internal/platform/code"
	"kheo/internal/platform/fault"
)

// Choice is what a paper says of one case.
type Choice string

// The choices. All have one letter, so that every row of the box is as long as any other.
const (
	For     Choice = "f"
	Against Choice = "a"
	Blank   Choice = "b"
)

// Choices lists them in the order of the paper.
func Choices() []Choice { return []Choice{For, Against, Blank} }

// Label is the Vietnamese name of the choice, a source text of i18n.
func (c Choice) Label() string {
	switch c {
	case For:
		return "Đồng ý"
	case Against:
		return "Không đồng ý"
	case Blank:
		return "Phiếu trống"
	}
	return ""
}

func (c Choice) valid() bool { return c == For || c == Against || c == Blank }

// PaperInput is the form of a ballot paper.
type PaperInput struct {
	Receipt string            `form:"receipt"` // made with the page, so that sending twice makes one paper
	Rest    Choice            `form:"rest"`    // for the cases that are not ticked
	Choices map[string]Choice `form:"choice"`  // by initiative
}

// Mark is one row of a paper: a case and what is said of it.
type Mark struct {
	InitiativeID string
	Choice       Choice
}

// Read checks in against the cases that the voter has a box for, and gives a mark
// for each in their order. Errors never repeat what was chosen.
func (in PaperInput) Read(cases []string) ([]Mark, error) {
	v := fault.Invalid{}
	marks := make([]Mark, 0, len(cases))
	open := 0
	for _, id := range cases {
		c := in.Choices[id]
		if !c.valid() {
			c = in.Rest
		}
		if !c.valid() {
			open++
			continue
		}
		marks = append(marks, Mark{id, c})
	}
	v.Check(open == 0, "rest", "Còn %d hồ sơ chưa đánh dấu. Đánh dấu từng hồ sơ, hoặc chọn chung cho các hồ sơ còn lại.", open)
	for id := range in.Choices {
		if !slices.Contains(cases, id) {
			return nil, fault.Refuse("Phiếu có một hồ sơ mà bạn không bỏ phiếu trong lượt này. Xin mở lại phiếu.")
		}
	}
	return marks, v.Err()
}

// receiptPrefix begins the code that a voter takes home.
const receiptPrefix = "PHIEU"

// NewReceipt draws the code of a paper.
func NewReceipt(rnd io.Reader) string { return code.New(receiptPrefix, rnd) }

// ParseReceipt reads such a code as people type it.
func ParseReceipt(typed string) (string, error) {
	canonical, err := code.Parse(typed)
	if err != nil || code.Prefix(canonical) != receiptPrefix {
		return "", fault.Invalid{"receipt": fault.Say("Mã biên nhận chưa đúng. Xin chép lại, ví dụ PHIEU-9F2K-7QX4.")}
	}
	return canonical, nil
}

// Digest is the seal of a closed box: SHA-256 over its marks, its receipts and what
// was counted on paper, sorted, so that it does not depend on any order and shows
// any later change.
func Digest(roundID string, marks []Mark, receipts []string, paper map[string]Line) string {
	lines := make([]string, 0, len(marks)+len(receipts)+len(paper))
	for _, m := range marks {
		lines = append(lines, "phieu "+m.InitiativeID+" "+string(m.Choice))
	}
	for _, r := range receipts {
		lines = append(lines, "bien-nhan "+r)
	}
	for id, l := range paper {
		lines = append(lines, fmt.Sprintf("phieu-giay %s %d %d %d %d", id, l.For, l.Against, l.Blank, l.Invalid))
	}
	slices.Sort(lines)
	sum := sha256.Sum256([]byte("luot " + roundID + "\n" + strings.Join(lines, "\n")))
	return hex.EncodeToString(sum[:])
}
