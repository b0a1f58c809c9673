package recognition

import (
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/google/uuid"

	"kheo/internal/business/award"
	"kheo/internal/business/campaign"
	"kheo/internal/business/org"
	"kheo/internal/business/signing"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/fault"
	"kheo/internal/platform/text"
)

// Input is what the drafter of a decision fills in. Lists are typed one line each.
type Input struct {
	ID         string     `form:"id" json:"id"`         // of a new draft, so that sending twice makes one
	Season     string     `form:"season" json:"season"` // code
	UnitID     string     `form:"unit" json:"unit"`     // the body that decides
	Kind       Kind       `form:"kind" json:"kind"`
	Code       string     `form:"code" json:"code"` // empty: made from kind and season
	Level      string     `form:"level" json:"level"`
	AwardID    string     `form:"award_id" json:"award_id"` // of the catalogue; its level and name take the place of Level and Award
	Award      string     `form:"award" json:"award"`
	Subject    string     `form:"subject" json:"subject"` // empty: the usual words
	Reason     string     `form:"reason" json:"reason"`
	Number     string     `form:"number" json:"number"` // typed: given on paper. Empty: the book gives it
	Held       string     `form:"held" json:"held"`     // a number of the book that is held back for this paper
	DecidedOn  clock.Date `form:"decided_on" json:"decided_on"`
	Place      string     `form:"place" json:"place"`
	Letterhead string     `form:"letterhead" json:"letterhead"`
	Line       org.Line   `form:"line" json:"line"`
	PowerID    string     `form:"power" json:"power"` // of who may sign; its name and lines take the place of Signer and SignAs
	SignAs     string     `form:"sign_as" json:"sign_as"`
	Signer     string     `form:"signer" json:"signer"`
	Bases      []string   `form:"bases" json:"bases"`             // ids of the catalogue
	OtherBases string     `form:"other_bases" json:"other_bases"` // typed, one a line
	Version    int64      `form:"version" json:"version"`
}

const (
	shortText = 200 // characters of a name, number or post
	longText  = 2000
)

// newDraft makes a draft of unit in season.
func newDraft(in Input, season campaign.Season, unit org.Unit, catalogue []award.Basis, by signing.Person, now time.Time) (Decision, error) {
	d := Decision{
		ID: in.ID, Code: strings.TrimSpace(in.Code), Kind: in.Kind, SeasonID: season.ID, UnitID: unit.ID, UnitPath: unit.Path,
		State: Draft, Version: 1, CreatedBy: by.AccountID, CreatedAt: now, ChangedAt: now, Drafted: by,
	}
	if uuid.Validate(d.ID) != nil {
		d.ID = uuid.Must(uuid.NewV7()).String()
	}
	if d.Code == "" {
		d.Code = d.Kind.prefix() + "-" + season.Code
	}
	v := fault.Invalid{}
	v.Check(in.Kind.Label() != "", "kind", "Chọn công nhận mô hình hoặc khen thưởng.")
	v.Check(d.Code == text.Slug(d.Code) && len(d.Code) <= 80, "code", "Mã gồm chữ thường không dấu, số và gạch nối, ví dụ cn-dvk-2026.")
	if in.Line == "" {
		in.Line = unit.Line
	}
	if in.Line == org.Territory || in.Line == org.Other {
		in.Line = org.Party
	}
	if text.Clean(in.Subject) == "" {
		in.Subject = usualSubject(in.Kind, in.Award, season.Year)
	}
	return d.with(in, catalogue, v)
}

