package exchange

import (
	"encoding/csv"
	"fmt"
	"io"
	"strconv"
	"time"

	"kheo/internal/platform/fault"
)

// CSV writes headings and rows of s as comma-separated UTF-8 with a byte order
// mark, so that Excel shows Vietnamese. A ' keeps text from being a formula.
func CSV(w io.Writer, s Sheet) (err error) {
	defer fault.Wrap(&err, "write CSV %q", s.Name)
	if _, err := io.WriteString(w, "\ufeff"); err != nil {
		return err
	}
	out := csv.NewWriter(w)
	out.UseCRLF = true
	var record []string
	for _, c := range s.Columns {
		record = append(record, harmless(c.Title))
	}
	if err := out.Write(record); err != nil {
		return err
	}
	if s.Rows != nil {
		for values := range s.Rows {
			record = record[:0]
			for _, v := range values {
				field, err := csvField(v)
				if err != nil {
					return err
				}
				record = append(record, field)
			}
			if err := out.Write(record); err != nil {
				return err
			}
		}
	}
	out.Flush()
	return out.Error()
}

func csvField(v any) (string, error) {
	switch v := v.(type) {
	case nil:
		return "", nil
	case string:
		return harmless(v), nil
	case int:
		return strconv.Itoa(v), nil
	case int64:
		return strconv.FormatInt(v, 10), nil
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64), nil
	case bool:
		return shownAs(v), nil
	case time.Time:
		if v.IsZero() {
			return "", nil
		}
		return v.Format(dayFormat), nil
	}
	return "", fmt.Errorf("cannot write a %T", v)
}

// harmless puts a ' before text that a spreadsheet would run. Blanks before
// the sign do not help an attacker: they are looked through.
func harmless(s string) string {
	trimmed := s
	for trimmed != "" && (trimmed[0] == ' ' || trimmed[0] == '\n') {
		trimmed = trimmed[1:]
	}
	if looksLikeFormula(trimmed) {
		return "'" + s
	}
	return s
}
