package app

import (
	"context"
	"testing"

	"github.com/google/uuid"

	"kheo/internal/business/council"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/service/auth"
)

// councilOf gives a unit a council that meets, with an open round where a case is
// given, and returns the values of its paths. Nobody in it is who asks the routes.
func councilOf(t *testing.T, a *App, unitID, season, caseID string) map[string]string {
	t.Helper()
	ctx, keeper := t.Context(), operator()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	day := clock.On(2026, 11, 20)
	c, err := a.Councils.Found(ctx, keeper, council.Input{Unit: unitID, Name: "Hội đồng thử", Body: "Hội đồng xét", FoundedBy: "Quyết định thử", FoundedOn: day})
	must(err)
	here := map[string]council.Attendance{}
	member := ""
	for _, login := range []string{"thamdinh", "nguoiky", "congbo"} {
		m, err := a.Councils.Seat(ctx, keeper, c.ID, council.MemberInput{Name: login, Post: "Thành viên thử", Role: council.Deputy, Votes: true, Account: login, From: day})
		must(err)
		here[m.ID], member = council.Attendance{Presence: council.AtScreen}, m.ID
	}
	m, err := a.Councils.Call(ctx, keeper, c.ID, council.MeetingInput{Season: season, HeldOn: day, Place: "Phòng thử", Rule: "0190a000-0000-7000-8000-000000000108"})
	must(err)
	round := uuid.NewString()
	if caseID != "" {
		must(a.Councils.Choose(ctx, keeper, m.ID, []string{caseID}))
		must(a.Councils.Note(ctx, keeper, m.ID, here))
		leader := operator()
		leader.AccountID = accountOf(ctx, t, a, "thamdinh")
		_, err := a.Councils.Open(ctx, leader, m.ID, council.RoundInput{ID: round, Rule: m.RuleID, Cases: []string{caseID}})
		must(err)
	}
	return map[string]string{
		"/viec/hoi-dong/:id": c.ID, "/viec/hoi-dong/:member": member, "/viec/phien-hop/:id": m.ID, "/viec/phien-hop/:paper": "hop.pdf", "/viec/luot-bo-phieu/:id": round,
	}
}

func accountOf(ctx context.Context, t *testing.T, a *App, login string) (id string) {
	t.Helper()
	err := a.DB.View(ctx, func(tx *db.Tx) error {
		account, err := auth.FindLogin(ctx, tx, login)
		id = account.ID
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return id
}
