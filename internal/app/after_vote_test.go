package app

import (
	"context"
	"crypto/rand"
	"testing"

	"github.com/google/uuid"

	"kheo/internal/business/campaign"
	"kheo/internal/business/council"
	"kheo/internal/business/initiative"
	"kheo/internal/business/org"
	"kheo/internal/business/participant"
	"kheo/internal/business/recognition"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/service/audit"
	"kheo/internal/service/auth"
)

// chamber is a program with a ward, a season and two initiatives under review.
type chamber struct {
	*App
	t     *testing.T
	ward  org.Unit
	all   auth.Actor // has every role of the ward
	cases []string
}

func newID() string { return uuid.Must(uuid.NewV7()).String() }

func newChamber(t *testing.T) *chamber {
	t.Helper()
	a, err := Open(t.Context(), Config{Data: t.TempDir(), BaseURL: "http://127.0.0.1:8080"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = a.Close() })
	c := &chamber{App: a, t: t}
	c.must(a.DB.Update(t.Context(), func(tx *db.Tx) error {
		ctx := t.Context()
		if c.ward, err = a.Org.Found(ctx, tx, org.Input{Name: "Phường Cát Mẫu", Type: "ward"}); err != nil {
			return err
		}
		made, err := auth.Create(ctx, tx, auth.NewAccount{Login: "chutich", Name: "Nguyễn Chủ Tịch Mẫu"}, "x")
		if err != nil {
			return err
		}
		c.all = auth.Actor{AccountID: made.ID, SessionID: newID(), Name: "Nguyễn Chủ Tịch Mẫu"}
		for _, role := range []auth.Role{auth.Registrar, auth.Appraiser, auth.Approver, auth.Publisher} {
			c.all.Grants = append(c.all.Grants, auth.Grant{Role: role, UnitID: c.ward.ID, UnitPath: c.ward.Path, UnitName: c.ward.Name})
		}
		today := clock.DayOf(tx.Now)
		_, err = a.Campaigns.Found(ctx, tx, audit.System, campaign.SeasonInput{
			Code: "dvk-mau", Name: "Mùa mẫu", Year: int64(today.Year()), UnitID: c.ward.ID, CriteriaSetID: "0190a000-0000-7000-8000-000000000041", State: campaign.Open,
			LaunchedOn: today.AddDays(-200), RegisterBy: today.AddDays(10), ReportBy: today.AddDays(20), ScoreBy: today.AddDays(30), DecideBy: today.AddDays(40),
		})
		return err
	}))
	for _, title := range []string{"Khéo trong giữ ngõ sạch", "Khéo trong lắp camera"} {
		c.cases = append(c.cases, c.reviewed(title))
	}
	return c
}

func (c *chamber) must(err error) {
	c.t.Helper()
	if err != nil {
		c.t.Fatal(err)
	}
}

func (c *chamber) reviewed(title string) string {
	c.t.Helper()
	ctx := context.Background()
	i, err := c.Initiatives.Submit(ctx, c.all, initiative.Registration{
		ID: newID(), Season: "dvk-mau", UnitID: c.ward.ID, ParticipantKind: participant.Collective, Participant: "Chi hội Phụ nữ tổ 5",
		FieldID: "0190a000-0000-7000-8000-000000000011", Content: initiative.Content{
			Title: title, Problem: "Ngõ dài 400 mét, năm 2025 mất 9 xe máy.", Objective: "Không quá 3 vụ mất xe trong năm.", Method: "Họp dân, góp tiền, lắp camera.",
			Area: "Ngõ 12, 140 hộ.", Forces: "Tổ dân phố chủ trì.", Resources: "45 triệu đồng.", Schedule: "Từ tháng 3 đến tháng 11.", Outputs: "12 camera hoạt động.", Sustainability: "Tổ tự quản giữ.",
		},
	})
	c.must(err)
	c.must(c.DB.Update(ctx, func(tx *db.Tx) error {
		return c.Initiatives.Advance(ctx, tx, audit.System, i.ID, initiative.Accepted, initiative.InProgress, initiative.Reported, initiative.UnderReview)
	}))
	return i.ID
}

// voted lets a council of one hold a round in which only the first case passes.
func (c *chamber) voted() {
	c.t.Helper()
	ctx := context.Background()
	const rule = "0190a000-0000-7000-8000-000000000108"
	var today clock.Date
	c.must(c.DB.View(ctx, func(tx *db.Tx) error { today = clock.DayOf(tx.Now); return nil }))
	body, err := c.Councils.Found(ctx, c.all, council.Input{ID: newID(), Unit: c.ward.ID, Name: "Hội đồng phường", Body: "Hội đồng xét, công nhận mô hình", FoundedBy: "Quyết định 12-QĐ/ĐU"})
	c.must(err)
	m, err := c.Councils.Seat(ctx, c.all, body.ID, council.MemberInput{
		ID: newID(), Name: c.all.Name, Post: "Bí thư", Role: council.Chair, Votes: true, Account: "chutich", Position: 1, From: today.AddDays(-100),
	})
	c.must(err)
	meeting, err := c.Councils.Call(ctx, c.all, body.ID, council.MeetingInput{ID: newID(), Season: "dvk-mau", HeldOn: today, Place: "Phòng họp", Rule: rule})
	c.must(err)
	c.must(c.Councils.Choose(ctx, c.all, meeting.ID, c.cases))
	c.must(c.Councils.Note(ctx, c.all, meeting.ID, map[string]council.Attendance{m.ID: {Presence: council.AtScreen}}))
	round, err := c.Councils.Open(ctx, c.all, meeting.ID, council.RoundInput{ID: newID(), Rule: rule, Cases: c.cases})
	c.must(err)
	_, err = c.Councils.Vote(ctx, c.all, round.ID, council.PaperInput{
		Receipt: council.NewReceipt(rand.Reader), Rest: council.Against, Choices: map[string]council.Choice{c.cases[0]: council.For},
	})
	c.must(err)
	_, err = c.Councils.Close(ctx, c.all, round.ID, council.CloseInput{Version: 1})
	c.must(err)
}

// What a closed round passed, and nothing else, can be put on a decision.
func TestClosedRoundLeadsToDecision(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	c := newChamber(t)
	draft, err := c.Recognition.Draft(ctx, c.all, recognition.Input{ID: newID(), Season: "dvk-mau", UnitID: c.ward.ID, Kind: recognition.Recognition})
	c.must(err)
	if _, before, err := c.Recognition.Candidates(ctx, c.all, draft.ID); err != nil || len(before) != 0 {
		t.Fatalf("before the vote %+v, %v", before, err)
	}
	c.voted()
	_, after, err := c.Recognition.Candidates(ctx, c.all, draft.ID)
	if err != nil || len(after) != 1 || after[0].InitiativeID != c.cases[0] {
		t.Fatalf("after the vote %+v, %v", after, err)
	}
	view, err := c.Initiatives.View(ctx, c.all, c.cases[1])
	if err != nil || len(view.Turns) != 2 || !view.Explained {
		t.Errorf("the dossier of the other: %+v, explained %v, %v", view.Turns, view.Explained, err)
	}
}
