package org

import (
	"fmt"
	"syscall"
	"testing"
	"time"

	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/platform/db/dbtest"
)

// aCountry fills a database with made-up units of the size of the real country:
// 34 provinces of 97 wards, before them 63 with 11 districts of 15 each.
func aCountry(tb testing.TB) (*Service, *db.DB) {
	tb.Helper()
	d := dbtest.SQLite(tb)
	s := New(d)
	sounds := []string{"An", "Bình", "Cát", "Đông", "Giang", "Hòa", "Kim", "Liên", "Long", "Minh", "Ngọc", "Phú", "Quang", "Sơn", "Tân", "Thái", "Thanh", "Trung", "Tự", "Văn", "Việt", "Xuân", "Yên"}
	name := func(n int) string {
		return sounds[n%len(sounds)] + " " + sounds[n/len(sounds)%len(sounds)] + []string{"", " Bắc", " Nam", " Thượng", " Hạ"}[n/529%5]
	}
	old, fresh := clock.Span{To: clock.Must("2025-06-30")}, clock.Since(clock.Must("2025-07-01"))
	err := d.Update(tb.Context(), func(tx *db.Tx) error {
		b := newBook()
		add := func(code, called string, t Type, above string, days clock.Span) string {
			l := newLife(code, called, t, above, days)
			if t == "ward" {
				l.Codes = []Coded{{days, GSO, fmt.Sprintf("%05d", len(b.lives))}}
			}
			b.add(l)
			b.settle(l, clock.DayOf(tx.Now))
			return l.ID
		}
		for p := range 63 {
			province := add(fmt.Sprint("tinh-cu-", p), "Tỉnh "+name(p*7), "province", "", old)
			for q := range 11 {
				district := add(fmt.Sprint("huyen-", p, "-", q), "Huyện "+name(p*11+q), "district", province, old)
				for w := range 15 {
					add(fmt.Sprint("xa-", p, "-", q, "-", w), []string{"Xã ", "Phường ", "Thị trấn "}[w%3]+name(p*165+q*15+w), "ward", district, old)
				}
			}
		}
		for p := range 34 {
			province := add(fmt.Sprint("tinh-", p), "Tỉnh "+name(p*13), "province", "", fresh)
			for w := range 97 {
				add(fmt.Sprint("phuong-", p, "-", w), []string{"Xã ", "Phường "}[w%2]+name(p*97+w), "ward", province, fresh)
			}
		}
		var lives []*Life
		for _, l := range b.lives {
			lives = append(lives, l)
		}
		if err := writeUnits(tb.Context(), tx, lives); err != nil {
			return err
		}
		return writeLives(tb.Context(), tx, lives)
	})
	if err != nil {
		tb.Fatal(err)
	}
	return s, d
}

// BenchmarkSuggestions types beginnings of names and of a code among 14,000 units,
// for everybody and for an administrator of the whole country and of one province.
func BenchmarkSuggestions(b *testing.B) {
	s, d := aCountry(b)
	day := clock.DayOf(dbtest.Moment)
	for _, typed := range []string{"tr", "th", "ph", "phuong", "xã", "kim lien", "Kim Liên", "phường trung tự", "001", "khong co ai"} {
		b.Run("public/"+typed, func(b *testing.B) {
			measure(b, func() error {
				_, err := s.suggestions(b.Context(), typed, day, fewMatches)
				return err
			})
		})
		for name, tops := range map[string][]string{"country": {"/"}, "province": {"/tinh-3/"}, "ward": {"/tinh-3/phuong-3-7/"}} {
			b.Run(name+"/"+typed, func(b *testing.B) {
				measure(b, func() error {
					return d.View(b.Context(), func(tx *db.Tx) error {
						_, err := s.Within(b.Context(), tx, tops, typed, day, fewMatches)
						return err
					})
				})
			})
		}
	}
}

// BenchmarkPublicPages reads what the public pages of units show.
func BenchmarkPublicPages(b *testing.B) {
	s, _ := aCountry(b)
	day := clock.DayOf(dbtest.Moment)
	b.Run("provinces", func(b *testing.B) {
		measure(b, func() error {
			_, err := s.directory(b.Context(), "", day, mostMatches)
			return err
		})
	})
	b.Run("found", func(b *testing.B) {
		measure(b, func() error {
			_, err := s.directory(b.Context(), "kim", day, mostMatches)
			return err
		})
	})
	b.Run("province", func(b *testing.B) {
		measure(b, func() error {
			_, err := s.portrait(b.Context(), "tinh-3", Wish{}, pageSize)
			return err
		})
	})
	b.Run("api-page", func(b *testing.B) {
		measure(b, func() error {
			_, err := s.Listed(b.Context(), Asked{Limit: 50, After: "phuong-2"})
			return err
		})
	})
	b.Run("api-province", func(b *testing.B) {
		measure(b, func() error {
			_, err := s.Listed(b.Context(), Asked{Limit: 50, Under: "tinh-3"})
			return err
		})
	})
}

// measure reports processor time of this process for each call of do.
func measure(b *testing.B, do func() error) {
	b.Helper()
	if err := do(); err != nil {
		b.Fatal(err)
	}
	before := processor(b)
	b.ResetTimer()
	for range b.N {
		if err := do(); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64((processor(b)-before).Microseconds())/1000/float64(b.N), "cpu-ms/op")
}

func processor(b *testing.B) time.Duration {
	b.Helper()
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
