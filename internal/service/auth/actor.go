// Package auth says who is acting and what they were appointed to do, where.
//
// Reading order: actor.go (pure), account.go, signin.go (passwords), totp.go
// (second factor), limit.go (tries a minute), session.go (cookies), token.go
// (programs), store.go.
package auth

import (
	"slices"
	"strings"

	"kheo/internal/platform/db"
)

// Role is what a person was appointed to do for a unit and everything below it.
type Role string

// The roles.
const (
	Registrar     Role = "registrar"      // đăng ký
	Appraiser     Role = "appraiser"      // thẩm định
	CouncilMember Role = "council_member" // thành viên hội đồng
	Approver      Role = "approver"       // người ký
	Publisher     Role = "publisher"      // người công bố
	Auditor       Role = "auditor"        // đọc tất cả, không sửa gì
	Administrator Role = "administrator"  // quản trị
)

// Roles lists every role, in the order in which pages show them.
func Roles() []Role {
	return []Role{Registrar, Appraiser, CouncilMember, Approver, Publisher, Auditor, Administrator}
}

// Label is the Vietnamese name of the role, a source text of i18n.
func (r Role) Label() string {
	switch r {
	case Registrar:
		return "Cán bộ đăng ký"
	case Appraiser:
		return "Thẩm định viên"
	case CouncilMember:
		return "Thành viên hội đồng"
	case Approver:
		return "Người ký"
	case Publisher:
		return "Người công bố"
	case Auditor:
		return "Kiểm tra viên"
	case Administrator:
		return "Quản trị viên"
	}
	return string(r)
}

// Grant appoints its holder to a role for a unit and its subtree.
type Grant struct {
	ID       string
	Role     Role
	UnitID   string
	UnitPath string
	UnitName string
	Heritage []string // subtrees that the unit wholly replaced: to read, never to change
}

// Actor is whoever acts: a signed-in person or a program with that person's
// token. The zero Actor is the public and may change nothing.
type Actor struct {
	AccountID string
	SessionID string // empty for programs
	Name      string
	Grants    []Grant
	Scopes    []string // of a token; nil for a person
}

// SignedIn reports whether a is somebody.
func (a Actor) SignedIn() bool { return a.AccountID != "" }

// Is reports whether a holds any of roles for the unit at path or above it.
func (a Actor) Is(path string, roles ...Role) bool {
	return slices.ContainsFunc(a.Grants, func(g Grant) bool {
		return slices.Contains(roles, g.Role) && strings.HasPrefix(path, g.UnitPath)
	})
}

// Reads reports whether a works with the unit at path in any role, or with a unit
// that wholly replaced it.
func (a Actor) Reads(path string) bool {
	return slices.ContainsFunc(a.Grants, func(g Grant) bool {
		return strings.HasPrefix(path, g.UnitPath) || slices.ContainsFunc(g.Heritage, func(h string) bool { return db.Inside(path, h) })
	})
}

// Has reports whether a holds any of roles anywhere.
func (a Actor) Has(roles ...Role) bool {
	return slices.ContainsFunc(a.Grants, func(g Grant) bool { return slices.Contains(roles, g.Role) })
}

// Root is the subtree of a root unit, a province or city, for which a holds role; empty
// for none. What holds for every unit, rules and catalogues, is written there.
func (a Actor) Root(role Role) string {
	for _, p := range a.Paths(role) {
		if strings.Count(p, "/") <= 2 {
			return p
		}
	}
	return ""
}

// Paths are the subtrees for which a holds any of roles, without those that lie
// inside another. Without a role they are what a reads: the subtrees of all roles
// and what their units wholly replaced.
func (a Actor) Paths(roles ...Role) []string {
	var paths []string
	for _, g := range a.Grants {
		if len(roles) == 0 {
			paths = append(append(paths, g.UnitPath), g.Heritage...)
		} else if slices.Contains(roles, g.Role) {
			paths = append(paths, g.UnitPath)
		}
	}
	slices.Sort(paths)
	var top []string
	for _, p := range paths {
		if len(top) == 0 || !strings.HasPrefix(p, top[len(top)-1]) {
			top = append(top, p)
		}
	}
	return top
}

// May reports whether a, when it is a program, was given scope; people have all.
func (a Actor) May(scope string) bool { return a.Scopes == nil || slices.Contains(a.Scopes, scope) }

// Units lists the distinct units of a's grants, for the line under the name.
func (a Actor) Units() []string {
	var names []string
	for _, g := range a.Grants {
		if !slices.Contains(names, g.UnitName) {
			names = append(names, g.UnitName)
		}
	}
	return names
}
