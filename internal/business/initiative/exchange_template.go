package initiative

import (
	"context"
	"io"
	"slices"

	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
	"kheo/internal/service/auth"
	"kheo/internal/service/exchange"
)

// maxTemplateUnits bounds the drop-down list of units: a longer one helps nobody.
const maxTemplateUnits = 500

// Template writes an empty list for the season named by code: headings, one
// example, drop-down lists of fields and of the units where actor registers.
func (s *Service) Template(ctx context.Context, actor auth.Actor, code string, w io.Writer) error {
	if !actor.Has(auth.Registrar) {
		return fault.Forbidden
	}
	sheet := exchange.Sheet{Name: "Đăng ký", Title: []string{"DANH SÁCH ĐĂNG KÝ MÔ HÌNH “DÂN VẬN KHÉO”"}, Columns: listColumns(), Landscape: true}
	notes := []string{
		"Đối tượng: Tập thể, Cá nhân hoặc Hộ gia đình. Loại để trống được hiểu là Mô hình.",
		"Đơn vị: ghi tên phường, xã ở từng dòng, hoặc đặt tên phường thành một dòng riêng phía trên các dòng của phường đó.",
		"Ngày ghi như 05/03/2022 hoặc 3/2022.",
		"Tên nhóm, dòng tổng cộng và chữ ký được nhận ra và bỏ qua.",
	}
	err := s.db.View(ctx, func(tx *db.Tx) error {
		season, err := s.campaigns.NamedSeason(ctx, tx, "mua", code)
		if err != nil {
			return unknown(err)
		}
		fields, err := s.campaigns.Fields(ctx, tx)
		if err != nil {
			return err
		}
		units, err := s.registersFor(ctx, tx, actor, season.UnitPath)
		if err != nil {
			return err
		}
		sheet.Title = []string{sheet.Title[0], season.Name}
		if !season.RegisterBy.IsZero() {
			notes = append(notes[:4:4], "Gửi trước hết ngày "+season.RegisterBy.String()+".")
		}
		for n := range sheet.Columns {
			switch c := &sheet.Columns[n]; c.Key {
			case "field":
				c.Choices = c.Choices[:0:0]
				for _, f := range fields {
					if holds(f.From, f.To, season.LaunchedOn) {
						c.Choices = append(c.Choices, f.Name)
					}
				}
			case "unit":
				c.Choices = units
				if len(units) > 0 {
					c.Example = units[0]
				}
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	return exchange.Template(w, sheet, notes)
}

// registersFor names the units that send registrations among those where actor
// registers in the subtree of seasonPath; none when there are too many to choose from.
func (s *Service) registersFor(ctx context.Context, tx *db.Tx, actor auth.Actor, seasonPath string) (names []string, err error) {
	for _, path := range narrow(actor.Paths(auth.Registrar), seasonPath) {
		units, err := s.units.Under(ctx, tx, path)
		if err != nil {
			return nil, err
		}
		for _, u := range units {
			if u.Type == "ward" {
				names = append(names, u.Name)
			}
		}
	}
	if len(names) > maxTemplateUnits {
		return nil, nil
	}
	slices.Sort(names)
	return slices.Compact(names), nil
}
