package demo

import (
	"context"

	"github.com/google/uuid"

	"kheo/internal/business/numberbook"
	"kheo/internal/business/org"
	"kheo/internal/business/signing"
	"kheo/internal/platform/clock"
)

// office is how one body numbers its papers and who signs them.
type office struct {
	unit, abbreviation string
	line               org.Line
	term               string // Party bodies number through a term
	from, to           clock.Date
	signer, login      string
	capacity           signing.Capacity
	form               string // one line a line
	firstDecision      int64  // numbers before it were given on paper
}

// offices are those of the example. People are made up.
func offices() []office {
	old, lastDay, firstDay := clock.Must("2020-08-01"), clock.Must("2025-06-30"), clock.Must("2025-07-01")
	return []office{
		{"quan-uy-dong-da", "QU", org.Party, "Nhiệm kỳ 2020–2025", old, lastDay, "Nguyễn Hữu Vượng", "", signing.OnBehalf, "T/M BAN THƯỜNG VỤ\nPHÓ BÍ THƯ", 412},
		{"dang-uy-phuong-dong-da", "ĐU", org.Party, "Nhiệm kỳ 2025–2030", firstDay, clock.Must("2030-06-30"), "Đỗ Thanh Nga", "nguoiky", signing.OnBehalf, "T/M BAN THƯỜNG VỤ\nPHÓ BÍ THƯ", 36},
		{"ubnd-phuong-dong-da", "UBND", org.State, "", firstDay, clock.Date{}, "Phùng Gia Bảo", "", signing.Self, "CHỦ TỊCH", 1},
		{"mttq-phuong-dong-da", "MTTQ-BTT", org.Front, "", firstDay, clock.Date{}, "Tống Khánh Vy", "", signing.OnBehalf, "TM. BAN THƯỜNG TRỰC\nCHỦ TỊCH", 1},
	}
}

// office opens the books of each body and writes down who signs there.
func (x *maker) office(ctx context.Context) error {
	admin := x.actors["quantri"]
	for _, o := range offices() {
		unit := x.units[o.unit]
		x.at(o.from.AddDays(1).ISO())
		if o.term != "" {
			in := numberbook.TermInput{ID: uuid.Must(uuid.NewV7()).String(), Name: o.term, From: o.from, To: o.to}
			if err := x.Numbers.SetTerm(ctx, admin, unit.ID, in); err != nil {
				return err
			}
		}
		symbol := numberbook.SymbolInput{ID: uuid.Must(uuid.NewV7()).String(), Line: o.line, Abbreviation: o.abbreviation, From: o.from}
		if err := x.Numbers.AddSymbol(ctx, admin, unit.ID, symbol); err != nil {
			return err
		}
		book := numberbook.OpenInput{UnitID: unit.ID, Line: o.line, DocType: "QĐ", Day: o.from.AddDays(1), First: o.firstDecision}
		if _, err := x.Numbers.OpenBook(ctx, x.actors["congbo"], book); err != nil {
			return err
		}
		power := signing.PowerInput{
			ID: uuid.Must(uuid.NewV7()).String(), Line: o.line, Name: o.signer, AccountID: x.actors[o.login].AccountID, Capacity: o.capacity, Form: o.form,
			From: o.from, To: o.to, Basis: "Phân công của cơ quan (ví dụ)",
		}
		if err := x.Signing.Save(ctx, admin, unit.ID, power); err != nil {
			return err
		}
	}
	return nil
}
