package recognition_test

import (
	"context"
	"errors"
	"net/url"
	"strings"
	"testing"

	"github.com/google/uuid"

	"kheo/internal/business/initiative"
	"kheo/internal/business/participant"
	"kheo/internal/business/recognition"
	"kheo/internal/platform/db"
	"kheo/internal/platform/db/dbtest"
	"kheo/internal/platform/fault"
	"kheo/internal/service/docgen"
)

// replace begins a replacement of the whole of root and gives it a number.
func (h *house) replace(t *testing.T, root, number string) recognition.Decision {
	t.Helper()
	return h.amend(t, root, recognition.Replacement, "", number)
}

func (h *house) standing(t *testing.T, root string) (all []recognition.Line) {
	t.Helper()
	h.view(t, func(tx *db.Tx) (err error) {
		all, err = h.Standing(context.Background(), tx, root)
		return err
	})
	return all
}

// counted is how many lines and participants stand in the season.
func (h *house) counted(t *testing.T) (lines, people int64) {
	t.Helper()
	h.view(t, func(tx *db.Tx) error {
		counts, err := h.Counts(context.Background(), tx, h.season.ID)
		lines, people = 0, 0
		for _, c := range counts {
			lines, people = lines+c.Lines, people+c.Participants
		}
		return err
	})
	return lines, people
}

func refuses(t *testing.T, what string, err error, words ...string) {
	t.Helper()
	var refused fault.Refused
	if !errors.As(err, &refused) {
		t.Errorf("%s: %v, want a refusal", what, err)
		return
	}
	for _, word := range words {
		if !strings.Contains(refused.Error(), word) {
			t.Errorf("%s: %q says nothing of %q", what, refused, word)
		}
	}
}

// A replacement says every line in force anew, is checked by somebody else, signed and
// issued; nothing is counted twice and the initiatives stay what they are.
func TestReplacement(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ctx, h := t.Context(), newHouse(t, d)
		i := h.passed(t, participant.Individual, "Bà Phạm Thị Mẫu", "Khéo trong hòa giải")
		h.passed(t, participant.Collective, "Tổ dân phố số 5", "Khéo trong giữ ngõ sạch")
		root := h.issued(t, recognition.Recognition, "412-QĐ/QU")
		old := h.lines(t, root.ID)
		fix := h.replace(t, root.ID, "415-QĐ/QU")
		lines := h.lines(t, fix.ID)
		if fix.Kind != recognition.Replacement || fix.Code != "tt-dvk-2026" || len(lines) != 2 || lines[0].AmendsLineID != old[0].ID || lines[1].AmendsLineID != old[1].ID {
			t.Fatalf("draft %+v with %+v", fix, lines)
		}
		right := recognition.LineInput{Name: "Bà Phạm Thị Mẫu Hai", UnitName: lines[1].UnitName, Title: lines[1].Title}
		if err := h.EditLine(ctx, h.actors["thu"], fix.ID, fix.Version, lines[1].ID, right); err != nil {
			t.Fatal(err)
		}
		fix = h.decision(t, fix.ID)
		refuses(t, "the drafter checks", h.Check(ctx, h.actors["thu"], fix.ID, fix.Version))
		refuses(t, "signing what nobody checked", h.Sign(ctx, h.actors["ky"], fix.ID, fix.Version), "chưa có người kiểm tra")
		h.finish(t, fix.ID)
		for _, l := range old {
			if at := h.states(t, root.ID)[l.ID]; at.State != recognition.Replaced || at.Number != "415-QĐ/QU" || at.DecisionID != fix.ID {
				t.Errorf("line %d stands as %+v", l.Position, at)
			}
		}
		if standing := h.standing(t, root.ID); len(standing) != 2 || standing[0].DecisionID != fix.ID || standing[1].Name != "Bà Phạm Thị Mẫu Hai" {
			t.Errorf("in force %+v", standing)
		}
		if got := h.lines(t, root.ID)[1].Name; got != "Bà Phạm Thị Mẫu" {
			t.Errorf("the first paper now says %q", got)
		}
		if lines, people := h.counted(t); lines != 2 || people != 2 {
			t.Errorf("%d lines of %d participants are counted", lines, people)
		}
		if got := h.state(t, i.ID); got != initiative.Recognised {
			t.Errorf("the initiative is %s", got)
		}
		if h.book.kinds[1] != recognition.Replacement || len(h.book.lines) != 4 {
			t.Errorf("register %+v", h.book)
		}
	})
}

// The paper of a replacement names what it replaces; so does its number on every page.
func TestReplacementOnPaper(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHouse(t, d)
		h.passed(t, participant.Individual, "Bà Phạm Thị Mẫu", "Khéo trong hòa giải")
		root := h.issued(t, recognition.Recognition, "412-QĐ/QU")
		fix := h.finish(t, h.replace(t, root.ID, "415-QĐ/QU").ID)
		var doc docgen.Document
		h.view(t, func(tx *db.Tx) (err error) {
			doc, err = h.Document(context.Background(), tx, fix, h.lines(t, fix.ID))
			return err
		})
		paper := wordsOf(doc)
		for _, want := range []string{"Thay thế Quyết định số 412-QĐ/QU ngày 20/11/2026", "thay thế Quyết định số 412-QĐ/QU", "415-QĐ/QU", "Bà Phạm Thị Mẫu"} {
			if !strings.Contains(paper, want) {
				t.Errorf("the paper does not say %q:\n%s", want, paper)
			}
		}
		shows(t, h.get("", "/quyet-dinh/"+root.Code), 200, "415-QĐ/QU")
		shows(t, h.get("", "/quyet-dinh/"+fix.Code), 200, "412-QĐ/QU", "Thay thế")
	})
}

