package conflict

import (
	"context"
	"strconv"

	"kheo/internal/platform/i18n"
	"kheo/internal/service/web/ui"
)

// rowFields are the notes of the rows of x, in order, with what was typed.
func rowFields(ctx context.Context, x Sheet, f sheetForm) []ui.Field {
	all := make([]ui.Field, len(x.Rows))
	for n, row := range x.Rows {
		all[n] = ui.Field{Name: "note", ID: "f-note-" + strconv.Itoa(n+1), Label: i18n.T(ctx, "Ghi chú về %s", row.Person.Name), MaxLength: maxNote}
		if f.Account == row.Person.AccountID && f.Account != "" {
			all[n].Value, all[n].Error = f.Note, ui.FieldError(ctx, f.Err, "note")
		}
	}
	return all
}
