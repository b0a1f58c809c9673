package participant

import (
	"context"
	"strconv"
	"strings"
	"unicode"

	"kheo/internal/platform/db"
	"kheo/internal/platform/text"
)

// longestWord is how many letters of what is typed search looks at.
const longestWord = 48

// spoken is a name in small letters with tones, in one spelling, its words with one
// blank between.
func spoken(name string) string {
	words := strings.FieldsFunc(text.Key(name), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	return strings.Join(words, " ")
}

// fromEachWord lists name from each of its words on: "trần thị hoa", "thị hoa", "hoa".
func fromEachWord(name string) (all []string) {
	rest := spoken(name)
	for rest != "" {
		all = append(all, cut(rest))
		_, rest, _ = strings.Cut(rest, " ")
	}
	return all
}

// cut keeps the first letters of s.
func cut(s string) string {
	n := 0
	for at := range s {
		if n == longestWord {
			return s[:at]
		}
		n++
	}
	return s
}

// addWords makes p findable by name; aliasID is empty for its own name.
func addWords(ctx context.Context, tx *db.Tx, p Participant, name, aliasID string) error {
	words := fromEachWord(name)
	if len(words) == 0 {
		return nil
	}
	args := []any{p.ID, db.OrNull(aliasID), p.Kind, p.UnitPath}
	var rows []string
	for _, w := range words {
		n := len(args)
		rows = append(rows, "($1, $2, $3, $4, $"+strconv.Itoa(n+1)+", $"+strconv.Itoa(n+2)+")")
		args = append(args, w, cut(text.Fold(w)))
	}
	return db.Exec(ctx, tx, `INSERT INTO participant_word (participant_id, alias_id, kind, unit_path, spoken, fold) VALUES `+strings.Join(rows, ", "), args...)
}

// from bounds what begins with prefix: word >= low AND word < high.
func from(prefix string) (low, high string) { return prefix, prefix + "\U0010FFFF" }
