package concurrence

import (
	"context"
	"slices"

	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
)

// Ready says whether a draft with these lines may be signed: fault.Invalid about
// "lines" names the request, the body and the line that is in the way. No lines
// means all of the draft. Whether a request or a notice is needed at all is a rule
// elsewhere: where there is none, Ready is nil.
func (s *Service) Ready(ctx context.Context, tx *db.Tx, decisionID string, lineIDs []string) error {
	requests, err := requestsOf(ctx, tx, decisionID)
	if err != nil {
		return err
	}
	notices, err := noticesOf(ctx, tx, decisionID)
	if err != nil || len(requests) == 0 && len(notices) == 0 {
		return err
	}
	lines, err := s.decisions.Lines(ctx, tx, decisionID)
	if err != nil {
		return err
	}
	var keys []string
	for _, l := range lines {
		if len(lineIDs) == 0 || slices.Contains(lineIDs, l.ID) {
			keys = append(keys, keyOf(l))
		}
	}
	if n := len(lineIDs); n > 0 && len(keys) < n {
		return fault.NotFound
	}
	open := map[string]int{}
	for _, n := range notices {
		have, err := countsOf(ctx, tx, n.ID)
		if err != nil {
			return err
		}
		open[n.ID] = have.open
	}
	return refusal(requests, notices, open, keys, clock.DayOf(tx.Now))
}

// Discarding says whether a draft may be thrown away: what has gone out to other
// bodies or to the public is kept. A notice that was never published goes with it.
func (s *Service) Discarding(ctx context.Context, tx *db.Tx, decisionID string) error {
	sent, err := db.One(ctx, tx, db.Value[int], `SELECT (SELECT COUNT(*) FROM concurrence_request WHERE decision_id = $1)
		+ (SELECT COUNT(*) FROM concurrence_notice WHERE decision_id = $1 AND published_at IS NOT NULL)`, decisionID)
	if err != nil {
		return err
	}
	if sent > 0 {
		return fault.Refuse("Dự thảo này đã gửi lấy ý kiến hoặc đã công khai nên được giữ lại.")
	}
	return db.Exec(ctx, tx, `DELETE FROM concurrence_notice WHERE decision_id = $1`, decisionID)
}

// Summary is what the papers of a decision say of consent and of the public.
type Summary struct {
	Requests []Consent
	Notices  []Showing
}

// Consent is one request as papers tell it.
type Consent struct {
	Body      string
	Asks      string
	Number    string // of the letter; may be empty
	AskedOn   clock.Date
	DueOn     clock.Date
	State     State
	Lines     int // asked about
	Agree     int // by what counts today
	Disagree  int
	Other     int
	Unsettled int      // disagreements without a settlement
	Letters   []Letter // of the body, the first first
}

// Letter is a reply as papers cite it.
type Letter struct {
	Number string
	On     clock.Date
	Stance Stance
	Lines  int
}

// Showing is one notice as papers tell it.
type Showing struct {
	Title     string
	Code      string
	From, To  clock.Date
	Place     string
	State     NoticeState
	Lines     int
	Comments  int
	Answered  int // considered and answered
	HandedOff int
}

// Summary tells of the requests and of the notices of a decision that were shown.
// Withdrawn requests are left out.
func (s *Service) Summary(ctx context.Context, tx *db.Tx, decisionID string) (sum Summary, err error) {
	requests, err := requestsOf(ctx, tx, decisionID)
	if err != nil {
		return sum, err
	}
	for _, r := range requests {
		if r.State != Withdrawn {
			sum.Requests = append(sum.Requests, r.consent())
		}
	}
	notices, err := noticesOf(ctx, tx, decisionID)
	if err != nil {
		return sum, err
	}
	for _, n := range notices {
		if n.PublishedAt.IsZero() {
			continue
		}
		have, err := countsOf(ctx, tx, n.ID)
		if err != nil {
			return sum, err
		}
		sum.Notices = append(sum.Notices, Showing{
			Title: n.Title, Code: n.Code, From: n.From, To: n.To, Place: n.Place, State: n.State, Lines: len(n.List),
			Comments: have.all, Answered: have.all - have.open - have.handedOff, HandedOff: have.handedOff,
		})
	}
	return sum, nil
}

func (r Request) consent() Consent {
	c := Consent{
		Body: r.Body, Asks: r.Asks, Number: r.Number, AskedOn: r.AskedOn, DueOn: r.DueOn, State: r.State, Lines: len(r.Lines),
		Agree: r.Count(Agree), Disagree: r.Count(Disagree), Other: r.Count(Other), Unsettled: len(r.Disputed()),
	}
	for _, x := range r.Replies {
		c.Letters = append(c.Letters, Letter{Number: x.Number, On: x.On, Stance: x.Stance, Lines: len(x.Keys)})
	}
	return c
}