// with gives d what in says; season, body, kind and code stay what they were.
func (d Decision) with(in Input, catalogue []award.Basis, v fault.Invalid) (Decision, error) {
	d.Level, d.Subject = text.Clean(in.Level), text.Clean(in.Subject)
	d.AwardID, d.Held = "", nil
	if !d.Kind.Amends() {
		d.AwardID = in.AwardID
	}
	if in.Held != "" {
		n, err := strconv.ParseInt(in.Held, 10, 64)
		v.Check(err == nil && n > 0, "held", "Chọn một số đang giữ trong sổ.")
		d.Held = &n
	}
	d.Reason, d.Number, d.DecidedOn = text.CleanLines(in.Reason), text.Clean(in.Number), in.DecidedOn
	d.Place, d.Signer, d.Line = text.Clean(in.Place), text.Clean(in.Signer), in.Line
	d.Letterhead, d.SignAs = textLines(in.Letterhead), textLines(in.SignAs)
	if d.Kind == Commendation { // an amendment keeps the award of the first decision
		d.Award = text.Clean(in.Award)
	}
	v.Check(d.Held == nil || d.Number == "", "held", "Đã ghi số của bản giấy thì không chọn số đang giữ nữa.")
	d.Bases = cited(in, catalogue)
	v.Check(d.Line == org.Party || d.Line == org.State || d.Line == org.Front, "line", "Chọn thể thức của Đảng, Nhà nước hoặc Mặt trận.")
	for _, f := range []struct {
		field, value string
		most         int
	}{
		{"level", d.Level, shortText}, {"award", d.Award, shortText}, {"subject", d.Subject, longText}, {"reason", d.Reason, longText},
		{"number", d.Number, 60}, {"place", d.Place, shortText}, {"signer", d.Signer, shortText},
		{"letterhead", strings.Join(d.Letterhead, "\n"), longText}, {"sign_as", strings.Join(d.SignAs, "\n"), longText},
		{"other_bases", text.CleanLines(in.OtherBases), 4 * longText},
	} {
		v.Check(utf8.RuneCountInString(f.value) <= f.most, f.field, "Mục này dài quá %d ký tự.", f.most)
	}
	v.Check(len(d.Letterhead) <= 4, "letterhead", "Tên cơ quan tối đa %d dòng.", 4)
	v.Check(len(d.SignAs) <= 4, "sign_as", "Chức vụ người ký tối đa %d dòng.", 4)
	v.Check(len(d.Bases) <= 40, "other_bases", "Tối đa %d căn cứ.", 40)
	return d, v.Err()
}

// input is d as its form shows it.
func (d Decision) input(season string) Input {
	in := Input{
		ID: d.ID, Season: season, UnitID: d.UnitID, Kind: d.Kind, Code: d.Code, Level: d.Level, Award: d.Award, Subject: d.Subject,
		Reason: d.Reason, Number: d.Number, DecidedOn: d.DecidedOn, Place: d.Place, Letterhead: strings.Join(d.Letterhead, "\n"),
		Line: d.Line, SignAs: strings.Join(d.SignAs, "\n"), Signer: d.Signer, Version: d.Version, AwardID: d.AwardID,
	}
	if d.Held != nil {
		in.Held = strconv.FormatInt(*d.Held, 10)
	}
	var typed []string
	for _, b := range d.Bases {
		if b.BasisID != "" {
			in.Bases = append(in.Bases, b.BasisID)
		} else {
			typed = append(typed, b.Text)
		}
	}
	in.OtherBases = strings.Join(typed, "\n")
	return in
}

// cited keeps the order of the catalogue, then of typing.
func cited(in Input, catalogue []award.Basis) []Cited {
	var all []Cited
	for _, b := range catalogue {
		for _, id := range in.Bases {
			if id == b.ID {
				all = append(all, Cited{b.ID, b.Text})
				break
			}
		}
	}
	for _, line := range textLines(in.OtherBases) {
		all = append(all, Cited{Text: strings.TrimRight(line, ";,. ")})
	}
	return all
}

func textLines(s string) []string {
	var lines []string
	for line := range strings.SplitSeq(text.CleanLines(s), "\n") {
		if line = text.Clean(line); line != "" {
			lines = append(lines, line)
		}
	}
	return lines
}
