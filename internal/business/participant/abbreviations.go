package participant

import (
	"strings"
	"unicode"

	"kheo/internal/platform/text"
)

// abbreviations are what names of collectives are shortened to, both without
// marks: how they are written out.
var abbreviations = map[string]string{
	"antt": "an ninh trat tu", "attt": "an toan thuc pham", "bcd": "ban chi dao", "bch": "ban chap hanh", "bchqs": "ban chi huy quan su",
	"bctmt": "ban cong tac mat tran", "bdv": "ban dan van", "bql": "ban quan ly", "btv": "ban thuong vu", "ccb": "cuu chien binh",
	"clb": "cau lac bo", "ctd": "chu thap do", "ctmt": "cong tac mat tran", "dqtv": "dan quan tu ve", "dtn": "doan thanh nien",
	"gdtx": "giao duc thuong xuyen", "hccb": "hoi cuu chien binh", "hctd": "hoi chu thap do", "hdnd": "hoi dong nhan dan",
	"hlhpn": "hoi lien hiep phu nu", "hnct": "hoi nguoi cao tuoi", "hnd": "hoi nong dan", "hpn": "hoi phu nu", "htx": "hop tac xa",
	"kdc": "khu dan cu", "ldld": "lien doan lao dong", "lhpn": "lien hiep phu nu", "mttq": "mat tran to quoc",
	"mttqvn": "mat tran to quoc viet nam", "nct": "nguoi cao tuoi", "nvh": "nha van hoa", "pccc": "phong chay chua chay",
	"tdp": "to dan pho", "thcs": "trung hoc co so", "thpt": "trung hoc pho thong", "tncs": "thanh nien cong san", "ttyt": "trung tam y te",
	"tyt": "tram y te", "ubkt": "uy ban kiem tra", "ubmttq": "uy ban mat tran to quoc", "ubmttqvn": "uy ban mat tran to quoc viet nam",
	"ubnd": "uy ban nhan dan", "hgd": "ho gia dinh",
}

// inCapitals are abbreviations that are words of their own when written small.
var inCapitals = map[string]string{
	"CA": "cong an", "CAP": "cong an phuong", "CAX": "cong an xa", "CAQ": "cong an quan", "HCM": "ho chi minh", "KP": "khu pho",
	"MN": "mam non", "MT": "mat tran", "P": "phuong", "Q": "quan", "TH": "tieu hoc", "TN": "thanh nien", "TP": "thanh pho",
	"TT": "thi tran", "TX": "thi xa", "VP": "van phong", "X": "xa", "PN": "phu nu",
}

// spelledOut is a name without marks, in small letters, with its abbreviations
// written out.
func spelledOut(name string) string {
	var words []string
	shouting := !strings.ContainsFunc(name, unicode.IsLower)
	for raw := range strings.FieldsFuncSeq(apart(text.Clean(name)), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		if long, ok := inCapitals[raw]; ok && !shouting {
			words = append(words, long)
			continue
		}
		word := text.Fold(raw)
		if long, ok := abbreviations[word]; ok {
			word = long
		}
		if word != "" {
			words = append(words, word)
		}
	}
	return strings.Join(words, " ")
}

// apart puts a blank between letters and numbers: TDP5 is TDP 5.
func apart(name string) string {
	var b strings.Builder
	before := ' '
	for _, r := range name {
		if unicode.IsLetter(before) && unicode.IsDigit(r) || unicode.IsDigit(before) && unicode.IsLetter(r) {
			b.WriteByte(' ')
		}
		b.WriteRune(r)
		before = r
	}
	return b.String()
}
