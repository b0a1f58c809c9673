package participant_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"sync"
	"testing"

	"golang.org/x/text/unicode/norm"

	"kheo/internal/business/org"
	"kheo/internal/business/participant"
	"kheo/internal/platform/db"
	"kheo/internal/platform/db/dbtest"
	"kheo/internal/platform/fault"
)

func TestParseKind(t *testing.T) {
	t.Parallel()
	for typed, want := range map[string]participant.Kind{
		"Tập thể": participant.Collective, "TẬP THỂ": participant.Collective, "tap the": participant.Collective, norm.NFD.String("tập thể"): participant.Collective,
		"TT": participant.Collective, "Cơ quan": participant.Collective, "collective": participant.Collective,
		"Cá nhân": participant.Individual, "  cá   nhân ": participant.Individual, "Ông": participant.Individual, "bà": participant.Individual, "CN": participant.Individual,
		"Hộ gia đình": participant.Household, "Gia đình": participant.Household, "hộ": participant.Household, "HGĐ": participant.Household, "household": participant.Household,
		"": "", "tập": "", "0": "", "cá nhân và tập thể": "",
	} {
		if got, ok := participant.ParseKind(typed); got != want || ok != (want != "") {
			t.Errorf("ParseKind(%q) = %q, %v", typed, got, ok)
		}
	}
	for _, k := range participant.Kinds() {
		if got, ok := participant.ParseKind(k.Label()); !ok || got != k {
			t.Errorf("the label %q is read as %q", k.Label(), got)
		}
		if got, ok := participant.ParseKind(string(k)); !ok || got != k {
			t.Errorf("%q is read as %q", k, got)
		}
	}
	if got := participant.Kind("guild").Label(); got != "" {
		t.Errorf("an unknown kind is called %q", got)
	}
}

func FuzzParseKind(f *testing.F) {
	f.Add("Tập thể")
	f.Add("hộ gia đình ")
	f.Fuzz(func(t *testing.T, typed string) {
		if k, ok := participant.ParseKind(typed); ok != slices.Contains(participant.Kinds(), k) {
			t.Errorf("%q: %q, %v", typed, k, ok)
		}
	})
}

// village is two wards of one district.
type village struct {
	*participant.Service
	db       *db.DB
	one, two participant.Unit
}

func newVillage(t testing.TB, d *db.DB) village {
	t.Helper()
	v := village{Service: participant.New(d), db: d}
	units := org.New(d)
	v.update(t, func(ctx context.Context, tx *db.Tx) error {
		district, err := units.Found(ctx, tx, org.Input{Name: "Quận Mẫu", Type: "district"})
		if err != nil {
			return err
		}
		one, err := units.Found(ctx, tx, org.Input{Name: "Phường Một", Type: "ward", ParentID: district.ID})
		if err != nil {
			return err
		}
		two, err := units.Found(ctx, tx, org.Input{Name: "Phường Hai", Type: "ward", ParentID: district.ID})
		v.one, v.two = participant.Unit{ID: one.ID, Path: one.Path}, participant.Unit{ID: two.ID, Path: two.Path}
		return err
	})
	return v
}

func (v village) update(t testing.TB, do func(context.Context, *db.Tx) error) {
	t.Helper()
	ctx := context.Background()
	if err := v.db.Update(ctx, func(tx *db.Tx) error { return do(ctx, tx) }); err != nil {
		t.Fatal(err)
	}
}

// ensure is Ensure in its own transaction.
func (v village) ensure(t testing.TB, kind participant.Kind, name string, unit participant.Unit) (p participant.Participant, made bool) {
	t.Helper()
	v.update(t, func(ctx context.Context, tx *db.Tx) (err error) {
		p, made, err = v.Ensure(ctx, tx, kind, name, unit)
		return err
	})
	return p, made
}

func TestOneForAllSpellings(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		v := newVillage(t, d)
		for _, spellings := range [][]string{
			{"Hội Phụ nữ Thủy Lợi Hòa Bình", "hội phụ nữ Thuỷ Lợi Hoà Bình", "HỘI PHỤ NỮ THUỶ LỢI HOÀ BÌNH", " Hội  Phụ\u00a0nữ\tThủy Lợi Hòa Bình "},
			{"Ủy ban Mặt trận khóa 5", "Uỷ ban mặt trận khoá 5", "ỦY BAN MẶT TRẬN KHÓA 5"},
			{"Nguyễn Thị Quý", "Nguyễn Thị Qúy", "nguyễn thị quý"},
		} {
			first, made := v.ensure(t, participant.Collective, spellings[0], v.one)
			if !made || first.ID == "" || first.Name != spellings[0] || first.UnitPath != v.one.Path || first.CreatedAt != dbtest.Moment.Truncate(1e6) {
				t.Fatalf("%+v, %v", first, made)
			}
			for _, s := range spellings {
				for _, typed := range []string{s, norm.NFD.String(s)} {
					p, made := v.ensure(t, participant.Collective, typed, v.one)
					if made || p.ID != first.ID || p.Name != spellings[0] {
						t.Errorf("%q became a participant of its own, %q", typed, p.Name)
					}
				}
			}
			for _, other := range []struct {
				kind participant.Kind
				name string
				unit participant.Unit
			}{
				{participant.Individual, spellings[0], v.one}, {participant.Collective, spellings[0], v.two},
				{participant.Collective, spellings[0] + " 2", v.one}, {participant.Household, spellings[0], v.two},
			} {
				if p, made := v.ensure(t, other.kind, other.name, other.unit); !made || p.ID == first.ID {
					t.Errorf("%+v is taken for %q", other, first.Name)
				}
			}
		}
		hà, _ := v.ensure(t, participant.Individual, "Trần Thị Hà", v.one)
		for _, name := range []string{"Trần Thị Hạ", "Tran Thi Ha", "Trần Thị Hạ Hà"} {
			if p, _ := v.ensure(t, participant.Individual, name, v.one); p.ID == hà.ID {
				t.Errorf("%q is taken for %q", name, hà.Name)
			}
		}
	})
}

