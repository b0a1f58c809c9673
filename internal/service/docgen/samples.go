package docgen

import (
	"bytes"
	"embed"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"sync"

	"kheo/internal/platform/clock"
)

//go:embed shipped/*.json
var shippedFiles embed.FS

// Shipped are the layouts that come with the program, by line and then by time,
// the oldest first. None of them is verified: each says in Notes what is not known.
func Shipped() []Layout {
	all := slices.Clone(shipped())
	for n := range all {
		all[n].Head.Right = slices.Clone(all[n].Head.Right)
	}
	return all
}

var shipped = sync.OnceValue(readShipped)

func readShipped() []Layout {
	names, err := shippedFiles.ReadDir("shipped")
	if err != nil {
		panic(err) // embedded: cannot be missing
	}
	var all []Layout
	for _, entry := range names {
		data, err := shippedFiles.ReadFile("shipped/" + entry.Name())
		if err != nil {
			panic(err)
		}
		l, err := ReadLayout(data)
		if err != nil {
			panic(err) // a test reads them all
		}
		all = append(all, l)
	}
	slices.SortFunc(all, func(a, b Layout) int {
		if a.Line != b.Line {
			return strings.Compare(a.Line, b.Line)
		}
		return strings.Compare(a.From.ISO(), b.From.ISO())
	})
	return all
}

// ReadLayout reads a layout from JSON. A field that is not of a layout is an
// error, so that a slip of the pen is not lost in silence.
func ReadLayout(data []byte) (l Layout, err error) {
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.DisallowUnknownFields()
	if err = dec.Decode(&l); err != nil {
		return l, fmt.Errorf("docgen: reading a layout: %w", err)
	}
	return l, nil
}

// ShippedOn is the shipped layout of line on day; before the first of a line it
// is the first, and for the zero day the newest.
func ShippedOn(line string, day clock.Date) Layout {
	var found Layout
	for _, l := range Shipped() {
		if l.Line == line && (found.Line == "" || day.IsZero() || !day.Before(l.From)) {
			found = l
		}
	}
	return found
}

// StateLayout is the newest shipped layout of the State.
func StateLayout() Layout { return ShippedOn(State, clock.Date{}) }

// PartyLayout is the newest shipped layout of the Party.
func PartyLayout() Layout { return ShippedOn(Party, clock.Date{}) }

// StateHead opens a State document: "Số: 12/QĐ-UBND". Superior may be empty.
func StateHead(superior, issuer, number, placeDate string) LetterHead {
	return StateLayout().Opening([]string{superior}, issuer, number, placeDate)
}

// PartyHead opens a Party document: "Số 12-QĐ/QU". Superior may be empty.
func PartyHead(superior, issuer, number, placeDate string) LetterHead {
	return PartyLayout().Opening([]string{superior}, issuer, number, placeDate)
}
