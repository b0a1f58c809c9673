// Package fault names the few ways in which a request can be refused.
// Every other error is a bug or an outage: its cause goes to the log only.
package fault

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"kheo/internal/platform/i18n"
)

// The refusals that need no explanation.
var (
	NotFound  = errors.New("not found")
	Forbidden = errors.New("forbidden")
	Conflict  = errors.New("changed by someone else")
)

// Message is a sentence for people: a Vietnamese source text with its values.
type Message struct {
	Sentence string
	Args     []any
}

// Say makes a Message; i18n translates it when it is shown.
func Say(sentence string, args ...any) Message { return Message{sentence, args} }

// In says m in lang.
func (m Message) In(lang i18n.Lang) string { return i18n.Say(lang, m.Sentence, m.Args...) }

func (m Message) String() string { return m.In(i18n.VI) }

// Invalid says what is wrong with each field of an input.
type Invalid map[string]Message

func (v Invalid) Error() string {
	parts := make([]string, 0, len(v))
	for _, field := range slices.Sorted(maps.Keys(v)) {
		parts = append(parts, field+": "+v[field].String())
	}
	return strings.Join(parts, "; ")
}

// Check records sentence against field unless ok; the first sentence stays.
func (v Invalid) Check(ok bool, field, sentence string, args ...any) {
	if _, seen := v[field]; !ok && !seen {
		v[field] = Say(sentence, args...)
	}
}

// Err returns v as an error, or nil when nothing was recorded.
func (v Invalid) Err() error {
	if len(v) == 0 {
		return nil
	}
	return v
}

// Refused is an act that the state of things does not allow, with the reason:
// a closed season, a decision that is already signed.
type Refused struct{ Reason Message }

func (r Refused) Error() string { return r.Reason.String() }

// Refuse makes a Refused.
func Refuse(sentence string, args ...any) error { return Refused{Say(sentence, args...)} }

// Wrap adds context to *err when a function returns.
func Wrap(err *error, format string, args ...any) {
	if *err != nil {
		*err = fmt.Errorf(format+": %w", append(args, *err)...)
	}
}
