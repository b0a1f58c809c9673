package publication

import (
	"context"
	"net/url"
	"strings"
	"time"

	"kheo/internal/business/campaign"
	"kheo/internal/business/initiative"
	"kheo/internal/business/participant"
	"kheo/internal/business/report"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/i18n"
	"kheo/internal/service/web/ui"
)

// who names a participant, or says what may be said of a person or a family.
func who(ctx context.Context, name string, kind participant.Kind, unit string) string {
	switch {
	case name != "":
		return name
	case kind == participant.Household:
		return i18n.T(ctx, "Một hộ gia đình ở %s", unit)
	}
	return i18n.T(ctx, "Một cá nhân ở %s", unit)
}

// meta is the line under a title in a list.
func (r Row) meta(ctx context.Context) string {
	parts := []string{who(ctx, r.Name, participant.Kind(r.By), r.Unit)}
	if r.Name != "" && r.Name != r.Unit {
		parts = append(parts, r.Unit)
	}
	if r.Field != "" {
		parts = append(parts, r.Field)
	}
	parts = append(parts, i18n.T(ctx, "năm %d", r.Year))
	return strings.Join(parts, " · ")
}

func (r Row) item(ctx context.Context) ui.ItemRow {
	return ui.ItemRow{Title: r.Title, Href: "/mo-hinh/" + r.Code, Meta: r.meta(ctx), Stage: r.Stage, Steps: slips(r.Steps)}
}

func slips(six [6]initiative.Proof) []ui.StepState {
	all := make([]ui.StepState, len(six))
	for n, p := range six {
		all[n] = ui.StepState(p)
	}
	return all
}

// kinds says how many of each kind of participant there are: "19 tập thể, 4 cá nhân".
func kinds(ctx context.Context, s report.Stage) string {
	var parts []string
	for _, k := range []struct {
		n    int64
		said string
	}{{s.Collective, "%s tập thể"}, {s.Individual, "%s cá nhân"}, {s.Household, "%s hộ gia đình"}} {
		if k.n > 0 {
			parts = append(parts, i18n.T(ctx, k.said, i18n.Number(ctx, k.n)))
		}
	}
	return strings.Join(parts, ", ")
}

// recognisedWhen says who was recognised and when.
func recognisedWhen(ctx context.Context, f figures) string {
	if f.Recognised.Initiatives == 0 {
		return i18n.T(ctx, "%s · chưa có quyết định", f.Unit.Name)
	}
	return kinds(ctx, f.Recognised) + " · " + i18n.T(ctx, "ngày %s", f.Recognised.On.String())
}

// calendar puts a season's dates beside today.
func calendar(ctx context.Context, s campaign.Season, today clock.Date) []ui.Moment {
	var all []ui.Moment
	next := true
	for _, d := range s.Calendar() {
		if d.On.IsZero() {
			continue
		}
		m := ui.Moment{When: d.On.String(), Text: i18n.T(ctx, d.What), State: ui.Ahead}
		switch {
		case d.On.Before(today):
			m.State = ui.Past
		case next:
			m.State, next = ui.Today, false
		}
		all = append(all, m)
	}
	return all
}

// seasonRows is the address of the initiatives that a number of a season counts.
// Those who are commended are lines of decisions, not initiatives.
func seasonRows(season string, stage Stage, kind string) string {
	if stage == Praised {
		v := url.Values{"mua": {season}, "loai": {string(Commended)}}
		return "/quyet-dinh?" + v.Encode()
	}
	return Filter{Season: season, Stage: stage, Kind: participant.Kind(kind)}.Href("/mo-hinh")
}

// partRows is the address of what a number of the paragraph counts.
func partRows(season string, p report.Part) string {
	switch p.Stage {
	case "recognised":
		return seasonRows(season, Honoured, p.Kind)
	case "commended":
		return seasonRows(season, Praised, p.Kind)
	}
	return seasonRows(season, Registered, p.Kind)
}

// steps is the ledger of an initiative as its page shows it.
func steps(ctx context.Context, d paper) []ui.Step {
	all := make([]ui.Step, 0, len(d.Ledger))
	for _, line := range d.Ledger {
		s := ui.Step{Name: i18n.T(ctx, line.Step.Label()), Date: line.On.String(), Text: strings.Join(line.Notes, " "), State: ui.StepState(line.Proof)}
		for _, e := range line.Evidence {
			s.Proofs = append(s.Proofs, ui.Link{Text: e.Caption, Href: "/bang-chung/" + e.ID})
		}
		if line.Proof == initiative.Proven && len(s.Proofs) == 0 {
			s.Proofs = []ui.Link{{Text: i18n.T(ctx, "Có, lưu trong hồ sơ"), Href: "#luu-trong-ho-so"}}
		}
		if s.Text == "" && line.Proof == initiative.Proven {
			s.Text = i18n.T(ctx, "Chưa có lời ghi, chỉ có bằng chứng.")
		}
		all = append(all, s)
	}
	return all
}

// keptInside reports whether a step is proven by files that are not public.
func keptInside(d paper) bool {
	for _, line := range d.Ledger {
		if line.Proof == initiative.Proven && len(line.Evidence) == 0 {
			return true
		}
	}
	return false
}

// life lists the public steps of an initiative's life: no reasons, no accounts,
// no drafts and nothing that was sent back.
func life(ctx context.Context, d paper) []ui.Moment {
	var all []ui.Moment
	add := func(at time.Time, state initiative.State) {
		all = append(all, ui.Moment{When: i18n.Date(at), Text: ui.StageName(ctx, string(state)), State: ui.Past})
	}
	if !d.SubmittedAt.IsZero() {
		add(d.SubmittedAt, initiative.Submitted)
	}
	for _, e := range d.Events {
		if e.To.Public() {
			add(e.At, e.To)
		}
	}
	if len(all) > 0 {
		all[len(all)-1].State = ui.Today
	}
	return all
}

// pictures are the public pictures that have a small version.
func pictures(d paper) (all []initiative.Evidence) {
	for _, e := range d.Evidence {
		if e.File.IsPicture() && e.File.PreviewSHA256 != "" {
			all = append(all, e)
		}
	}
	return all
}

// papers are the public files that belong to no step and are no pictures.
func papers(d paper) (all []initiative.Evidence) {
	for _, e := range d.Evidence {
		if e.Step == "" && (!e.File.IsPicture() || e.File.PreviewSHA256 == "") {
			all = append(all, e)
		}
	}
	return all
}

// lastNote is the day of the latest progress note.
func lastNote(d paper) (day clock.Date) {
	for _, p := range d.Progress {
		if p.On.After(day) {
			day = p.On
		}
	}
	return day
}

// lines splits a text that people typed into its paragraphs.
func lines(s string) []string {
	var all []string
	for line := range strings.SplitSeq(s, "\n") {
		if line = strings.TrimSpace(line); line != "" {
			all = append(all, line)
		}
	}
	return all
}

// firstWords is the beginning of s, at most n characters, ending with a word.
func firstWords(s string, n int) string {
	all := []rune(strings.Join(strings.Fields(s), " "))
	if len(all) <= n {
		return string(all)
	}
	cut := string(all[:n])
	if at := strings.LastIndexByte(cut, ' '); at > 0 {
		cut = cut[:at]
	}
	return cut + "…"
}
