package conflict

import (
	"slices"
	"strings"

	"kheo/internal/business/initiative"
	"kheo/internal/business/participant"
	"kheo/internal/platform/fault"
	"kheo/internal/platform/text"
	"kheo/internal/service/auth"
)

// Ground is what the rules need beside person and dossier.
type Ground struct {
	SeasonUnitID string
	SeasonPath   string
	Lines        map[string][]string // who leads, guides or supervises a unit, in the trees beside the administrative one
}

// Reasons says why p may not be free to judge d; none for most people. A reason
// is a suspicion with its ground, never a verdict.
func (g Ground) Reasons(p Person, d Dossier) (all []Reason) {
	seen := map[Kind]bool{}
	add := func(kind Kind, sentence string, args ...any) {
		if !seen[kind] {
			seen[kind] = true
			all = append(all, Reason{kind, fault.Say(sentence, args...)})
		}
	}
	for _, post := range p.Posts {
		switch {
		case post.UnitID == d.UnitID && d.UnitID == g.SeasonUnitID:
			add(Organiser, "Đơn vị tổ chức mùa thi đua tự đề cử: người này làm việc tại %s, cũng là đơn vị của hồ sơ.", post.place())
		case post.UnitID == d.UnitID:
			add(SameUnit, "Cùng đơn vị: người này làm việc tại %s, là đơn vị của hồ sơ.", post.place())
		case g.above(post, d):
			add(Superior, "Cấp trên: người này làm việc tại %s, là cấp trên của %s.", post.place(), d.UnitName)
		case g.below(post, d):
			add(Subordinate, "Cấp dưới: người này làm việc tại %s, thuộc %s là đơn vị của hồ sơ.", post.place(), d.UnitName)
		}
	}
	if hands := d.Hands[p.AccountID]; len(hands) > 0 {
		if slices.Contains(hands, initiative.Wrote) {
			add(Author, "Người này lập hồ sơ đăng ký.")
		}
		if slices.Contains(hands, initiative.Proved) || slices.Contains(hands, initiative.Reporter) {
			add(Witness, "Người này gửi minh chứng hoặc ghi tiến độ của hồ sơ.")
		}
	}
	g.names(p, d, add)
	return all
}

// names compares names. Equal names are a hint: many people share one.
func (g Ground) names(p Person, d Dossier, add func(Kind, string, ...any)) {
	name := text.Key(p.Name)
	if len(strings.Fields(name)) < 2 {
		return
	}
	if d.ParticipantKind != participant.Collective && strings.Contains(text.Key(d.ParticipantName), name) {
		add(Namesake, "Trùng họ tên với người, hộ đăng ký (%s). Chỉ là gợi ý: cần hỏi lại có phải một người không.", d.ParticipantName)
	}
	if strings.Contains(text.Key(d.Contact), name) {
		add(Namesake, "Trùng họ tên với người liên hệ của hồ sơ. Chỉ là gợi ý: cần hỏi lại có phải một người không.")
	}
}

// above reports whether post is over d's unit. Whoever runs the season stands
// above every unit alike, and judging is what appraisers and council members were
// appointed for: neither is a ground.
func (g Ground) above(post Post, d Dossier) bool {
	if post.Role != "" && !slices.Contains([]auth.Role{auth.Registrar, auth.Approver, auth.Administrator, auth.Publisher}, post.Role) {
		return false
	}
	if post.UnitID == g.SeasonUnitID || strings.HasPrefix(g.SeasonPath, post.UnitPath) {
		return false
	}
	return strings.HasPrefix(d.UnitPath, post.UnitPath) || g.leads(post.UnitID, d.UnitID)
}

// below reports whether post is under d's unit.
func (g Ground) below(post Post, d Dossier) bool {
	return strings.HasPrefix(post.UnitPath, d.UnitPath) || g.leads(d.UnitID, post.UnitID)
}

// leads reports whether the unit over stands above the unit under in one of Lines,
// a few steps up.
func (g Ground) leads(over, under string) bool {
	at := []string{under}
	for range 8 { // no real line is longer; a ring of mistakes ends
		var next []string
		for _, id := range at {
			for _, parent := range g.Lines[id] {
				if parent == over {
					return true
				}
				next = append(next, parent)
			}
		}
		if len(next) == 0 {
			return false
		}
		at = next
	}
	return false
}

// place says where a post is: "Chủ tịch, Phường Mẫu" or "Phường Mẫu".
func (p Post) place() string {
	if p.Title == "" {
		return p.UnitName
	}
	return p.UnitName + " (" + p.Title + ")"
}
