package exchange

import "io"

// WriteParts writes sheet with the rows that next reads, each time those after last,
// until there are none. Every row is read before the first byte is written: half a
// list that looks whole is worse than none.
func WriteParts[T any](w io.Writer, sheet Sheet, next func(last T) ([]T, error), cells func(T) []any) error {
	var failed error
	sheet.Rows = func(yield func([]any) bool) {
		var last T
		for {
			rows, err := next(last)
			if failed = err; err != nil || len(rows) == 0 {
				return
			}
			for _, row := range rows {
				if !yield(cells(row)) {
					return
				}
			}
			last = rows[len(rows)-1]
		}
	}
	err := Write(afterRows{w, &failed}, sheet)
	if failed != nil {
		return failed
	}
	return err
}

// afterRows refuses to write when the rows could not all be read.
type afterRows struct {
	w      io.Writer
	failed *error
}

func (a afterRows) Write(p []byte) (int, error) {
	if *a.failed != nil {
		return 0, *a.failed
	}
	return a.w.Write(p)
}
