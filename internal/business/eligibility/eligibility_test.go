package eligibility_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"kheo/internal/business/eligibility"
	"kheo/internal/business/initiative"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/platform/db/dbtest"
	"kheo/internal/platform/fault"
)

// find is what the rule says in v.
func find(t *testing.T, v eligibility.Verdict, ruleID string) eligibility.Finding {
	t.Helper()
	for _, x := range v.Findings {
		if x.RuleID == ruleID {
			return x
		}
	}
	t.Fatalf("the verdict does not say anything of rule %s: %+v", ruleID, v.Findings)
	return eligibility.Finding{}
}

func TestVerdictQuotesRulesAndFacts(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHouse(t, d)
		i := h.received(t, "Khéo trong giữ chợ sạch", "cat")
		h.scores[i.ID] = eligibility.Score{InitiativeID: i.ID, Known: true, Mean: 6850}
		v := h.judge(t, h.proposal(eligibility.Council, i))[0]
		x := find(t, v, scoreRule)
		if v.Outcome != eligibility.Person || x.Outcome != eligibility.Person || x.Said.Message().String() != "Điểm bình quân 68,5, cần từ 70." {
			t.Errorf("%s: %+v", v.Outcome, x)
		}
		if x.Text != "Mô hình được công nhận cấp cơ sở đạt từ 70 điểm trở lên." || x.Verified || x.Source == "" {
			t.Errorf("the rule is not quoted: %+v", x)
		}
		if find(t, v, inTimeRule).Outcome != eligibility.Pass || find(t, v, holdRule).Outcome != eligibility.Pass {
			t.Errorf("%+v", v.Findings)
		}
		h.update(t, func(ctx context.Context, tx *db.Tx) error {
			latest, err := h.Latest(ctx, tx, eligibility.Council, []string{i.ID})
			if err != nil || len(latest[i.ID]) != 1 || latest[i.ID][0].ID != v.ID {
				t.Errorf("latest %+v, %v", latest, err)
			}
			other, err := h.Latest(ctx, tx, eligibility.Signing, []string{i.ID})
			if len(other) != 0 {
				t.Errorf("of another stage: %+v", other)
			}
			of, err2 := h.LatestOf(ctx, tx, eligibility.Council, []string{i.ParticipantID})
			if len(of[i.ParticipantID]) != 1 {
				t.Errorf("by participant: %+v", of)
			}
			return errors.Join(err, err2)
		})
	})
}

// TestWorldChangesVerdictStays: whatever happens after, a kept verdict is reproduced
// from what it kept.
func TestWorldChangesVerdictStays(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHouse(t, d)
		i := h.received(t, "Khéo trong giữ chợ sạch", "cat")
		h.scores[i.ID] = eligibility.Score{InitiativeID: i.ID, Known: true, Mean: 7500}
		v := h.judge(t, h.proposal(eligibility.Council, i))[0]
		if v.Outcome != eligibility.Pass {
			t.Fatalf("%s: %+v", v.Outcome, v.Findings)
		}
		h.scores[i.ID] = eligibility.Score{InitiativeID: i.ID, Known: true, Mean: 100}
		if _, err := h.RecordHold(t.Context(), h.actors["minh"], eligibility.HoldInput{
			ParticipantID: i.ParticipantID, CategoryID: discipline, Body: "Ủy ban Kiểm tra Mẫu", AttestedOn: clock.On(2026, 11, 20),
		}); err != nil {
			t.Fatal(err)
		}
		in := eligibility.EndInput{To: clock.On(2026, 1, 1), Version: 1}
		if err := h.EndRule(t.Context(), h.actors["tri"], scoreRule, in); err != nil {
			t.Fatal(err)
		}
		h.update(t, func(ctx context.Context, tx *db.Tx) error {
			kept, again, err := h.Again(ctx, tx, v.ID)
			if err != nil || kept.Outcome != eligibility.Pass || again.Outcome != eligibility.Pass || len(again.Findings) != len(v.Findings) {
				t.Errorf("kept %s, again %s, %v", kept.Outcome, again.Outcome, err)
			}
			return err
		})
		now := h.judge(t, h.proposal(eligibility.Council, i))[0] // judged anew, by the same pinned editions
		if now.Outcome != eligibility.Fail || find(t, now, scoreRule).Outcome != eligibility.Person || now.Digest != v.Digest {
			t.Errorf("%s, %+v", now.Outcome, now.Findings)
		}
	})
}

