package eligibility

import (
	"context"
	"errors"
	"slices"
	"unicode/utf8"

	"github.com/google/uuid"

	"kheo/internal/business/initiative"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
	"kheo/internal/platform/text"
	"kheo/internal/service/auth"
)

// CaseView is what the page of one initiative's verdicts shows.
type CaseView struct {
	Initiative initiative.Initiative
	Verdicts   []Verdict // the last of each stage, act and award, by stage
	Pin        Pin
	Levels     []string // that rules speak of
	SeesHolds  bool
	MayDecide  bool
}

// Pin is by which editions an initiative is judged.
type Pin struct {
	Known      bool
	ReceivedOn clock.Date
	Reception  bool // pinned when it was received; else when it was first judged
	Rules      int
	Bases      []Basis
}

// Case shows the verdicts of an initiative. What is known of holds is left out for
// whoever may not see holds.
func (s *Service) Case(ctx context.Context, actor auth.Actor, initiativeID string) (CaseView, error) {
	return view(ctx, s, func(tx *db.Tx) (v CaseView, err error) {
		if v.Initiative, err = s.initiatives.Find(ctx, tx, initiativeID); err != nil {
			return v, err
		}
		if !maySeeVerdict(actor, v.Initiative) {
			return v, fault.NotFound
		}
		v.SeesHolds, v.MayDecide = maySeeHold(actor, v.Initiative.UnitPath), mayDecide(actor, v.Initiative.UnitPath)
		if v.Verdicts, err = latestVerdicts(ctx, tx, "", "v.initiative_id", []string{initiativeID}); err != nil {
			return v, err
		}
		slices.SortStableFunc(v.Verdicts, func(a, b Verdict) int { return slices.Index(Stages(), a.Stage) - slices.Index(Stages(), b.Stage) })
		for n := range v.Verdicts {
			v.Verdicts[n] = v.Verdicts[n].For(actor)
		}
		if v.Levels, err = levels(ctx, tx); err != nil {
			return v, err
		}
		v.Pin, err = pinOf(ctx, tx, initiativeID)
		return v, err
	})
}

func pinOf(ctx context.Context, tx *db.Tx, initiativeID string) (Pin, error) {
	known, err := pins(ctx, tx, []string{initiativeID})
	p, ok := known[initiativeID]
	if err != nil || !ok {
		return Pin{}, err
	}
	sets, err := ruleSets(ctx, tx, []string{p.Digest})
	set := sets[p.Digest]
	return Pin{Known: true, ReceivedOn: p.ReceivedOn, Reception: p.Reception, Rules: len(set.Rules), Bases: set.Bases}, err
}

// For is v as actor may see it: whoever may not see holds is told that something is
// in the way and whom to ask, and nothing of why.
func (v Verdict) For(actor auth.Actor) Verdict {
	if maySeeHold(actor, v.UnitPath) {
		return v
	}
	findings := make([]Finding, 0, len(v.Findings))
	for _, x := range v.Findings {
		if x.Type == NoHold {
			if x.Outcome == Pass {
				continue
			}
			x = Finding{Type: NoHold, Outcome: x.Outcome, Verified: true, Said: say("Chưa đủ điều kiện, xin hỏi cơ quan thường trực.")}
		}
		findings = append(findings, x)
	}
	v.Findings = findings
	return v
}

// ConsiderInput asks for a verdict now.
type ConsiderInput struct {
	Stage Stage  `form:"stage"`
	Level string `form:"level"`
}

// Consider judges an initiative for recognition now and keeps the verdict.
func (s *Service) Consider(ctx context.Context, actor auth.Actor, initiativeID string, in ConsiderInput) (v Verdict, err error) {
	err = s.db.Update(ctx, func(tx *db.Tx) error {
		i, err := s.ours(ctx, tx, actor, initiativeID)
		if err != nil {
			return err
		}
		wrong := fault.Invalid{}
		wrong.Check(slices.Contains(Stages(), in.Stage), "stage", "Chọn xét ở bước nào.")
		wrong.Check(utf8.RuneCountInString(in.Level) <= maxName, "level", "Phần này dài quá %d ký tự. Xin viết gọn lại.", maxName)
		if err := wrong.Err(); err != nil {
			return err
		}
		if i.ParticipantID == "" {
			return fault.Refuse("Hồ sơ chưa có tên tập thể hoặc cá nhân nên chưa xét được.")
		}
		all, err := s.Judge(ctx, tx, Proposal{
			Stage: in.Stage, Act: Recognition, Level: text.Clean(in.Level), SeasonID: i.SeasonID, UnitID: i.UnitID,
			Candidates: []Candidate{{InitiativeID: i.ID, ParticipantID: i.ParticipantID, Kind: string(i.ParticipantKind), Name: i.ParticipantName, UnitID: i.UnitID}},
		})
		if err != nil {
			return err
		}
		v = all[0]
		return s.Keep(ctx, tx, actor, all)
	})
	return v, err
}

// ours finds an initiative of which actor may decide.
func (s *Service) ours(ctx context.Context, tx *db.Tx, actor auth.Actor, id string) (initiative.Initiative, error) {
	i, err := s.initiatives.Find(ctx, tx, id)
	switch {
	case err != nil:
		return i, err
	case !maySeeVerdict(actor, i):
		return i, fault.NotFound
	case !mayDecide(actor, i.UnitPath):
		return i, fault.Forbidden
	}
	return i, nil
}

