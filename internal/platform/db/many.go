package db

import (
	"context"
	"strconv"
	"strings"
)

// rowsAtOnce is how many rows one statement of InsertMany writes. With it both
// engines stay far below their bound on placeholders.
const rowsAtOnce = 16

// InsertMany writes rows with few statements. into is "table (column, …)", every
// row has one value for each column.
func InsertMany(ctx context.Context, tx *Tx, into string, rows [][]any) error {
	for len(rows) > 0 {
		n := min(rowsAtOnce, len(rows))
		if n < rowsAtOnce {
			n = 1 // the last few: two statements in all, both prepared
		}
		args := make([]any, 0, n*len(rows[0]))
		for _, row := range rows[:n] {
			args = append(args, row...)
		}
		if err := Exec(ctx, tx, "INSERT INTO "+into+" VALUES "+placeholders(n, len(rows[0])), args...); err != nil {
			return err
		}
		rows = rows[n:]
	}
	return nil
}

// placeholders is ($1, $2), ($3, $4) for two rows of two columns.
func placeholders(rows, columns int) string {
	var b strings.Builder
	for i := range rows * columns {
		switch {
		case i == 0:
			b.WriteByte('(')
		case i%columns == 0:
			b.WriteString("), (")
		default:
			b.WriteString(", ")
		}
		b.WriteByte('$')
		b.WriteString(strconv.Itoa(i + 1))
	}
	b.WriteByte(')')
	return b.String()
}