// wordsOf is what the paragraphs and headings of a paper say.
func wordsOf(doc docgen.Document) string {
	var b strings.Builder
	for _, block := range doc.Blocks {
		switch x := block.(type) {
		case docgen.LetterHead:
			b.WriteString(x.Number + "\n")
		case docgen.Heading:
			b.WriteString(x.Name + " " + strings.Join(x.Abstract, " ") + "\n")
		case docgen.Paragraph:
			for _, r := range x.Runs {
				b.WriteString(r.Text)
			}
			b.WriteString("\n")
		case docgen.Table:
			for _, r := range x.Rows {
				for _, c := range r.Cells {
					for _, run := range c.Runs {
						b.WriteString(run.Text + " ")
					}
				}
			}
		}
	}
	return b.String()
}

// Two replacements of the same lines: whoever is slower is told which decision was
// faster, at every step. What it should say now begins from the lines in force.
func TestSecondReplacementOfTheSameLines(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ctx, h := t.Context(), newHouse(t, d)
		h.passed(t, participant.Individual, "Bà Phạm Thị Mẫu", "Khéo trong hòa giải")
		root := h.issued(t, recognition.Recognition, "412-QĐ/QU")
		first := h.lines(t, root.ID)[0]
		slow, signed, fast := h.replace(t, root.ID, "415-QĐ/QU"), h.replace(t, root.ID, "416-QĐ/QU"), h.replace(t, root.ID, "417-QĐ/QU")
		if err := h.checkAndSign(ctx, signed.ID, signed.Version); err != nil {
			t.Fatal(err)
		}
		h.finish(t, fast.ID)
		refuses(t, "checking the second", h.Check(ctx, h.actors["bo"], slow.ID, slow.Version), "417-QĐ/QU", "Dòng 1 (Bà Phạm Thị Mẫu)")
		refuses(t, "issuing the second", h.Issue(ctx, h.actors["bo"], signed.ID), "417-QĐ/QU")
		again := recognition.AmendInput{ID: uuid.Must(uuid.NewV7()).String(), Kind: recognition.Replacement, Lines: []string{first.ID}, Reason: "Lại sai."}
		_, err := h.Amend(ctx, h.actors["thu"], root.ID, again)
		refuses(t, "beginning from the first lines", err, "417-QĐ/QU")
		page := "/viec/quyet-dinh/" + root.ID + "/sua-doi"
		shows(t, h.post("thu", page, url.Values{"kind": {"replacement"}, "lines": {first.ID}, "reason": {"Lý do đã gõ"}}), 409, "417-QĐ/QU", "Lý do đã gõ")
		_, err = h.Amend(ctx, h.actors["thu"], fast.ID, again)
		refuses(t, "replacing the replacement", err, "412-QĐ/QU", "quyết định gốc")
		next := h.finish(t, h.replace(t, root.ID, "418-QĐ/QU").ID)
		if got := h.lines(t, next.ID)[0].AmendsLineID; got != h.lines(t, fast.ID)[0].ID {
			t.Errorf("the next one replaces line %s", got)
		}
		if lines, people := h.counted(t); lines != 1 || people != 1 {
			t.Errorf("%d lines of %d participants are counted", lines, people)
		}
	})
}

// What a correction put right and a revocation took back is said so by the replacement
// that follows; a replaced line can still be taken back.
func TestReplacementAfterOthers(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ctx, h := t.Context(), newHouse(t, d)
		for _, name := range []string{"Tổ dân phố số 5", "Tổ dân phố số 6", "Tổ dân phố số 7"} {
			h.passed(t, participant.Collective, name, "Khéo của "+name)
		}
		root := h.issued(t, recognition.Recognition, "412-QĐ/QU")
		old := h.lines(t, root.ID)
		fix := h.amend(t, root.ID, recognition.Correction, old[0].ID, "413-QĐ/QU")
		if err := h.EditLine(ctx, h.actors["thu"], fix.ID, fix.Version, h.lines(t, fix.ID)[0].ID, recognition.LineInput{Name: "Tổ năm", UnitName: "Mẫu"}); err != nil {
			t.Fatal(err)
		}
		h.finish(t, fix.ID)
		h.finish(t, h.amend(t, root.ID, recognition.Revocation, old[1].ID, "414-QĐ/QU").ID)
		whole := h.finish(t, h.replace(t, root.ID, "415-QĐ/QU").ID)
		var names []string
		for _, l := range h.lines(t, whole.ID) {
			names = append(names, l.Name)
		}
		if got := strings.Join(names, ", "); got != "Tổ dân phố số 7, Tổ năm" {
			t.Errorf("the replacement lists %s", got)
		}
		h.finish(t, h.amend(t, root.ID, recognition.Revocation, h.lines(t, whole.ID)[0].ID, "416-QĐ/QU").ID)
		if standing := h.standing(t, root.ID); len(standing) != 1 || standing[0].Name != "Tổ năm" {
			t.Errorf("in force %+v", standing)
		}
		if lines, _ := h.counted(t); lines != 1 {
			t.Errorf("%d lines are counted", lines)
		}
	})
}
