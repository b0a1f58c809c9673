package ui

import (
	"context"
	"errors"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"kheo/internal/platform/fault"
	"kheo/internal/platform/i18n"
)

// Field is one question of a form. Label, Hint and Error are already in the
// language of the page; Value is what was typed, right or wrong.
type Field struct {
	Name, Label, Hint, Value, Error string
	Required                        bool
	ID                              string   // "f-" + Name unless given
	Values                          []string // what is ticked, for groups
	Type                            string   // of a TextField: text, email, tel, password, search, url
	Autocomplete                    string
	Width                           Width
	Unit                            string // word after the box: "hộ", "đ"
	Rows                            int    // of a TextArea
	MaxLength                       int    // 0 is no limit
	Accept                          string // of a FileField: ".xlsx,.csv"
	Multiple                        bool   // of a FileField
	Disabled                        bool
	More                            templ.Attributes // for htmx and the like
}

// Width of the box of a field.
type Width string

// The widths of a field: the whole form, 22 rem, 12 rem.
const (
	Full  Width = ""
	Mid   Width = "input-mid"
	Short Width = "input-short"
)

// Option is one choice of a select, radio or checkbox group.
type Option struct {
	Value, Text, Hint string
	Count             string // a number at the right end, already grouped
}

func (f Field) id() string {
	if f.ID != "" {
		return f.ID
	}
	return "f-" + f.Name
}

func (f Field) optionID(i int) string {
	if i == 0 {
		return f.id()
	}
	return f.id() + "-" + strconv.Itoa(i)
}

func (f Field) hintID() string  { return f.id() + "-hint" }
func (f Field) errorID() string { return f.id() + "-error" }

func (f Field) describedBy() string {
	var ids []string
	if f.Hint != "" {
		ids = append(ids, f.hintID())
	}
	if f.Error != "" {
		ids = append(ids, f.errorID())
	}
	return strings.Join(ids, " ")
}

func (f Field) inputType() string {
	if f.Type == "" {
		return "text"
	}
	return f.Type
}

// attributes are those that every kind of box shares.
func (f Field) attributes() templ.Attributes {
	all := templ.Attributes{"id": f.id(), "name": f.Name}
	if by := f.describedBy(); by != "" {
		all["aria-describedby"] = by
	}
	if f.Error != "" {
		all["aria-invalid"] = "true"
	}
	if f.Required {
		all["aria-required"] = "true"
	}
	if f.Disabled {
		all["disabled"] = true
	}
	if f.Autocomplete != "" {
		all["autocomplete"] = f.Autocomplete
	}
	if f.MaxLength > 0 {
		all["maxlength"] = strconv.Itoa(f.MaxLength)
	}
	for k, v := range f.More {
		all[k] = v
	}
	return all
}

// FieldError returns what err, a fault.Invalid, says about the field name in
// the language of ctx; "" when it says nothing.
func FieldError(ctx context.Context, err error, name string) string {
	var invalid fault.Invalid
	if !errors.As(err, &invalid) {
		return ""
	}
	m, ok := invalid[name]
	if !ok {
		return ""
	}
	return m.In(i18n.From(ctx))
}

// ErrNotNumber is returned by ParseNumber for anything but a whole number.
var ErrNotNumber = errors.New("not a whole number")

// ParseNumber reads a whole number as people type it: 1400000, 1.400.000,
// 1,400,000 or 1 400 000, with an optional minus. One kind of mark may stand
// between groups of three digits; "1,5" is refused.
func ParseNumber(typed string) (int64, error) {
	s := strings.TrimSpace(strings.ReplaceAll(typed, "\u00a0", " "))
	for _, mark := range []string{".", ",", " "} {
		if !strings.Contains(s, mark) {
			continue
		}
		groups := strings.Split(s, mark)
		first := strings.TrimPrefix(groups[0], "-")
		if len(first) < 1 || len(first) > 3 {
			return 0, ErrNotNumber
		}
		for _, g := range groups[1:] {
			if len(g) != 3 || strings.Trim(g, "0123456789") != "" {
				return 0, ErrNotNumber
			}
		}
		s = strings.Join(groups, "")
		break
	}
	if strings.HasPrefix(s, "+") {
		return 0, ErrNotNumber
	}
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil {
		return 0, ErrNotNumber
	}
	return n, nil
}
