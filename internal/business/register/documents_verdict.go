package register

import "fmt"

// CodeVerdict is a verdict as programs read it.
type CodeVerdict struct {
	Code    string      `json:"code"`
	Outcome Outcome     `json:"outcome"`
	Valid   bool        `json:"valid"`
	State   State       `json:"state,omitempty"`
	Serial  int64       `json:"serial,omitempty"`
	Record  *Record     `json:"record,omitempty"`
	By      string      `json:"replaced_by,omitempty"` // the code that stands in its place
	Reason  string      `json:"reason,omitempty"`
	Checks  []Check     `json:"checks"`
	Signed  *SignedTree `json:"signed,omitempty"`
	Short   *ShortFacts `json:"short_form,omitempty"`
}

// SignedTree says under which signature a line was proved.
type SignedTree struct {
	Origin string `json:"origin"`
	Size   int64  `json:"size,omitempty"` // leaves
	Key    string `json:"key"`            // id
	Old    bool   `json:"old,omitempty"`  // another key signs today
}

// ShortFacts are what a QR says by itself.
type ShortFacts struct {
	Number    string `json:"number"`
	DecidedOn string `json:"decided_on"`
}

// Plain is v as programs read it.
func (v Verdict) Plain() CodeVerdict {
	p := CodeVerdict{Code: v.Code, Outcome: v.Outcome, Valid: v.Valid(), Checks: v.Checks}
	if v.Outcome == Found {
		p.State, p.Serial, p.Record = v.Entry.State, v.Entry.Serial, &v.Entry.Record
		for _, a := range v.Entry.Amendments {
			p.By, p.Reason = a.ByCode, a.Reason
		}
	}
	if v.Outcome == Genuine && v.Entry.Code != "" {
		p.Serial, p.Record = v.Entry.Serial, &v.Entry.Record
	}
	if v.Key.VKey != "" {
		p.Signed = &SignedTree{Origin: v.Key.Name(), Size: v.Tree.N, Key: v.Key.ID(), Old: v.Key.Retired}
	}
	if v.Short != nil {
		p.Short = &ShortFacts{v.Short.Number, v.Short.DecidedOn.ISO()}
	}
	return p
}

// Summary says in a few Vietnamese lines what a valid verdict stands for.
func (v Verdict) Summary() []string {
	var lines []string
	switch {
	case v.Outcome == Found:
		lines = append(lines, fmt.Sprintf("%s: %s, %s, số %s ngày %s.", v.Code, v.Entry.Record.Name, v.Entry.State.Label(), v.Entry.Record.Number, v.Entry.Record.DecidedOn))
	case v.Short != nil:
		lines = append(lines, fmt.Sprintf("%s: đúng chữ ký của nơi cấp, số %s ngày %s.", v.Code, v.Short.Number, v.Short.DecidedOn))
	case v.Outcome == Genuine && v.Entry.Code == "":
		return []string{fmt.Sprintf("Sổ %s hôm nay có %d lá và bắt đầu đúng bằng sổ lúc in.", v.Code, v.Tree.N)}
	case v.Outcome == Genuine:
		lines = append(lines, fmt.Sprintf("%s: %s, số %s ngày %s, đúng như lúc phát hành.", v.Code, v.Entry.Record.Name, v.Entry.Record.Number, v.Entry.Record.DecidedOn))
	}
	if v.Key.Retired {
		lines = append(lines, fmt.Sprintf("Ký bằng khóa cũ %s; chữ ký trước khi thay khóa vẫn giữ nguyên giá trị.", v.Key.ID()))
	}
	if v.Outcome == Genuine {
		lines = append(lines, "Chưa hỏi sổ công nhận nên chưa biết dòng này có bị thu hồi sau đó hay không.")
	}
	return lines
}