func TestWrongInput(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		v := newVillage(t, d)
		for _, c := range []struct {
			kind              participant.Kind
			name, field, says string
		}{
			{"", "Tổ dân phố số 5", "participant_kind", "Chọn tập thể"}, {"guild", "Tổ dân phố số 5", "participant_kind", "Chọn tập thể"},
			{participant.Collective, " \t ", "participant", "Chưa nhập tên"}, {participant.Collective, strings.Repeat("ệ", 201), "participant", "quá 200 ký tự"},
		} {
			err := d.Update(t.Context(), func(tx *db.Tx) error {
				_, made, err := v.Ensure(t.Context(), tx, c.kind, c.name, v.one)
				if made {
					t.Errorf("%q %q was made", c.kind, c.name)
				}
				return err
			})
			var invalid fault.Invalid
			if !errors.As(err, &invalid) || !strings.Contains(invalid[c.field].String(), c.says) {
				t.Errorf("%q %.20q: %v", c.kind, c.name, err)
			}
		}
		v.ensure(t, participant.Collective, strings.Repeat("ệ", 200), v.one)
		v.update(t, func(ctx context.Context, tx *db.Tx) error {
			if _, err := v.Lookup(ctx, tx, participant.Collective, "Không có", v.one.ID); !errors.Is(err, fault.NotFound) {
				t.Errorf("looking for nobody: %v", err)
			}
			return nil
		})
	})
}

func TestOrderByGivenName(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		v := newVillage(t, d)
		people := []string{"Trần Văn An", "Nguyễn Thị Ánh", "Lê Thị Bình", "Nguyễn Văn Bình", "Phạm Đức Dũng", "Hoàng Thị Đào", "Vũ Ê", "Đỗ Văn Hà", "Đỗ Văn Hạ"}
		groups := []string{"Ban Công tác Mặt trận", "Đoàn Thanh niên", "Hội Phụ nữ", "Tổ dân phố số 5", "Ủy ban phường"}
		for _, n := range []int{4, 0, 7, 2, 8, 6, 1, 5, 3} {
			v.ensure(t, participant.Individual, people[n], v.one)
		}
		for _, n := range []int{3, 1, 4, 0, 2} {
			v.ensure(t, participant.Collective, groups[n], v.two)
		}
		v.update(t, func(ctx context.Context, tx *db.Tx) error {
			for unit, want := range map[string][]string{v.one.ID: people, v.two.ID: groups} {
				got, err := db.All(ctx, tx, db.Value[string], `SELECT name FROM participant_participant WHERE unit_id = $1 ORDER BY sort_key, id`, unit)
				if err != nil {
					return err
				}
				if !slices.Equal(got, want) {
					t.Errorf("got %q, want %q", got, want)
				}
			}
			return nil
		})
	})
}

func TestSuggest(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		v := newVillage(t, d)
		for _, name := range []string{"Tổ dân phố số 5", "Tổ dân phố số 4", "Tổ 100% sạch", "Hội Phụ nữ"} {
			v.ensure(t, participant.Collective, name, v.one)
		}
		v.ensure(t, participant.Collective, "Tổ dân phố số 6", v.two)
		v.update(t, func(ctx context.Context, tx *db.Tx) error {
			for typed, want := range map[string]string{
				"TỔ DÂN": "Tổ dân phố số 4|Tổ dân phố số 5", "tổ 100%": "Tổ 100% sạch", "%": "", "_": "", "tổ": "Tổ 100% sạch|Tổ dân phố số 4", "số 5": "",
			} {
				all, err := v.Suggest(ctx, tx, v.one.ID, typed, 2)
				if err != nil {
					return err
				}
				var names []string
				for _, p := range all {
					names = append(names, p.Name)
				}
				if got := strings.Join(names, "|"); got != want {
					t.Errorf("%q suggests %q, want %q", typed, got, want)
				}
			}
			return nil
		})
	})
}

func TestEnsureAtOnceMakesOne(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		v := newVillage(t, d)
		spellings := []string{"Hội Hòa Bình", "HỘI HOÀ BÌNH", "hội hòa  bình", norm.NFD.String("Hội Hoà Bình")}
		var wg sync.WaitGroup
		ids, made := make([]string, 8), make([]bool, 8)
		errs := make([]error, 8)
		for n := range 8 {
			wg.Go(func() {
				errs[n] = d.Update(context.Background(), func(tx *db.Tx) error {
					p, fresh, err := v.Ensure(context.Background(), tx, participant.Collective, spellings[n%4], v.one)
					ids[n], made[n] = p.ID, fresh
					return err
				})
			})
		}
		wg.Wait()
		if err := errors.Join(errs...); err != nil {
			t.Fatal(err)
		}
		fresh := 0
		for n := range 8 {
			if ids[n] != ids[0] {
				t.Errorf("participants %s and %s", ids[0], ids[n])
			}
			if made[n] {
				fresh++
			}
		}
		if fresh != 1 {
			t.Errorf("made %d times", fresh)
		}
		v.update(t, func(ctx context.Context, tx *db.Tx) error {
			n, err := db.One(ctx, tx, db.Value[int64], `SELECT COUNT(*) FROM participant_participant`)
			if n != 1 {
				t.Errorf("%d rows", n)
			}
			return err
		})
	})
}
