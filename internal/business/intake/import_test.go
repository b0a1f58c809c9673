package intake

import (
	"bytes"
	"cmp"
	"maps"
	"slices"
	"sync"
	"testing"

	"kheo/internal/business/initiative"
	"kheo/internal/business/participant"
	"kheo/internal/platform/db"
	"kheo/internal/platform/db/dbtest"
)

var spellings = []string{"flat", "sections", "tcvn3", "nfd"}

func TestImportFourSpellings(t *testing.T) {
	t.Parallel()
	want := wanted(t)
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newDistrict(t, d)
		got, err := h.send(t, h.chief, districtList, listFile(t, "flat"))
		if err != nil || !got.Saved || got.New != 371 || got.Already != 0 {
			t.Fatalf("first import: %+v, %v", got, err)
		}
		checkFound(t, want, got)
		all := h.stored(t)
		checkTitles(t, want, all)
		checkTally(t, h, 371)
		for _, style := range spellings { // each says the same in other letters or another order
			again, err := h.send(t, h.chief, districtList, listFile(t, style))
			if err != nil || again.New != 0 || again.Already != 371 {
				t.Fatalf("%s: new %d, already %d, %v; first error: %v", style, again.New, again.Already, err, again.Errors)
			}
			checkFound(t, want, again)
		}
		if after := h.stored(t); len(after) != len(all) {
			t.Errorf("stored %d, then %d", len(all), len(after))
		}
		checkTally(t, h, 371)
	})
}

func checkFound(t *testing.T, want expected, got Imported) {
	t.Helper()
	if got.Rows != want.Initiatives || got.Initiatives != want.Initiatives || len(got.Errors) != 0 {
		t.Errorf("rows %d, initiatives %d, errors %v", got.Rows, got.Initiatives, got.Errors)
	}
	people := map[string]int{"collective": want.Registrants["Tập thể"], "individual": want.Registrants["Cá nhân"], "household": 0}
	if !maps.Equal(got.Participants, people) {
		t.Errorf("participants %v, want %v", got.Participants, people)
	}
	if !maps.Equal(got.ByField, want.ByField) || !maps.Equal(got.ByUnit, want.ByUnit) {
		t.Errorf("by field %v\nby unit %v", got.ByField, got.ByUnit)
	}
}

func checkTitles(t *testing.T, want expected, all []initiative.Initiative) {
	t.Helper()
	var titles []string
	for _, i := range all {
		titles = append(titles, i.Title)
	}
	if !slices.Equal(slices.Sorted(slices.Values(titles)), slices.Sorted(slices.Values(want.Titles))) {
		t.Error("titles differ from those of the list")
	}
}

func checkTally(t *testing.T, h *district, want int64) {
	t.Helper()
	err := h.d.View(t.Context(), func(tx *db.Tx) error {
		tally, err := h.initiatives.Tally(t.Context(), tx, initiative.TallyFilter{})
		if n := initiative.SumTally(tally, initiative.State.Registered); n != want || tally[initiative.Submitted] != want {
			t.Errorf("tally %v, want %d submitted", tally, want)
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
}

// What is stored does not depend on how the letters were written.
func TestSpellingsStoreTheSame(t *testing.T) {
	t.Parallel()
	encodings := map[string]string{"flat": "", "sections": "", "tcvn3": "TCVN3", "nfd": "NFD"}
	for _, style := range spellings {
		t.Run(style, func(t *testing.T) {
			t.Parallel()
			dbtest.Each(t, func(t *testing.T, d *db.DB) {
				h := newDistrict(t, d)
				want := contents(h.understood(t, listFile(t, "flat")))
				got, err := h.send(t, h.chief, districtList, listFile(t, style))
				if err != nil || got.New != 371 {
					t.Fatalf("new %d, %v, %v", got.New, err, got.Errors)
				}
				if got.Encoding != encodings[style] || (got.Converted > 0) != (encodings[style] != "") {
					t.Errorf("%d cells converted from %q, want from %q", got.Converted, got.Encoding, encodings[style])
				}
				for n, have := range contents(h.stored(t)) {
					if have != want[n] {
						t.Fatalf("row %d:\n got %+v\nwant %+v", n, have, want[n])
					}
				}
			})
		})
	}
}

// understood is what a list says, without saving it.
func (h *district) understood(t *testing.T, list []byte) (all []initiative.Initiative) {
	t.Helper()
	p, err := h.plan(t.Context(), h.chief, districtList, bytes.NewReader(list), int64(len(list)))
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range p.rows {
		all = append(all, row.initiative(participant.Participant{}))
	}
	return all
}

// told is what a list tells of an initiative.
type told struct {
	initiative.Content
	unit, participant, field, startsOn, contact, note string
	participantKind                                   participant.Kind
	kind                                              initiative.Kind
}

func contents(all []initiative.Initiative) []told {
	out := make([]told, 0, len(all))
	for _, i := range all {
		out = append(out, told{i.Content, i.UnitPath, i.ParticipantName, i.FieldID, i.StartsOn.ISO(), i.Contact, i.Note, i.ParticipantKind, i.Kind})
	}
	slices.SortFunc(out, func(a, b told) int {
		return cmp.Or(cmp.Compare(a.unit, b.unit), cmp.Compare(a.participant, b.participant), cmp.Compare(a.Title, b.Title), cmp.Compare(a.Method, b.Method))
	})
	return out
}

func TestImportsAtTheSameTime(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newDistrict(t, d)
		results, errs := make([]Imported, 3), make([]error, 3)
		var all sync.WaitGroup
		for n := range results {
			all.Go(func() { results[n], errs[n] = h.send(t, h.chief, districtList, listFile(t, spellings[n])) })
		}
		all.Wait()
		saved := 0
		for n := range results {
			if errs[n] != nil || results[n].New+results[n].Already != 371 {
				t.Errorf("import %d: new %d, already %d, %v", n, results[n].New, results[n].Already, errs[n])
			}
			saved += results[n].New
		}
		if n := len(h.stored(t)); n != 371 || saved != 371 {
			t.Errorf("stored %d, said %d", n, saved)
		}
		checkTally(t, h, 371)
	})
}

func TestDryRunSavesNothing(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newDistrict(t, d)
		try := districtList
		try.DryRun = true
		got, err := h.send(t, h.chief, try, listFile(t, "flat"))
		if err != nil || got.Saved || got.New != 371 || len(h.stored(t)) != 0 {
			t.Fatalf("saved %v, new %d, stored %d, %v", got.Saved, got.New, len(h.stored(t)), err)
		}
		reasons := map[string]bool{}
		for _, s := range got.Skipped {
			reasons[s.Reason] = true
		}
		if !reasons["total"] || !reasons["signature"] {
			t.Errorf("skipped %v", got.Skipped)
		}
	})
}
