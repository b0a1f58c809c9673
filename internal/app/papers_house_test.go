package app

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"kheo/internal/business/campaign"
	"kheo/internal/business/council"
	"kheo/internal/business/initiative"
	"kheo/internal/business/numberbook"
	"kheo/internal/business/org"
	"kheo/internal/business/participant"
	"kheo/internal/business/recognition"
	"kheo/internal/business/signing"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/platform/db/dbtest"
	"kheo/internal/platform/fault"
	"kheo/internal/service/audit"
	"kheo/internal/service/auth"
	"kheo/internal/service/pdfsign"
)

// Rows of the shipped catalogues that the papers name.
const (
	recognitionAward = "0190a000-0000-7000-8000-00000000a103" // of a ward's Party committee
	meritAward       = "0190a000-0000-7000-8000-00000000a105" // giấy khen of the same
	endedAward       = "0190a000-0000-7000-8000-00000000a106" // until 28/12/2025
	charterBasis     = "0190a000-0000-7000-8000-000000000061"
	endedBasis       = "0190a000-0000-7000-8000-000000000063" // until 31/12/2023
	signForm         = "T/M BAN THƯỜNG VỤ\nPHÓ BÍ THƯ"
)

// bureau is the whole program over a ward whose Party committee has books, powers and a
// council that voted for every case but the last.
type bureau struct {
	*App
	*testing.T
	ward, committee org.Unit
	actors          map[string]auth.Actor
	cases           []initiative.Initiative
	today           clock.Date
}

// eachBureau runs do on both engines.
func eachBureau(t *testing.T, cases int, do func(*bureau)) {
	t.Run("sqlite", func(t *testing.T) {
		t.Parallel()
		do(newBureau(t, "", cases))
	})
	if dbtest.HasPostgres() {
		t.Run("postgres", func(t *testing.T) {
			t.Parallel()
			do(newBureau(t, dbtest.PostgresURL(t), cases))
		})
	}
}

func newBureau(t *testing.T, database string, cases int) *bureau {
	t.Helper()
	a, err := Open(t.Context(), Config{Data: t.TempDir(), Database: database, BaseURL: "http://127.0.0.1:8080"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = a.Close() })
	b := &bureau{App: a, T: t, actors: map[string]auth.Actor{}, today: clock.DayOf(dbtest.Moment)}
	a.DB.Now = func() time.Time { return dbtest.Moment }
	if a.Recognition.Signer, err = pdfsign.NewTestSigner("Máy chủ mẫu"); err != nil {
		t.Fatal(err)
	}
	b.update(b.found)
	b.offices()
	for n := range cases {
		b.cases = append(b.cases, b.reviewed(fmt.Sprintf("Tổ dân phố số %d", n+1)))
	}
	b.vote(b.cases[:cases-1])
	return b
}

func (b *bureau) must(err error) {
	b.Helper()
	if err != nil {
		b.Fatal(err)
	}
}

func (b *bureau) update(do func(context.Context, *db.Tx) error) {
	b.Helper()
	b.must(b.DB.Update(context.Background(), func(tx *db.Tx) error { return do(context.Background(), tx) }))
}

func (b *bureau) view(do func(context.Context, *db.Tx) error) {
	b.Helper()
	b.must(b.DB.View(context.Background(), func(tx *db.Tx) error { return do(context.Background(), tx) }))
}

// found makes the units, the people, the season, and ends the rule about points.
func (b *bureau) found(ctx context.Context, tx *db.Tx) (err error) {
	if b.ward, err = b.Org.Found(ctx, tx, org.Input{Name: "Phường Cát Mẫu", Type: "ward"}); err != nil {
		return err
	}
	if b.committee, err = b.Org.Found(ctx, tx, org.Input{Name: "Đảng ủy phường Cát Mẫu", Type: "party_committee", ParentID: b.ward.ID}); err != nil {
		return err
	}
	for login, of := range map[string]struct {
		name  string
		roles []auth.Role
	}{
		"lanmau": {"Nguyễn Lan Mẫu", []auth.Role{auth.Registrar}}, "thumau": {"Trần Thư Mẫu", []auth.Role{auth.Appraiser, auth.Publisher}},
		"bomau": {"Lê Bố Mẫu", []auth.Role{auth.Publisher}}, "kymau": {"Đỗ Ký Mẫu", []auth.Role{auth.Approver, auth.Appraiser}},
		"phomau": {"Hồ Phó Mẫu", []auth.Role{auth.Approver}}, "quanmau": {"Vũ Quản Mẫu", []auth.Role{auth.Administrator}},
	} {
		made, err := auth.Create(ctx, tx, auth.NewAccount{Login: login, Name: of.name}, "x")
		if err != nil {
			return err
		}
		who := auth.Actor{AccountID: made.ID, SessionID: newID(), Name: of.name}
		for _, role := range of.roles {
			who.Grants = append(who.Grants, auth.Grant{Role: role, UnitID: b.ward.ID, UnitPath: b.ward.Path, UnitName: b.ward.Name})
		}
		b.actors[strings.TrimSuffix(login, "mau")] = who
	}
	if err := db.Exec(ctx, tx, `UPDATE eligibility_rule SET effective_to = '2025-12-31' WHERE code = 'diem-co-so'`); err != nil {
		return err
	}
	_, err = b.Campaigns.Found(ctx, tx, audit.System, campaign.SeasonInput{
		Code: "dvk-mau", Name: "Mùa mẫu", Year: 2026, UnitID: b.ward.ID, CriteriaSetID: "0190a000-0000-7000-8000-000000000041", State: campaign.Open,
		LaunchedOn: b.today.AddDays(-200), RegisterBy: b.today.AddDays(10), ReportBy: b.today.AddDays(20), ScoreBy: b.today.AddDays(30), DecideBy: b.today.AddDays(40),
	})
	return err
}

