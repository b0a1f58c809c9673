// Package exchange brings lists in and out as Excel files. It knows tables,
// not what they are about: a module declares its Columns and gets Rows.
//
// Reading order: limits.go and open.go (what is accepted), table.go (finding
// the list in a workbook), rows.go and skip.go (what counts as a row of it),
// cell.go (what a cell says); then write.go, documents.go and csv.go (out).
//
// Files come from strangers. Parts are read as streams of our own: row by row,
// each with the styles that tell a date from a number, and never more in memory
// than Limits allows, whatever the file claims about itself.
package exchange
