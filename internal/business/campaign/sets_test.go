package campaign_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/uuid"

	"kheo/internal/business/campaign"
	"kheo/internal/platform/db"
	"kheo/internal/platform/db/dbtest"
	"kheo/internal/platform/fault"
)

func newID() string { return uuid.Must(uuid.NewV7()).String() }

// begun is a draft of the next edition of the shipped set, or of a new set.
func (y *year) begun(t testing.TB, code string) campaign.CriteriaSet {
	t.Helper()
	set, err := y.campaigns.BeginSet(context.Background(), y.actors["bo"], campaign.SetBegin{ID: newID(), Source: sample, Code: code})
	if err != nil {
		t.Fatal(err)
	}
	return set
}

// form is set as its form sends it.
func form(set campaign.CriteriaSet) campaign.SetInput {
	in := campaign.SetInput{
		Version: set.Version, Name: set.Name, Maximum: fmt.Sprint(set.Maximum), Threshold: fmt.Sprint(set.Threshold), Low: fmt.Sprint(set.Low), High: fmt.Sprint(set.High),
		From: set.From, Source: set.Source,
	}
	for _, c := range set.Criteria {
		in.Criteria = append(in.Criteria, campaign.CriterionInput{ID: c.ID, Group: c.Group, Name: c.Name, Points: fmt.Sprint(c.Points), Evidence: c.Evidence})
	}
	return in
}

// reasoned gives every change of a draft its reason and proposes it.
func (y *year) reasoned(t testing.TB, login, id string) (campaign.CriteriaSet, error) {
	t.Helper()
	p, err := y.campaigns.SetPage(context.Background(), y.actors[login], id)
	if err != nil {
		return campaign.CriteriaSet{}, err
	}
	in := campaign.ReasonsInput{Version: p.Version, Propose: true}
	for _, c := range p.Changes {
		in.Reasons = append(in.Reasons, campaign.ReasonLine{Subject: c.Subject, Reason: "Theo góp ý mùa trước."})
	}
	return y.campaigns.SaveReasons(context.Background(), y.actors[login], id, in)
}

// published takes a draft of code through to an edition, after change.
func (y *year) published(t testing.TB, code string, change func(*campaign.SetInput)) campaign.CriteriaSet {
	t.Helper()
	ctx := context.Background()
	set := y.begun(t, code)
	in := form(set)
	change(&in)
	_, _, err := y.campaigns.SaveSet(ctx, y.actors["bo"], set.ID, in)
	if err == nil {
		set, err = y.reasoned(t, "bo", set.ID)
	}
	if err == nil {
		set, err = y.campaigns.PublishSet(ctx, y.actors["quan"], set.ID, campaign.Decision{Version: set.Version})
	}
	if err != nil {
		t.Fatal(err)
	}
	return set
}

func refused(err error, says string) bool {
	var r fault.Refused
	return errors.As(err, &r) && strings.Contains(r.Error(), says)
}

func invalid(err error, field, says string) bool {
	var v fault.Invalid
	return errors.As(err, &v) && strings.Contains(v[field].String(), says) && v[field].Sentence != ""
}

func TestAnEditionFromDraftToPublished(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		y, ctx := newYear(t, d), t.Context()
		set := y.begun(t, "mau")
		if set.Edition != 2 || set.State != campaign.SetDraft || set.BasedOn != sample || len(set.Criteria) != 9 || set.DraftedBy == "" {
			t.Fatalf("begun %+v", set)
		}
		in := form(set)
		in.Criteria[0].Levels, in.Criteria[0].VetoAt = "0-4: chưa rõ\n5-8: rõ", "0"
		in.Criteria[1].Points, in.Act = "8", "up:1"
		after, at, err := y.campaigns.SaveSet(ctx, y.actors["ky"], set.ID, in)
		if err != nil || at != 0 || after.Criteria[0].Points != 8 || after.Version != 2 || len(after.Criteria[1].Levels) != 2 {
			t.Fatalf("saved %+v at %d: %v", after, at, err)
		}
		if _, _, err = y.campaigns.SaveSet(ctx, y.actors["bo"], set.ID, in); !errors.Is(err, fault.Conflict) {
			t.Errorf("the older version: %v", err)
		}
		if _, err = y.reasoned(t, "bo", set.ID); !invalid(err, "maximum", "cộng lại là 101") {
			t.Errorf("a sum of 101 is proposed: %v", err)
		}
		in = form(after)
		in.Criteria[1].Levels, in.Criteria[1].VetoAt = "0-4: chưa rõ\n5-8: rõ", "0"
		in.Criteria[0].Points = "7"
		if after, _, err = y.campaigns.SaveSet(ctx, y.actors["bo"], set.ID, in); err != nil {
			t.Fatal(err)
		}
		_, err = y.campaigns.SaveReasons(ctx, y.actors["bo"], set.ID, campaign.ReasonsInput{Version: after.Version, Propose: true})
		if !invalid(err, "reasons[0].reason", "Ghi lý do") {
			t.Errorf("proposed without reasons: %v", err)
		}
		proposed, err := y.reasoned(t, "bo", set.ID)
		if err != nil || proposed.State != campaign.SetProposed {
			t.Fatalf("proposed %+v: %v", proposed, err)
		}
		y.decided(t, proposed)
	})
}