// offices gives the committee its term, its symbol and who may sign.
func (b *bureau) offices() {
	b.Helper()
	ctx, admin := context.Background(), b.actors["quan"]
	first := clock.On(2025, 7, 1)
	b.must(b.Numbers.SetTerm(ctx, admin, b.committee.ID, numberbook.TermInput{ID: newID(), Name: "Nhiệm kỳ 2025–2030", From: first, To: clock.On(2030, 6, 30)}))
	b.must(b.Numbers.AddSymbol(ctx, admin, b.committee.ID, numberbook.SymbolInput{ID: newID(), Line: org.Party, Abbreviation: "ĐU", From: first}))
	for _, p := range []signing.PowerInput{
		{Name: "Đỗ Ký Mẫu", AccountID: b.actors["ky"].AccountID, From: first, To: clock.On(2030, 6, 30)},
		{Name: "Lý Cũ Mẫu", From: first, To: clock.On(2026, 6, 30)},
	} {
		p.ID, p.Line, p.Capacity, p.Form, p.Basis = newID(), org.Party, signing.OnBehalf, signForm, "Phân công mẫu"
		b.must(b.Signing.Save(ctx, admin, b.committee.ID, p))
	}
}

func (b *bureau) reviewed(name string) initiative.Initiative {
	b.Helper()
	i, err := b.Initiatives.Submit(context.Background(), b.actors["lan"], initiative.Registration{
		ID: newID(), Season: "dvk-mau", UnitID: b.ward.ID, ParticipantKind: participant.Collective, Participant: name,
		FieldID: "0190a000-0000-7000-8000-000000000011", Content: initiative.Content{
			Title: "Khéo của " + name, Problem: "Ngõ dài 400 mét, năm 2025 mất 9 xe máy.", Objective: "Không quá 3 vụ mất xe trong năm.", Method: "Họp dân, góp tiền, lắp camera.",
			Area: "Ngõ 12, 140 hộ.", Forces: "Tổ dân phố chủ trì.", Resources: "45 triệu đồng.", Schedule: "Từ tháng 3 đến tháng 11.", Outputs: "12 camera hoạt động.", Sustainability: "Tổ tự quản giữ.",
		},
	})
	b.must(err)
	b.update(func(ctx context.Context, tx *db.Tx) error {
		return b.Initiatives.Advance(ctx, tx, audit.System, i.ID, initiative.Accepted, initiative.InProgress, initiative.Reported, initiative.UnderReview)
	})
	return i
}

// vote lets a council of one pass cases.
func (b *bureau) vote(cases []initiative.Initiative) {
	b.Helper()
	ctx, chair := context.Background(), b.actors["ky"]
	chair.Grants = append(chair.Grants, auth.Grant{Role: auth.Registrar, UnitID: b.ward.ID, UnitPath: b.ward.Path})
	const rule = "0190a000-0000-7000-8000-000000000108"
	body, err := b.Councils.Found(ctx, chair, council.Input{ID: newID(), Unit: b.ward.ID, Name: "Hội đồng phường", Body: "Hội đồng xét, công nhận mô hình", FoundedBy: "Quyết định 12-QĐ/ĐU"})
	b.must(err)
	m, err := b.Councils.Seat(ctx, chair, body.ID, council.MemberInput{
		ID: newID(), Name: chair.Name, Post: "Bí thư", Role: council.Chair, Votes: true, Account: "kymau", Position: 1, From: b.today.AddDays(-100),
	})
	b.must(err)
	meeting, err := b.Councils.Call(ctx, chair, body.ID, council.MeetingInput{ID: newID(), Season: "dvk-mau", HeldOn: b.today, Place: "Phòng họp", Rule: rule})
	b.must(err)
	var ids []string
	choices := map[string]council.Choice{}
	for _, i := range cases {
		ids, choices[i.ID] = append(ids, i.ID), council.For
	}
	b.must(b.Councils.Choose(ctx, chair, meeting.ID, ids))
	b.must(b.Councils.Note(ctx, chair, meeting.ID, map[string]council.Attendance{m.ID: {Presence: council.AtScreen}}))
	round, err := b.Councils.Open(ctx, chair, meeting.ID, council.RoundInput{ID: newID(), Rule: rule, Cases: ids})
	b.must(err)
	_, err = b.Councils.Vote(ctx, chair, round.ID, council.PaperInput{Receipt: council.NewReceipt(rand.Reader), Rest: council.Against, Choices: choices})
	b.must(err)
	_, err = b.Councils.Close(ctx, chair, round.ID, council.CloseInput{Version: 1})
	b.must(err)
}

