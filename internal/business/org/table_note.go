package org

import (
	"strings"

	"kheo/internal/platform/text"
)

// note is what a row of the official table says about an old unit, by the key
// under which the result counts it.
type note string

const (
	noteWhole          note = "whole"
	notePart           note = "part"
	notePartArea       note = "part_area"
	notePartAreaAll    note = "part_area_all_population"
	notePartPopulation note = "part_population"
	noteWholeArea      note = "whole_area"
	noteUnchanged      note = "unchanged"
	noteRename         note = "rename"
	noteRetype         note = "retype"
	noteSpecialZone    note = "special_zone"
	noteRemainder      note = "remainder"
	noteRenameOfPart   note = "rename_of_part"
)

// parseNote reads a note whatever its marks and blanks. right is how it is worded
// when it was misspelt.
func parseNote(words string) (n note, right string, known bool) {
	folded := strings.ReplaceAll(text.Fold(words), " va ", " ")
	for _, p := range plainNotes {
		if folded == text.Fold(p.words) {
			if text.Spoken(strings.ReplaceAll(words, noteAnd, " ")) != text.Spoken(p.words) {
				right = p.words
			}
			return p.note, right, true
		}
	}
	ofPart := strings.Contains(folded, " mot phan ")
	switch {
	case strings.HasPrefix(folded, "sap xep toan bo ") && strings.Contains(folded, " thanh dac khu "):
		return noteSpecialZone, "", true
	case strings.HasPrefix(folded, "phan con lai "):
		return noteRemainder, "", true
	case ofPart && (strings.HasPrefix(folded, "doi ten ") || strings.HasPrefix(folded, "doi loai hinh ")):
		return noteRenameOfPart, "", true
	}
	return "", "", false
}

// takesAll reports whether the whole unit goes where the row says.
func (n note) takesAll() bool { return n == noteWhole || n == noteSpecialZone }

// keeps reports whether the unit stays what it is.
func (n note) keeps() bool { return n == noteUnchanged || n == noteRename || n == noteRetype }