// RulingInput is what a person decides where a rule asks for one.
type RulingInput struct {
	ID        string `form:"id"`
	VerdictID string `form:"verdict"`
	RuleID    string `form:"rule"`
	Allow     string `form:"allow"` // yes, no
	Reason    string `form:"reason"`
}

// heldReason stands for the reason where a hold is in the way: what lies behind a
// hold is never written down.
const heldReason = "Đã xem xác nhận của cơ quan có thẩm quyền."

func (in RulingInput) ruling(x Finding, by string) (Ruling, error) {
	r := Ruling{ID: in.ID, Allowed: in.Allow == "yes", Reason: text.CleanLines(in.Reason), By: by}
	if x.Type == NoHold {
		r.Reason = heldReason
	}
	if uuid.Validate(r.ID) != nil {
		r.ID = uuid.Must(uuid.NewV7()).String()
	}
	v := fault.Invalid{}
	v.Check(in.Allow == "yes" || in.Allow == "no", "allow", "Chọn cho xét hay không cho xét.")
	v.Check(r.Reason != "", "reason", "Ghi một câu vì sao quyết định như vậy.")
	v.Check(utf8.RuneCountInString(r.Reason) <= maxText, "reason", "Phần này dài quá %d ký tự. Xin viết gọn lại.", maxText)
	return r, v.Err()
}

// Asked finds the question of a verdict that a person may answer.
func (s *Service) Asked(ctx context.Context, actor auth.Actor, verdictID, ruleID string) (v Verdict, x Finding, err error) {
	err = s.db.View(ctx, func(tx *db.Tx) error {
		v, x, err = s.question(ctx, tx, actor, verdictID, ruleID)
		return err
	})
	return v, x, err
}

func (s *Service) question(ctx context.Context, tx *db.Tx, actor auth.Actor, verdictID, ruleID string) (Verdict, Finding, error) {
	v, err := findVerdict(ctx, tx, verdictID)
	switch {
	case err != nil:
		return v, Finding{}, err
	case !actor.Reads(v.UnitPath):
		return v, Finding{}, fault.NotFound
	case !mayDecide(actor, v.UnitPath):
		return v, Finding{}, fault.Forbidden
	}
	n := slices.IndexFunc(v.Findings, func(x Finding) bool { return x.RuleID == ruleID })
	if n < 0 {
		return v, Finding{}, fault.NotFound
	}
	x := v.Findings[n]
	switch {
	case x.asked():
		return v, x, nil
	case x.Outcome == Fail:
		return v, x, fault.Refuse("Quy tắc này không cho xét, không ai cho qua được. Chỉ xét lại khi hồ sơ thay đổi.")
	}
	return v, x, fault.Refuse("Điều kiện này đã đạt, không cần quyết định.")
}

// Decide answers a question of the last verdict; a new verdict says so, beside the
// old one. Sending it twice answers once.
func (s *Service) Decide(ctx context.Context, actor auth.Actor, in RulingInput) (next Verdict, err error) {
	err = s.db.Update(ctx, func(tx *db.Tx) error {
		v, x, err := s.question(ctx, tx, actor, in.VerdictID, in.RuleID)
		if err != nil {
			return err
		}
		r, err := in.ruling(x, actor.Name)
		if err != nil {
			return err
		}
		if _, err := findRuling(ctx, tx, r.ID); !errors.Is(err, fault.NotFound) {
			next = v
			return err
		}
		last, err := lastLike(ctx, tx, v)
		if err != nil {
			return err
		}
		if last.ID != v.ID {
			return fault.Conflict
		}
		r.At = tx.Now
		if err := insertRuling(ctx, tx, r, v, x); err != nil {
			return err
		}
		if next, err = v.ruled(x.RuleID, r); err != nil {
			return err
		}
		next.ID, next.At, next.By = uuid.Must(uuid.NewV7()).String(), tx.Now, actor.Name
		if err := insertVerdicts(ctx, tx, []Verdict{next}); err != nil {
			return err
		}
		return record(ctx, tx, actor, "eligibility.ruled", next, x.trail(r))
	})
	return next, err
}

// trail is what the trail of a dossier, which more people read, keeps of r: of holds
// nothing.
func (x Finding) trail(r Ruling) map[string]any {
	if x.Type == NoHold {
		return nil
	}
	return map[string]any{"rule": x.Code, "allowed": r.Allowed, "reason": r.Reason}
}

// ruled is v with r as the answer to rule ruleID.
func (v Verdict) ruled(ruleID string, r Ruling) (Verdict, error) {
	v.Findings = slices.Clone(v.Findings)
	for n := range v.Findings {
		if v.Findings[n].RuleID == ruleID {
			v.Findings[n].Ruling = &r
		}
	}
	return v.again()
}

// lastLike is the last verdict of the same candidate, stage, act and award as v.
func lastLike(ctx context.Context, tx *db.Tx, v Verdict) (Verdict, error) {
	all, err := latestVerdicts(ctx, tx, v.Stage, "v.participant_id", []string{v.ParticipantID})
	for _, l := range all {
		if l.InitiativeID == v.InitiativeID && l.Act == v.Act && l.AwardID == v.AwardID {
			return l, err
		}
	}
	return v, err
}
