package signing_test

import (
	"strings"
	"testing"

	"kheo/internal/business/signing"
)

func TestSeparate(t *testing.T) {
	t.Parallel()
	lan, minh := signing.Person{AccountID: "1", Name: "Nguyễn Lan Mẫu"}, signing.Person{AccountID: "2", Name: "Lê Minh Mẫu"}
	paper := signing.Person{Name: "  nguyễn  LAN mẫu"} // without an account
	type hands = map[signing.Step]signing.Person
	for _, c := range []struct {
		name   string
		step   signing.Step
		people hands
		say    string
	}{
		{"two people", signing.Checked, hands{signing.Drafted: lan, signing.Checked: minh}, ""},
		{"drafter checks", signing.Checked, hands{signing.Drafted: lan, signing.Checked: lan}, "Người soạn không tự kiểm tra văn bản của mình."},
		{"drafter signs after a check", signing.Signed, hands{signing.Drafted: lan, signing.Checked: minh, signing.Signed: lan}, "Người soạn không tự ký văn bản của mình."},
		{"drafter signs unchecked", signing.Signed, hands{signing.Drafted: lan, signing.Signed: lan}, "Người soạn không tự ký"},
		{"checker signs", signing.Signed, hands{signing.Drafted: lan, signing.Checked: minh, signing.Signed: minh}, "Người kiểm tra không ký"},
		{"signer issues", signing.Issued, hands{signing.Signed: minh, signing.Issued: minh}, "Người ký không tự ban hành"},
		{"drafter issues", signing.Issued, hands{signing.Drafted: lan, signing.Signed: minh, signing.Issued: lan}, ""},
		{"drafter issues what nobody else touched", signing.Issued, hands{signing.Drafted: lan, signing.Issued: lan}, "Hai bước liền nhau"},
		{"same name without account", signing.Signed, hands{signing.Drafted: lan, signing.Signed: paper}, "Người soạn không tự ký"},
		{"nobody", signing.Signed, hands{signing.Drafted: lan}, ""},
		{"namesakes with accounts", signing.Checked, hands{signing.Drafted: lan, signing.Checked: {AccountID: "3", Name: lan.Name}}, ""},
	} {
		err := signing.Separate(c.step, c.people)
		if (err == nil) != (c.say == "") || err != nil && !strings.Contains(err.Error(), c.say) {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}
