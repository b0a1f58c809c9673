package review

import (
	"context"
	"fmt"
	"strconv"

	"github.com/google/uuid"

	"kheo/internal/business/campaign"
	"kheo/internal/platform/i18n"
	"kheo/internal/service/web/ui"
)

// Form is a sheet to fill in: the criteria, what was typed, what was wrong with it.
// FormFields shows it inside a ui.PostForm.
type Form struct {
	Set campaign.CriteriaSet
	In  SheetInput
	Err error
}

// InputOf is a sheet as its form sends it: one line for each criterion of set.
func InputOf(s Sheet, set campaign.CriteriaSet) SheetInput {
	in := SheetInput{ID: s.ID, Version: s.Version, Comment: s.Comment}
	if in.ID == "" {
		in.ID = uuid.Must(uuid.NewV7()).String()
	}
	for _, c := range set.Criteria {
		score := s.Score(c.ID)
		line := LineInput{CriterionID: c.ID, Unverified: score.Unverified, Note: score.Note}
		if score.Points != nil {
			line.Points = strconv.FormatInt(*score.Points, 10)
		}
		in.Lines = append(in.Lines, line)
	}
	return in
}

// typed is the line of the n-th criterion as it came back.
func (f Form) typed(n int, criterionID string) LineInput {
	if n < len(f.In.Lines) && f.In.Lines[n].CriterionID == criterionID {
		return f.In.Lines[n]
	}
	return LineInput{CriterionID: criterionID}
}

// Fields are the fields of a sheet's form, for the summary of errors.
func (f Form) Fields(ctx context.Context) []ui.Field {
	all := []ui.Field{f.commentField(ctx)}
	for n, c := range f.Set.Criteria {
		points, note := f.pointsField(ctx, n, c), f.noteField(ctx, n, c)
		points.Label, note.Label = i18n.T(ctx, "Điểm, tiêu chí %d", n+1), i18n.T(ctx, "Nhận xét, tiêu chí %d", n+1)
		all = append(all, points, note)
	}
	return all
}

func (f Form) pointsField(ctx context.Context, n int, c campaign.Criterion) ui.Field {
	return ui.Field{
		Name: field(n, "points"), ID: fmt.Sprintf("f-points-%d", n+1), Label: i18n.T(ctx, "Điểm, tối đa %d", c.Points),
		Value: f.typed(n, c.ID).Points, Error: ui.FieldError(ctx, f.Err, field(n, "points")), Width: ui.Short,
	}
}

func (f Form) unverifiedField(ctx context.Context, n int, c campaign.Criterion) ui.Field {
	x := ui.Field{Name: field(n, "unverified"), ID: fmt.Sprintf("f-unverified-%d", n+1), Label: i18n.T(ctx, "Chưa đủ minh chứng")}
	if f.typed(n, c.ID).Unverified {
		x.Value = "1"
	}
	return x
}

func (f Form) noteField(ctx context.Context, n int, c campaign.Criterion) ui.Field {
	return ui.Field{
		Name: field(n, "note"), ID: fmt.Sprintf("f-note-%d", n+1), Label: i18n.T(ctx, "Nhận xét"), Rows: 2, MaxLength: maxNote,
		Value: f.typed(n, c.ID).Note, Error: ui.FieldError(ctx, f.Err, field(n, "note")),
	}
}

func (f Form) commentField(ctx context.Context) ui.Field {
	return ui.Field{
		Name: "comment", Label: i18n.T(ctx, "Nhận xét chung"), Hint: i18n.T(ctx, "Điều hội đồng nên biết khi bàn về hồ sơ này."),
		Value: f.In.Comment, Error: ui.FieldError(ctx, f.Err, "comment"), Rows: 3, MaxLength: maxComment,
	}
}
