package search_test

import (
	"slices"
	"testing"

	"github.com/google/uuid"

	"kheo/internal/platform/db"
	"kheo/internal/platform/db/dbtest"
	"kheo/internal/service/search"
)

func TestMatch(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ctx := t.Context()
		rac, camera := uuid.NewString(), uuid.NewString()
		err := d.Update(ctx, func(tx *db.Tx) error {
			for _, put := range [][]string{
				{rac, "sẽ bị thay"},
				{rac, "Khéo trong vận động phân loại rác tại nguồn ở ngõ 7", "Phường Cát Linh"},
				{camera, "Khéo trong xã hội hóa lắp camera an ninh", "Đội bảo vệ dân phố"},
			} {
				for _, id := range put[:1] {
					if err := db.Exec(ctx, tx, `INSERT INTO jobs_run (id, kind, title, state, created_at) VALUES ($1, '', '', 'waiting', $2)
						ON CONFLICT (id) DO NOTHING`, id, tx.Now); err != nil {
						return err
					}
				}
				if err := search.Put(ctx, tx, put[0], put[1:]...); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		for query, want := range map[string][]string{
			"phân loại rác": {rac}, "PHAN LOAI RAC": {rac}, "rac nguon": {rac}, "phan lo": {rac}, "cat linh": {rac},
			"doi bao ve": {camera}, "khéo": {rac, camera}, "sẽ bị thay": nil, "không có": nil, `"; DROP TABLE x; --`: nil, "   ": {rac, camera}, "* OR rác": nil,
		} {
			got := find(t, d, query)
			slices.Sort(want)
			if !slices.Equal(got, want) {
				t.Errorf("%q found %v, want %v", query, got, want)
			}
		}
		if err := d.Update(ctx, func(tx *db.Tx) error { return search.Drop(ctx, tx, rac) }); err != nil {
			t.Fatal(err)
		}
		if got := find(t, d, "rác"); got != nil {
			t.Errorf("found %v after Drop", got)
		}
	})
}

func find(t *testing.T, d *db.DB, query string) (ids []string) {
	t.Helper()
	err := d.View(t.Context(), func(tx *db.Tx) (err error) {
		w := &db.Where{}
		search.Match(tx, w, "id", query)
		ids, err = db.All(t.Context(), tx, db.Value[string], `SELECT id FROM jobs_run`+w.SQL()+` ORDER BY id`, w.Args()...)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return ids
}
