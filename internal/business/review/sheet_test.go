package review

import (
	"cmp"
	"errors"
	"strings"
	"testing"

	"kheo/internal/business/campaign"
	"kheo/internal/platform/fault"
)

var twoCriteria = campaign.CriteriaSet{
	Maximum: 25, Threshold: 20, Low: 50, High: 100,
	Criteria: []campaign.Criterion{{ID: "a", Name: "Cách làm", Points: 10}, {ID: "b", Name: "Kết quả", Points: 15}},
}

func TestSheetKeepsToItsRules(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("ạ", maxNote+1)
	for _, c := range []struct {
		name       string
		a, b       LineInput
		save, hand string // the field that is wrong; empty: none
	}{
		{name: "nothing yet", hand: "scores[0].points"},
		{name: "ordinary", a: LineInput{Points: "7"}, b: LineInput{Points: " 9 "}},
		{name: "half filled", a: LineInput{Points: "7"}, hand: "scores[1].points"},
		{name: "exactly half needs no note", a: LineInput{Points: "5"}, b: LineInput{Points: "8"}},
		{name: "below half of an odd maximum", a: LineInput{Points: "5"}, b: LineInput{Points: "7"}, hand: "scores[1].note"},
		{name: "top without a note", a: LineInput{Points: "10"}, b: LineInput{Points: "8"}, hand: "scores[0].note"},
		{name: "top with a note", a: LineInput{Points: "10", Note: "Biên bản số 3."}, b: LineInput{Points: "8"}},
		{name: "zero with a note", a: LineInput{Points: "0", Note: "Không họp dân."}, b: LineInput{Points: "8"}},
		{name: "zero without a note", a: LineInput{Points: "0"}, b: LineInput{Points: "8"}, hand: "scores[0].note"},
		{name: "above the maximum", a: LineInput{Points: "11"}, b: LineInput{Points: "8"}, save: "scores[0].points"},
		{name: "below zero", a: LineInput{Points: "-1"}, save: "scores[0].points"},
		{name: "not whole", a: LineInput{Points: "8,5"}, save: "scores[0].points"},
		{name: "a word", a: LineInput{Points: "tốt"}, save: "scores[0].points"},
		{name: "huge", a: LineInput{Points: "99999999999999999999"}, save: "scores[0].points"},
		{name: "left open without a note", a: LineInput{Unverified: true}, b: LineInput{Points: "8"}, hand: "scores[0].note"},
		{name: "left open with a note", a: LineInput{Unverified: true, Note: "Thiếu biên bản."}, b: LineInput{Points: "8"}},
		{name: "left open and scored", a: LineInput{Unverified: true, Points: "5", Note: "?"}, save: "scores[0].points"},
		{name: "note of blanks", a: LineInput{Points: "10", Note: " \n "}, b: LineInput{Points: "8"}, hand: "scores[0].note"},
		{name: "endless note", a: LineInput{Points: "5", Note: long}, save: "scores[0].note"},
	} {
		c.a.CriterionID, c.b.CriterionID = "a", "b"
		if _, err := newSheet(SheetInput{Lines: []LineInput{c.b, c.a}}, twoCriteria); !wrongAt(err, c.save) {
			t.Errorf("%s: saving says %v, want something at %q", c.name, err, c.save)
		}
		hand := cmp.Or(c.save, c.hand)
		if _, err := newSheet(SheetInput{Lines: []LineInput{c.b, c.a}, HandIn: true}, twoCriteria); !wrongAt(err, hand) {
			t.Errorf("%s: handing in says %v, want something at %q", c.name, err, hand)
		}
	}
}

// wrongAt reports whether err is about field, or nil where field is empty.
func wrongAt(err error, field string) bool {
	var invalid fault.Invalid
	if field == "" || !errors.As(err, &invalid) {
		return err == nil && field == ""
	}
	return invalid[field].Sentence != ""
}

func TestOpenCriterionIsNotZero(t *testing.T) {
	t.Parallel()
	s, err := newSheet(SheetInput{Lines: []LineInput{{CriterionID: "a", Points: "8"}, {CriterionID: "b", Unverified: true, Note: "Thiếu số liệu."}}}, twoCriteria)
	if err != nil {
		t.Fatal(err)
	}
	if s.Total != 8 || s.Unverified != 1 || s.OpenPoints != 15 || s.Score("b").Points != nil {
		t.Errorf("%+v", s)
	}
	c := Case{Sheets: 1, Points: 8, Mean: 800, Unverified: 1, OpenPoints: 15}
	if got := c.Standing(twoCriteria); got != Unsettled {
		t.Errorf("8 points with 15 open stand %s to a threshold of 20", got)
	}
}

func TestSheetOfAnotherSet(t *testing.T) {
	t.Parallel()
	_, err := newSheet(SheetInput{Lines: []LineInput{{CriterionID: "cũ", Points: "3"}}}, twoCriteria)
	if !wrongAt(err, "comment") {
		t.Errorf("scores of a criterion that is not in the set: %v", err)
	}
}

func TestMeanAndRank(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ points, sheets, mean int64 }{{0, 0, 0}, {250, 3, 8333}, {251, 3, 8367}, {1, 8, 13}, {100, 1, 10000}} {
		if got := meanOf(c.points, c.sheets); got != c.mean {
			t.Errorf("mean of %d from %d sheets: %d, want %d", c.points, c.sheets, got, c.mean)
		}
	}
	cases := []Case{{Sheets: 2, Mean: 9000}, {Sheets: 1, Mean: 8500}, {Sheets: 3, Mean: 8500}, {Sheets: 1, Mean: 100}, {}}
	rank(cases)
	for n, want := range []int{1, 2, 2, 4, 0} {
		if cases[n].Rank != want {
			t.Errorf("case %d ranks %d, want %d", n, cases[n].Rank, want)
		}
	}
}

func TestStanding(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		is   Case
		want Standing
	}{
		{Case{}, Unscored},
		{Case{Sheets: 1, Points: 20, Mean: 2000}, Above},
		{Case{Sheets: 3, Points: 59, Mean: 1967}, Below},
		{Case{Sheets: 1, Points: 4, Mean: 400, OpenPoints: 15}, Below},
		{Case{Sheets: 1, Points: 5, Mean: 500, OpenPoints: 15}, Unsettled},
	} {
		if got := c.is.Standing(twoCriteria); got != c.want {
			t.Errorf("%+v stands %s, want %s", c.is, got, c.want)
		}
	}
}
