package participant_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strings"
	"syscall"
	"testing"
	"time"

	"kheo/internal/business/participant"
	"kheo/internal/platform/db"
	"kheo/internal/platform/db/dbtest"
	"kheo/internal/platform/text"
)

// A city of 150,000 participants in 120 wards of ten places each.
const (
	manyWards    = 120
	placesAWard  = 10
	manyPeople   = 150_000
	peopleABatch = 500
)

var (
	surnames = strings.Fields("Nguyễn Nguyễn Nguyễn Nguyễn Trần Trần Lê Phạm Hoàng Vũ Đặng Bùi Đỗ Hồ Ngô Dương Lý")
	middles  = strings.Fields("Thị Thị Thị Văn Văn Văn Đức Minh Thu Ngọc Xuân Quốc Hữu Kim")
	givens   = strings.Fields("Anh Ánh Bình Cường Dũng Đào Giang Hà Hạ Hải Hạnh Hòa Hoa Hùng Hương Khánh Lan Linh Long Mai Nam Nga Oanh Phúc Quý Sơn Tâm Thảo Thủy Tuấn Uyên Vân Yến")
	bodies   = []string{"Tổ dân phố số %d", "Hội Phụ nữ chi hội %d", "Ban Công tác Mặt trận khu dân cư %d", "Câu lạc bộ dưỡng sinh %d", "Công an phường, tổ %d", "Trường Tiểu học số %d"}
)

// nth is the kind and name of the nth participant.
func nth(n int) (participant.Kind, string) {
	dice := rand.New(rand.NewPCG(1, uint64(n)))
	if n%3 == 0 {
		return participant.Collective, fmt.Sprintf(bodies[dice.IntN(len(bodies))], dice.IntN(300))
	}
	one := func(of []string) string { return of[dice.IntN(len(of))] }
	name := one(surnames) + " " + one(middles) + " " + one(givens)
	if n%10 == 1 {
		return participant.Household, "Gia đình " + name
	}
	return participant.Individual, name
}

func wardPath(ward int) string { return fmt.Sprintf("/thanh-pho/phuong-%03d/", ward) }

// crowd fills d with everybody; it writes what the module would, only faster.
func crowd(b *testing.B, d *db.DB) {
	b.Helper()
	ctx := context.Background()
	h := newTown(b, d)
	for start := 0; start < manyPeople; start += peopleABatch * 20 {
		h.update(b, func(ctx context.Context, tx *db.Tx) error {
			for batch := start; batch < min(start+peopleABatch*20, manyPeople); batch += peopleABatch {
				if err := crowdBatch(ctx, tx, h.ward.ID, batch); err != nil {
					return err
				}
			}
			return nil
		})
	}
	h.update(b, func(ctx context.Context, tx *db.Tx) error {
		_, err := tx.Raw().ExecContext(ctx, `INSERT INTO participant_place (unit_path) SELECT DISTINCT unit_path FROM participant_participant`)
		return err
	})
	if _, err := d.Pool().ExecContext(ctx, `ANALYZE`); err != nil {
		b.Fatal(err)
	}
}

func crowdBatch(ctx context.Context, tx *db.Tx, unitID string, batch int) error {
	rows, words := &strings.Builder{}, &strings.Builder{}
	for n := batch; n < batch+peopleABatch; n++ {
		kind, name := nth(n)
		id := fmt.Sprintf("0190c000-0000-7000-8000-%012x", n)
		dice := rand.New(rand.NewPCG(2, uint64(n)))
		path := fmt.Sprintf("%sto-%d/", wardPath(dice.IntN(manyWards)), dice.IntN(placesAWard))
		fmt.Fprintf(rows, ",('%s','%s','%s','%s %d','%s','%s','%s',1,'2026-01-01 00:00:00+00:00','%s')", id, kind, name, text.Key(name), n, text.Fold(name), unitID, path, id)
		for rest := text.Key(strings.ReplaceAll(name, ",", "")); rest != ""; _, rest, _ = strings.Cut(rest, " ") {
			fmt.Fprintf(words, ",('%s','%s','%s','%s','%s')", id, kind, path, rest, text.Fold(rest))
		}
	}
	_, err := tx.Raw().ExecContext(ctx, `INSERT INTO participant_participant (id, kind, name, name_key, sort_key, unit_id, unit_path, version, created_at, root_id) VALUES `+rows.String()[1:])
	if err != nil {
		return err
	}
	_, err = tx.Raw().ExecContext(ctx, `INSERT INTO participant_word (participant_id, kind, unit_path, spoken, fold) VALUES `+words.String()[1:])
	return err
}

// BenchmarkSearch asks for ten participants as somebody types, among 150,000: for
// a reader of the city, of some wards and of one ward; beside it, reading ten rows
// by their ids.
func BenchmarkSearch(b *testing.B) {
	engines := map[string]func(testing.TB) *db.DB{"sqlite": dbtest.SQLite}
	if dbtest.HasPostgres() {
		engines["postgres"] = dbtest.Postgres
	}
	var some []string
	for ward := range 12 {
		some = append(some, wardPath(ward*3))
	}
	for engine, open := range engines {
		d := open(b)
		crowd(b, d)
		s := participant.New(d)
		for reader, paths := range map[string][]string{"city": {"/thanh-pho/"}, "wards": some, "ward": {wardPath(7)}} {
			for _, words := range []string{"n", "ng", "nguyễn thị hòa", "nguyen thi hoa", "hoa", "tổ dân phố số 25", "to dan", "công an phường, tổ 217", "không có ai"} {
				b.Run(engine+"/"+reader+"/"+words, func(b *testing.B) {
					q := participant.Query{Words: words, Paths: paths, Limit: 10}
					spend(b, d, func(ctx context.Context, tx *db.Tx) error {
						_, err := s.Search(ctx, tx, q)
						return err
					})
				})
			}
		}
		b.Run(engine+"/floor", func(b *testing.B) {
			spend(b, d, func(ctx context.Context, tx *db.Tx) error {
				_, err := db.All(ctx, tx, db.Value[string], `SELECT name FROM participant_participant WHERE id >= '0190c000-0000-7000-8000-000000000100' ORDER BY id LIMIT 10`)
				return err
			})
		})
	}
}

// spend reports processor time of this process for each call of do; that of a
// PostgreSQL server is not in it, so look at ns/op there.
func spend(b *testing.B, d *db.DB, do func(context.Context, *db.Tx) error) {
	b.Helper()
	once := func() {
		if err := d.View(b.Context(), func(tx *db.Tx) error { return do(b.Context(), tx) }); err != nil {
			b.Fatal(err)
		}
	}
	once()
	once()
	before := busy(b)
	for b.Loop() {
		once()
	}
	b.ReportMetric(float64((busy(b)-before).Microseconds())/1000/float64(b.N), "cpu-ms/op")
}

func busy(b *testing.B) time.Duration {
	b.Helper()
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
