package recognition

import (
	"context"
	"fmt"
	"strings"

	"kheo/internal/platform/db"
)

// amending are the first articles of an amendment.
func (p paper) amending(t tallied) []string {
	of := fmt.Sprintf("Quyết định số %s ngày %s", p.Root.Number, p.Root.DecidedOn)
	reason := strings.TrimRight(strings.Join(strings.Fields(p.Reason), " "), ".")
	switch p.Kind {
	case Correction:
		return []string{
			fmt.Sprintf("Đính chính %s dòng của danh sách kèm theo %s (có danh sách kèm theo). Lý do: %s.", two(len(p.Lines)), of, reason),
			fmt.Sprintf("Các nội dung khác của %s không thay đổi.", of),
		}
	case Replacement:
		return []string{
			fmt.Sprintf("Thay thế %s. Danh sách kèm theo quyết định ấy được ghi lại toàn bộ tại danh sách kèm theo Quyết định này, gồm %s dòng của %s. Lý do: %s.", of, two(len(p.Lines)), t.said(), reason),
			p.kept(of),
		}
	}
	return []string{
		fmt.Sprintf("Thu hồi %s đối với %s có tên tại %s (có danh sách kèm theo). Lý do: %s.", p.taken(), t.said(), of, reason),
		fmt.Sprintf("%s không còn giá trị đối với các %s có tên trong danh sách kèm theo; các nội dung khác không thay đổi.%s", of, t.those(), p.givenBack(t)),
	}
}

// kept says what a replacement leaves as it was: nobody is honoured or paid twice.
func (p paper) kept(of string) string {
	said := fmt.Sprintf("Danh sách kèm theo %s hết giá trị kể từ ngày Quyết định này có hiệu lực. ", of)
	if p.Root.Kind == Commendation {
		return said + "Hình thức khen, mức tiền thưởng không thay đổi; tiền thưởng đã chi không chi lại."
	}
	return said + "Kết quả công nhận không thay đổi."
}

// givenBack says what comes back with a commendation that is revoked.
func (p paper) givenBack(t tallied) string {
	if p.Root.Kind != Commendation {
		return ""
	}
	money := "tiền thưởng đã nhận (nếu có)"
	if p.Paid {
		money = "tiền thưởng đã nhận"
	}
	return fmt.Sprintf(" Các %s này nộp lại hiện vật khen thưởng và %s theo quy định hiện hành.", t.those(), money)
}

// taken is what a revocation takes back.
func (p paper) taken() string {
	if p.Root.Kind == Commendation {
		return capital(orWord(p.Root.Award, "kết quả khen thưởng"))
	}
	return "kết quả công nhận mô hình " + movement
}

// paid reports whether the catalogue knows money that goes with the award of d. Where it
// knows none there may still be some: a body may have set the amounts itself.
func (s *Service) paid(ctx context.Context, tx *db.Tx, d Decision) (bool, error) {
	if s.Awards == nil || d.AwardID == "" {
		return false, nil
	}
	a, err := s.Awards.Award(ctx, tx, d.AwardID)
	return len(a.Multiples) > 0, err
}
