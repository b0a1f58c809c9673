package db

import (
	"strconv"
	"strings"
)

// Where builds the conditions of a list. Conditions are written with ? for
// their values and are numbered as they are added.
type Where struct {
	conditions []string
	args       []any
}

// And adds a condition.
func (w *Where) And(condition string, args ...any) {
	var b strings.Builder
	next := 0
	for _, r := range condition {
		if r == '?' {
			b.WriteString(w.Arg(args[next]))
			next++
			continue
		}
		b.WriteRune(r)
	}
	w.conditions = append(w.conditions, b.String())
}

// If adds a condition when ok.
func (w *Where) If(ok bool, condition string, args ...any) {
	if ok {
		w.And(condition, args...)
	}
}

// AnyUnder keeps rows whose column lies in one of the subtrees; no subtree
// keeps no row.
func (w *Where) AnyUnder(column string, paths []string) {
	if len(paths) == 0 {
		w.And("1 = 0")
		return
	}
	parts := make([]string, len(paths))
	for i, p := range paths {
		low, high := Under(p)
		parts[i] = "(" + column + " >= " + w.Arg(low) + " AND " + column + " < " + w.Arg(high) + ")"
	}
	w.conditions = append(w.conditions, "("+strings.Join(parts, " OR ")+")")
}

// Arg adds a value and returns its placeholder.
func (w *Where) Arg(v any) string {
	w.args = append(w.args, v)
	return "$" + strconv.Itoa(len(w.args))
}

// SQL is " WHERE …", or nothing when there is no condition.
func (w *Where) SQL() string {
	if len(w.conditions) == 0 {
		return ""
	}
	return " WHERE " + strings.Join(w.conditions, " AND ")
}

// Args are the values, in the order of their placeholders.
func (w *Where) Args() []any { return w.args }