// decided sends a proposal back and publishes it the second time.
func (y *year) decided(t *testing.T, set campaign.CriteriaSet) {
	t.Helper()
	ctx, say := t.Context(), campaign.Decision{Version: set.Version, Note: "Viết rõ mức 5-8."}
	if _, _, err := y.campaigns.SaveSet(ctx, y.actors["bo"], set.ID, form(set)); !refused(err, "chờ ban hành") {
		t.Errorf("a proposal is edited: %v", err)
	}
	for login, want := range map[string]error{"xa": fault.Forbidden, "lan": fault.NotFound, "soat": fault.Forbidden} {
		if _, err := y.campaigns.PublishSet(ctx, y.actors[login], set.ID, say); !errors.Is(err, want) {
			t.Errorf("%s publishes: %v, want %v", login, err, want)
		}
	}
	if _, err := y.campaigns.SendSetBack(ctx, y.actors["ky"], set.ID, campaign.Decision{Version: set.Version}); !invalid(err, "note", "Ghi cần sửa") {
		t.Errorf("sent back without a word: %v", err)
	}
	back, err := y.campaigns.SendSetBack(ctx, y.actors["ky"], set.ID, say)
	if err != nil || back.State != campaign.SetDraft || back.Note != say.Note {
		t.Fatalf("sent back %+v: %v", back, err)
	}
	again, err := y.reasoned(t, "ky", set.ID)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := y.campaigns.PublishSet(ctx, y.actors["ky"], set.ID, campaign.Decision{Version: again.Version}); !refused(err, "không tự ban hành") {
		t.Errorf("whoever proposed it publishes it: %v", err)
	}
	if _, err := y.campaigns.PublishSet(ctx, y.actors["quan"], set.ID, say); !errors.Is(err, fault.Conflict) {
		t.Errorf("an older version is published: %v", err)
	}
	done, err := y.campaigns.PublishSet(ctx, y.actors["quan"], set.ID, campaign.Decision{Version: again.Version})
	if err != nil || done.State != campaign.SetPublished || done.Note != "" || done.PublishedBy == "" {
		t.Fatalf("published %+v: %v", done, err)
	}
	if _, _, err := y.campaigns.SaveSet(ctx, y.actors["bo"], set.ID, form(done)); !refused(err, "không sửa nữa") {
		t.Errorf("a published edition is edited: %v", err)
	}
	if err := y.campaigns.DiscardSet(ctx, y.actors["bo"], set.ID); !refused(err, "không sửa nữa") {
		t.Errorf("a published edition is discarded: %v", err)
	}
	y.view(t, func(ctx context.Context, tx *db.Tx) error {
		first, err := y.campaigns.Criteria(ctx, tx, sample)
		if first.Edition != 1 || first.Criteria[0].VetoAt != nil || first.Criteria[1].Points != 7 {
			t.Errorf("the first edition is now %+v", first)
		}
		n, err2 := db.One(ctx, tx, db.Value[int64], `SELECT COUNT(*) FROM audit_entry WHERE object_id = $1`, set.ID)
		if n != 7 { // begun, edited twice, proposed twice, sent back, published
			t.Errorf("%d entries in the trail", n)
		}
		return errors.Join(err, err2)
	})
}

func TestBeginSet(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		y, ctx := newYear(t, d), t.Context()
		in := campaign.SetBegin{ID: newID(), Code: "cap-phuong", Name: "Bộ của phường"}
		for range 2 { // sent twice, made once
			set, err := y.campaigns.BeginSet(ctx, y.actors["xa"], in)
			if err != nil || set.ID != in.ID || set.Edition != 1 || len(set.Criteria) != 0 || set.Low != 50 || set.High != 100 {
				t.Fatalf("%+v: %v", set, err)
			}
		}
		for name, c := range map[string]struct {
			in          campaign.SetBegin
			field, says string
		}{
			"open already": {campaign.SetBegin{ID: newID(), Code: "cap-phuong", Name: "x"}, "code", "ấn bản 1 chưa ban hành"},
			"no code":      {campaign.SetBegin{ID: newID(), Source: sample}, "code", "Mã gồm"},
			"marks":        {campaign.SetBegin{ID: newID(), Source: sample, Code: "Cấp phường"}, "code", "Mã gồm"},
			"no name":      {campaign.SetBegin{ID: newID(), Code: "moi"}, "name", "Chưa nhập tên"},
			"a draft":      {campaign.SetBegin{ID: newID(), Source: in.ID, Code: "moi"}, "source", "đã ban hành"},
			"nothing":      {campaign.SetBegin{ID: newID(), Source: "mau", Code: "moi"}, "source", "đã ban hành"},
		} {
			if _, err := y.campaigns.BeginSet(ctx, y.actors["bo"], c.in); !invalid(err, c.field, c.says) {
				t.Errorf("%s: %v", name, err)
			}
		}
		for _, login := range []string{"lan", "soat", ""} {
			if _, err := y.campaigns.BeginSet(ctx, y.actors[login], campaign.SetBegin{ID: newID(), Source: sample, Code: "moi"}); !errors.Is(err, fault.Forbidden) {
				t.Errorf("%q drafts: %v", login, err)
			}
		}
		if err := y.campaigns.DiscardSet(ctx, y.actors["lan"], in.ID); !errors.Is(err, fault.NotFound) {
			t.Errorf("a registrar knows of the draft: %v", err)
		}
		if err := y.campaigns.DiscardSet(ctx, y.actors["bo"], in.ID); err != nil {
			t.Fatal(err)
		}
		if _, err := y.campaigns.SetPage(ctx, y.actors["bo"], in.ID); !errors.Is(err, fault.NotFound) {
			t.Errorf("a discarded draft is there: %v", err)
		}
	})
}
