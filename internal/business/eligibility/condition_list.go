package eligibility

import (
	"fmt"
	"slices"
	"strings"

	"kheo/internal/platform/fault"
)

// Conditions over the proposal as a whole, and over holds.

// unitQuota: at most so many candidates of one unit in one list.
type unitQuota struct {
	Max int64 `json:"max"`
}

func (c *unitQuota) check(v fault.Invalid) {
	v.Check(c.Max >= 1 && c.Max <= 10_000, "max", "Ghi số đề nghị tối đa, từ 1.")
}

func (*unitQuota) narrow(f Facts) Facts {
	return Facts{Participant: Party{UnitID: f.Participant.UnitID}, Together: f.Together}
}

func (c *unitQuota) answer(f Facts) Answer {
	switch {
	case f.Participant.UnitID == "":
		return Answer{Met: Unknown, Said: say("Không rõ đơn vị nên cần người xem.")}
	case f.Together > c.Max:
		return Answer{Met: No, Said: say("Đơn vị có %s đề nghị trong danh sách, tối đa %s.", f.Together, c.Max)}
	}
	return Answer{Met: Yes, Said: say("Đơn vị có %s đề nghị trong danh sách, tối đa %s.", f.Together, c.Max)}
}

// notTwice: one participant stands once on the list.
type notTwice struct{}

func (*notTwice) check(fault.Invalid) {}

func (*notTwice) narrow(f Facts) Facts {
	others := slices.Clone(f.Others)
	slices.SortFunc(others, func(a, b Other) int { return strings.Compare(a.Key, b.Key) })
	return Facts{Others: others}
}

func (*notTwice) answer(f Facts) Answer {
	if len(f.Others) == 0 {
		return Answer{Met: Yes, Said: say("Chỉ có một dòng trong danh sách.")}
	}
	a := Answer{Met: No}
	var names []string
	for _, o := range f.Others {
		names = append(names, fmt.Sprintf("“%s”", o.Name))
		a.Records = append(a.Records, Record{Kind: "candidate", ID: o.Key, Label: o.Name})
	}
	a.Said = say("Cùng đối tượng này còn %s dòng khác trong danh sách: %s.", len(f.Others), strings.Join(names, ", "))
	return a
}

// noHold: no hold is in force. What it is about is not the verdict's to say.
type noHold struct{}

func (*noHold) check(fault.Invalid) {}

func (*noHold) narrow(f Facts) Facts {
	holds := slices.Clone(f.Holds)
	slices.SortFunc(holds, func(a, b Held) int { return strings.Compare(a.ID, b.ID) })
	return Facts{Holds: holds}
}

func (*noHold) answer(f Facts) Answer {
	if len(f.Holds) == 0 {
		return Answer{Met: Yes, Said: say("Không có tạm dừng xét.")}
	}
	a := Answer{Met: Unknown, Said: say("Đang có %s tạm dừng xét.", len(f.Holds))}
	for _, h := range f.Holds {
		a.Records = append(a.Records, Record{Kind: "hold", ID: h.ID, Label: "Tạm dừng xét"})
		if h.Bars {
			a.Met = No
		}
	}
	return a
}
