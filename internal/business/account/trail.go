package account

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Difference is one field of an object before and after an act; Old is empty
// for what was new, New for what went.
type Difference struct{ Field, Old, New string }

// Differences compares two JSON objects field by field, sorted by field; fields
// inside fields are named "outer.inner". Either may be empty. What is no object
// is compared as one field without a name.
func Differences(before, after json.RawMessage) []Difference {
	old, now := flatten(before), flatten(after)
	fields := maps.Clone(old)
	maps.Copy(fields, now)
	var all []Difference
	for _, field := range slices.Sorted(maps.Keys(fields)) {
		if old[field] != now[field] {
			all = append(all, Difference{field, old[field], now[field]})
		}
	}
	return all
}

func flatten(raw json.RawMessage) map[string]string {
	into := map[string]string{}
	if len(raw) == 0 {
		return into
	}
	d := json.NewDecoder(strings.NewReader(string(raw)))
	d.UseNumber() // amounts keep their digits
	var v any
	if d.Decode(&v) != nil {
		into[""] = string(raw)
		return into
	}
	spread(into, "", v)
	return into
}

func spread(into map[string]string, name string, v any) {
	switch v := v.(type) {
	case nil:
	case map[string]any:
		for field, inner := range v {
			if name != "" {
				field = name + "." + field
			}
			spread(into, field, inner)
		}
	case []any:
		if line, ok := inLine(v); ok {
			into[name] = line
			return
		}
		for i, inner := range v {
			spread(into, fmt.Sprintf("%s.%d", name, i+1), inner)
		}
	default:
		into[name] = word(v)
	}
}

// inLine joins a list of plain values; a list of objects is not one.
func inLine(values []any) (string, bool) {
	var words []string
	for _, v := range values {
		switch v.(type) {
		case map[string]any, []any:
			return "", false
		}
		words = append(words, word(v))
	}
	return strings.Join(words, "; "), true
}

func word(v any) string {
	switch v {
	case nil, false:
		return ""
	case true:
		return "✓"
	}
	return fmt.Sprint(v)
}
