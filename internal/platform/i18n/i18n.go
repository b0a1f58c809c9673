// Package i18n speaks Vietnamese first and English second.
//
// The Vietnamese sentence is the key. English lives in en/*.json, one file for
// each part of the house; a test lists sentences that are missing or unused.
package i18n

import (
	"context"
	"embed"
	"encoding/json"
	"fmt"
	"strings"
	"time"
)

// Lang is a language that Khéo speaks.
type Lang string

// The languages of the interface.
const (
	VI Lang = "vi"
	EN Lang = "en"
)

//go:embed en/*.json
var files embed.FS

var english = load()

func load() map[string]string {
	all := map[string]string{}
	entries, err := files.ReadDir("en")
	if err != nil {
		panic(err)
	}
	for _, e := range entries {
		raw, err := files.ReadFile("en/" + e.Name())
		if err != nil {
			panic(err)
		}
		part := map[string]string{}
		if err := json.Unmarshal(raw, &part); err != nil {
			panic(fmt.Errorf("i18n: en/%s: %w", e.Name(), err))
		}
		for k, v := range part {
			all[k] = v
		}
	}
	return all
}

type langKey struct{}

// With returns a context whose sentences are spoken in lang.
func With(ctx context.Context, lang Lang) context.Context {
	return context.WithValue(ctx, langKey{}, lang)
}

// From tells which language ctx asks for; Vietnamese unless told otherwise.
func From(ctx context.Context) Lang {
	if lang, ok := ctx.Value(langKey{}).(Lang); ok {
		return lang
	}
	return VI
}

// T says sentence, a Vietnamese source text, in the language of ctx.
// With args, the sentence is a fmt format.
func T(ctx context.Context, sentence string, args ...any) string {
	return Say(From(ctx), sentence, args...)
}

// Say says sentence in lang; a sentence without English is said in Vietnamese.
func Say(lang Lang, sentence string, args ...any) string {
	if lang == EN {
		if s, ok := english[sentence]; ok {
			sentence = s
		}
	}
	if len(args) == 0 {
		return sentence
	}
	if lang == EN {
		args = translated(args)
	}
	return fmt.Sprintf(sentence, args...)
}

// translated says in English what args quote of our own sentences, such as the
// name of a state; names of people and places stay what they are.
func translated(args []any) []any {
	out := make([]any, len(args))
	for n, a := range args {
		out[n] = a
		if s, ok := a.(string); ok {
			if e, known := english[s]; known {
				out[n] = e
			}
		}
	}
	return out
}

// English returns what is known in English, for tests.
func English() map[string]string { return english }

// Zone is the time zone of every moment shown to people (UTC+7, no daylight saving).
func Zone() *time.Location { return zone }

var zone = time.FixedZone("Asia/Ho_Chi_Minh", 7*60*60)

// Date shows the civil day of t: 22/11/2026. The zero time shows nothing.
func Date(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.In(zone).Format("02/01/2006")
}

// Moment shows day and time: 22/11/2026, 16:40.
func Moment(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.In(zone).Format("02/01/2006, 15:04")
}

// Number groups thousands: 1.448 in Vietnamese, 1,448 in English.
func Number[N ~int | ~int64](ctx context.Context, n N) string {
	mark := "."
	if From(ctx) == EN {
		mark = ","
	}
	return Group(int64(n), mark)
}

// Money shows an amount in đồng: 1.400.000 đ.
func Money[N ~int | ~int64](ctx context.Context, n N) string {
	return Number(ctx, n) + " đ"
}

// Group writes n with mark between groups of three digits.
func Group(n int64, mark string) string {
	digits := fmt.Sprint(n)
	sign := ""
	if n < 0 {
		sign, digits = "-", digits[1:]
	}
	var b strings.Builder
	for i, d := range digits {
		if i > 0 && (len(digits)-i)%3 == 0 {
			b.WriteString(mark)
		}
		b.WriteRune(d)
	}
	return sign + b.String()
}