func TestEditsDoNotReachPinnedCases(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHouse(t, d)
		old := h.received(t, "Khéo trong giữ chợ sạch", "cat")
		stricter := eligibility.RuleInput{
			ID: newID(), Act: eligibility.Recognition, Levels: []string{"cấp phường"}, Stage: eligibility.Council, Type: eligibility.MinScore, Params: `{"min":8500}`,
			Severity: eligibility.Asks, Text: "Từ 85 điểm.", Source: "Hướng dẫn mẫu", From: clock.On(2026, 11, 22), Version: 1,
		}
		for range 2 { // sent twice
			r, err := h.EditRule(t.Context(), h.actors["tri"], scoreRule, stricter)
			if err != nil || r.Edition != 2 || r.Code != "diem-co-so" {
				t.Fatalf("%+v, %v", r, err)
			}
		}
		stricter.ID = newID()
		if _, err := h.EditRule(t.Context(), h.actors["tri"], scoreRule, stricter); !errors.Is(err, fault.Conflict) {
			t.Errorf("a second edition of the same edition: %v", err)
		}
		fresh := h.received(t, "Khéo trong việc cưới", "cat")
		for _, i := range []initiative.Initiative{old, fresh} {
			h.scores[i.ID] = eligibility.Score{InitiativeID: i.ID, Known: true, Mean: 8000}
		}
		p := h.proposal(eligibility.Council, old, fresh)
		both := h.judge(t, p)
		if x := find(t, both[0], scoreRule); x.Outcome != eligibility.Pass || x.Edition != 1 {
			t.Errorf("the old case: %+v", x)
		}
		if both[1].Outcome != eligibility.Person || both[1].Digest == both[0].Digest {
			t.Errorf("the new case: %+v", both[1])
		}
		v, err := h.SeeRule(t.Context(), h.actors["lan"], scoreRule)
		if err != nil || len(v.Editions) != 2 || v.Span.To != clock.On(2026, 11, 21) || v.SupersededBy == "" || v.MayWrite {
			t.Errorf("%+v, %v", v, err)
		}
	})
}

// TestUnpinnedCases: what was received before there were pins is pinned when it is
// first judged; what is not received yet is not.
func TestUnpinnedCases(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHouse(t, d)
		h.initiatives.Followers = nil
		d.Now = func() time.Time { return dbtest.Moment.AddDate(-2, 0, 0) }
		old := h.received(t, "Khéo trong giữ chợ sạch", "cat")
		d.Now = func() time.Time { return dbtest.Moment }
		waiting := h.submitted(t, "Khéo trong việc cưới", "cat")
		h.judge(t, h.proposal(eligibility.Registration, old, waiting))
		c, err := h.Case(t.Context(), h.actors["minh"], old.ID)
		if err != nil || !c.Pin.Known || c.Pin.Reception || c.Pin.ReceivedOn != clock.On(2024, 11, 22) {
			t.Errorf("%+v, %v", c.Pin, err)
		}
		for _, x := range c.Verdicts[0].Findings {
			if x.RuleID == holdRule {
				t.Error("a rule of 2025 was asked of a case of 2024")
			}
		}
		if c, err := h.Case(t.Context(), h.actors["minh"], waiting.ID); err != nil || c.Pin.Known {
			t.Errorf("not received, yet pinned: %+v, %v", c.Pin, err)
		}
	})
}

// TestOnePersonInSeveralRows: rows of one group share their record and their holds.
func TestOnePersonInSeveralRows(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHouse(t, d)
		one, two := h.received(t, "Khéo trong giữ chợ sạch", "cat"), h.received(t, "Khéo ở Thổ", "tho")
		h.groups[one.ParticipantID] = []string{one.ParticipantID, two.ParticipantID}
		h.groups[two.ParticipantID] = []string{one.ParticipantID, two.ParticipantID}
		h.honours = []eligibility.Honour{{
			LineID: "l1", ParticipantID: two.ParticipantID, Act: eligibility.Commendation, Award: "Kỷ niệm chương", Form: "Kỷ niệm chương", Line: "party", Number: "1-QĐ/TU", DecidedOn: clock.On(2020, 10, 1),
		}}
		if _, err := h.RecordHold(t.Context(), h.actors["tho"], eligibility.HoldInput{ParticipantID: two.ParticipantID, CategoryID: press, Body: "Thanh tra Mẫu", AttestedOn: clock.On(2026, 11, 1)}); err != nil {
			t.Fatal(err)
		}
		p := h.proposal(eligibility.Registration, one)
		p.Act, p.AwardName, p.Form = eligibility.Commendation, "Kỷ niệm chương", "Kỷ niệm chương"
		p.Candidates[0].Kind = "individual"
		v := h.judge(t, p)[0]
		if x := find(t, v, "0190a000-0000-7000-8000-000000230008"); x.Outcome != eligibility.Fail || len(x.Records) != 1 {
			t.Errorf("once in a life: %+v", x)
		}
		if x := find(t, v, holdRule); x.Outcome != eligibility.Person {
			t.Errorf("hold of the other row: %+v", x)
		}
	})
}