// input is a paper in which nothing is wrong.
func (b *bureau) input(kind recognition.Kind) recognition.Input {
	in := recognition.Input{
		ID: newID(), Season: "dvk-mau", UnitID: b.committee.ID, Kind: kind, AwardID: recognitionAward, DecidedOn: clock.On(2026, 11, 20), Place: "Cát Mẫu",
		Letterhead: "ĐẢNG BỘ MẪU\nĐẢNG ỦY PHƯỜNG CÁT MẪU", Line: org.Party, SignAs: signForm, Signer: "Đỗ Ký Mẫu", Bases: []string{charterBasis},
	}
	if kind == recognition.Commendation {
		in.AwardID = meritAward
	}
	return in
}

// draft writes a paper with the lines of some initiatives; change may spoil it.
func (b *bureau) draft(kind recognition.Kind, change func(*recognition.Input), cases ...initiative.Initiative) recognition.Decision {
	b.Helper()
	ctx, in := context.Background(), b.input(kind)
	if change != nil {
		change(&in)
	}
	d, err := b.Recognition.Draft(ctx, b.actors["thu"], in)
	b.must(err)
	var ids []string
	for _, i := range cases {
		ids = append(ids, i.ID)
	}
	n, err := b.Recognition.AddLines(ctx, b.actors["thu"], d.ID, d.Version, ids)
	b.must(err)
	if n != len(ids) {
		b.Fatalf("%d of %d lines", n, len(ids))
	}
	return b.decision(d.ID)
}

func (b *bureau) decision(id string) (d recognition.Decision) {
	b.Helper()
	b.view(func(ctx context.Context, tx *db.Tx) (err error) {
		d, err = b.Recognition.Decision(ctx, tx, id)
		return err
	})
	return d
}

func (b *bureau) lines(id string) (all []recognition.Line) {
	b.Helper()
	b.view(func(ctx context.Context, tx *db.Tx) (err error) {
		all, err = b.Recognition.Lines(ctx, tx, id)
		return err
	})
	return all
}

// check lets somebody else than the drafter check d as it stands.
func (b *bureau) check(d recognition.Decision) error {
	return b.Recognition.Check(context.Background(), b.actors["ky"], d.ID, d.Version)
}

// sign checks and signs; both are other people than the drafter.
func (b *bureau) sign(d recognition.Decision) error {
	if err := b.Recognition.Check(context.Background(), b.actors["bo"], d.ID, d.Version); err != nil {
		return err
	}
	return b.Recognition.Sign(context.Background(), b.actors["ky"], d.ID, d.Version+1)
}

// issued takes a draft to its end.
func (b *bureau) issued(d recognition.Decision) recognition.Decision {
	b.Helper()
	b.must(b.sign(d))
	b.must(b.Recognition.Issue(context.Background(), b.actors["bo"], d.ID))
	return b.decision(d.ID)
}

// refused expects err to refuse, at a field when one is named, with all of words, and the
// paper to be where it was.
func (b *bureau) refused(what string, d recognition.Decision, err error, field string, words ...string) {
	b.Helper()
	var said string
	var invalid fault.Invalid
	var refused fault.Refused
	switch {
	case errors.As(err, &invalid) && field != "" && len(invalid) == 1:
		said = invalid[field].String()
	case errors.As(err, &refused) && field == "":
		said = refused.Error()
	}
	if said == "" {
		b.Errorf("%s: %v, want a refusal at %q alone", what, err, field)
		return
	}
	for _, word := range words {
		if !strings.Contains(said, word) {
			b.Errorf("%s: %q does not say %q", what, said, word)
		}
	}
	if after := b.decision(d.ID); after.State != d.State || after.Number != d.Number {
		b.Errorf("%s: the paper is %s with number %q, was %s with %q", what, after.State, after.Number, d.State, d.Number)
	}
}
