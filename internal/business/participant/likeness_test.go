package participant_test

import (
	"strings"
	"testing"

	"kheo/internal/business/participant"
)

// places: wards of which two became one, seen from the new one and from an old one.
func places(ids ...string) (all []participant.Place) {
	for _, id := range ids {
		all = append(all, participant.Place{ID: id, Names: map[string][]string{
			"new": {"Phường Phương Liên - Trung Tự"}, "lien": {"Phường Phương Liên"}, "tu": {"Phường Trung Tự"},
			"renamed": {"Phường Mới", "Phường Thổ Quan"}, "five": {"Phường 5"}, "office": {"Ủy ban nhân dân phường Phương Liên - Trung Tự"}, "old office": {"UBND phường Phương Liên"},
		}[id]})
	}
	return all
}

const (
	collective = participant.Collective
	individual = participant.Individual
	household  = participant.Household
)

var fromNew, fromLien = places("new", "lien", "tu"), places("lien", "new")

// likeCases are pairs of names with their places; says begins the first reason, and
// is empty for names that are not alike.
var likeCases = []struct {
	kind   participant.Kind
	a, at  string
	b, bt  string
	places []participant.Place
	says   string
}{
	{collective, "Hội Phụ nữ Thủy Lợi", "lien", "Hội Phụ nữ Thuỷ Lợi", "new", fromLien, "Tên viết giống nhau"},
	{collective, "Ủy ban phường", "lien", "UỶ BAN PHƯỜNG", "new", fromLien, "Tên viết giống nhau"},
	{collective, "Nhà in Lý Sơn", "new", "Nhà in Lí Sơn", "new", fromNew, "Tên viết giống nhau"},
	{collective, "Tổ dân phố số 5", "new", "To dan pho so 5", "new", fromNew, "Giống nhau khi bỏ dấu"},
	{collective, "UBND phường", "new", "Ủy ban nhân dân phường", "lien", fromNew, "Giống nhau khi viết đủ"},
	{collective, "CLB dưỡng sinh", "new", "Câu lạc bộ dưỡng sinh", "new", fromNew, "Giống nhau khi viết đủ"},
	{collective, "Trường THCS Cát Linh", "new", "Trường Trung học cơ sở Cát Linh", "new", fromNew, "Giống nhau khi viết đủ"},
	{collective, "TDP số 5", "new", "Tổ dân phố số 5", "new", fromNew, "Giống nhau khi viết đủ"},
	{collective, "TDP5", "new", "Tổ dân phố 5", "new", fromNew, "Giống nhau khi viết đủ"},
	{collective, "Hội LHPN phường", "new", "Hội Liên hiệp Phụ nữ phường", "new", fromNew, "Giống nhau khi viết đủ"},
	{collective, "BCH ĐTN phường", "new", "Ban chấp hành Đoàn Thanh niên phường", "new", fromNew, "Giống nhau khi viết đủ"},
	{collective, "HTX rau sạch", "new", "Hợp tác xã rau sạch", "new", fromNew, "Giống nhau khi viết đủ"},
	{collective, "CAP Phương Liên", "lien", "Công an phường Phương Liên", "lien", fromLien, "Giống nhau khi viết đủ"},
	{collective, "Công an P. Phương Liên", "lien", "Công an phường Phương Liên", "lien", fromLien, "Giống nhau khi viết đủ"},
	{collective, "Công an phường Phương Liên - Trung Tự", "new", "Công an phường Phương Liên", "lien", fromNew, "Giống nhau khi thay tên đơn vị"},
	{collective, "Công an phường Phương Liên", "lien", "CA phường Phương Liên - Trung Tự", "new", fromLien, "Giống nhau khi thay tên đơn vị"},
	{collective, "Công an phường Thổ Quan", "renamed", "Công an phường Mới", "renamed", places("renamed"), "Giống nhau khi thay tên đơn vị"},
	{collective, "Công an phường", "new", "Công an phường Trung Tự", "tu", fromNew, "Giống nhau khi bỏ tên đơn vị"},
	{collective, "Hội Người cao tuổi phường 5", "five", "Hội Người cao tuổi", "five", places("five"), "Giống nhau khi bỏ tên đơn vị"},
	{collective, "Hội Cựu chiến binh khối 7", "new", "Hội Cựu chiến bnih khối 7", "new", fromNew, "Chỉ khác nhau một chữ cái"},
	{collective, "Hội Người cao tuổi", "new", "Hội Ngời cao tuổi", "lien", fromNew, "Chỉ khác nhau một chữ cái"},
	{collective, "Bộ phận Một cửa phường Phương Liên", "old office", "Bộ phận Một cửa phường Phương Liên - Trung Tự", "office", places("old office", "office"), "Giống nhau khi thay tên đơn vị"},
	{individual, "Trần Thị Hòa", "new", "Trần Thị Hoà", "lien", fromNew, "Tên viết giống nhau"},
	{individual, "Trần Thị Hòa", "new", "Tran Thi Hoa", "new", fromNew, "Giống nhau khi bỏ dấu"},
	{individual, "Trần Thị Hà", "new", "Trần Thị Hạ", "new", fromNew, "Giống nhau khi bỏ dấu"},
	{household, "Gia đình bà Trần Thị Hoa", "new", "Hộ bà Trần Thị Hoa", "lien", fromNew, "Giống nhau khi bỏ cách gọi"},
	{household, "HGĐ Trần Thị Hoa", "new", "Trần Thị Hoa", "lien", fromNew, "Giống nhau khi bỏ cách gọi"},

	{individual, "Trần Thị Hoa", "lien", "Trần Thị Hoa", "away", fromLien, ""},                         // units that have nothing in common
	{collective, "Công an phường Phương Liên", "new", "Công an phường Trung Tự", "tu", fromNew, ""},    // two that became one are not each other
	{collective, "Tổ dân phố số 5 Phương Liên", "new", "Tổ dân phố số 5 Trung Tự", "new", fromNew, ""}, // nor inside the new one
	{collective, "Tổ dân phố số 5", "new", "Tổ dân phố số 6", "new", fromNew, ""},
	{collective, "Tổ dân phố số 5", "new", "Tổ dân phố số 15", "new", fromNew, ""},
	{collective, "Nhóm phụ nữ khéo A", "new", "Nhóm phụ nữ khéo B", "new", fromNew, ""},
	{collective, "Khối dân cư III", "new", "Khối dân cư II", "new", fromNew, ""},
	{collective, "Đội Sạch", "new", "Đội Sạck", "new", fromNew, ""}, // too short for a slip
	{collective, "Công ty Cấp nước", "new", "Công ty Công an phường nước", "new", fromNew, ""},
	{collective, "Ban Công tác Mặt trận", "new", "Ban Thanh tra nhân dân", "new", fromNew, ""},
	{individual, "Trần Thị Hoa", "new", "Trần Thị Hao", "new", fromNew, ""}, // a slip makes another person
	{individual, "Trần Thị Hoa", "new", "Trần Hoa", "new", fromNew, ""},
	{individual, "Trần Phương Liên", "lien", "Trần", "lien", fromLien, ""},
	{household, "Gia đình ông Trần Văn Hoa", "new", "Gia đình ông Trần Văn Hao", "new", fromNew, ""},
}

func TestLike(t *testing.T) {
	t.Parallel()
	for _, x := range likeCases {
		got := participant.Like(participant.Side{Kind: x.kind, Name: x.a, UnitID: x.at}, participant.Side{Kind: x.kind, Name: x.b, UnitID: x.bt}, x.places)
		switch {
		case x.says == "" && len(got) > 0:
			t.Errorf("%q and %q: %v", x.a, x.b, got)
		case x.says != "" && (len(got) == 0 || !strings.HasPrefix(got[0].String(), x.says)):
			t.Errorf("%q and %q: %v, want %s", x.a, x.b, got, x.says)
		case len(got) > 0 && (len(got) > 1) != (x.at != x.bt):
			t.Errorf("%q and %q: %v", x.a, x.b, got)
		}
	}
}

func TestLikeByAlias(t *testing.T) {
	t.Parallel()
	here := places("new", "lien")
	a := participant.Side{Kind: participant.Collective, Name: "Đoàn phường", Aliases: []string{"CLB Khéo tay"}, UnitID: "new"}
	b := participant.Side{Kind: participant.Collective, Name: "Câu lạc bộ Khéo tay", UnitID: "lien"}
	for _, pair := range [][2]participant.Side{{a, b}, {b, a}} {
		got := participant.Like(pair[0], pair[1], here)
		if len(got) != 2 || got[0].String() != "“CLB Khéo tay” đã được ghi là tên gọi khác." {
			t.Errorf("%v", got)
		}
	}
	a.Aliases = []string{"CLB Khéo tya dài hơn"}
	b.Name = "CLB Khéo tay dài hơn"
	if got := participant.Like(a, b, here); got != nil {
		t.Errorf("an alias with a slip: %v", got)
	}
	b.Kind = participant.Household
	if got := participant.Like(a, b, here); got != nil {
		t.Errorf("across kinds: %v", got)
	}
}

func TestPartlySucceeded(t *testing.T) {
	t.Parallel()
	here := places("new", "lien")
	here[1].Partly = true
	side := func(at string) participant.Side {
		return participant.Side{Kind: participant.Collective, Name: "Tổ dân phố số 5", UnitID: at}
	}
	if got := participant.Like(side("new"), side("lien"), here); len(got) != 3 || !strings.HasPrefix(got[2].String(), "Lưu ý: chỉ một phần") {
		t.Errorf("%v", got)
	}
}

func TestNamesakes(t *testing.T) {
	t.Parallel()
	for n, want := range map[int]string{0: "", 2: "", 3: "Lưu ý: tên này có 3 người cùng tên.", 40: "Lưu ý: tên này có 40 người cùng tên."} {
		if caveat, ok := participant.Namesakes(participant.Individual, n); ok != (want != "") || ok && caveat.String() != want {
			t.Errorf("%d: %v", n, caveat)
		}
	}
	if _, ok := participant.Namesakes(participant.Collective, 40); ok {
		t.Error("a collective has namesakes")
	}
}

// FuzzLike: whatever the names, a is like itself, and being alike does not depend
// on who comes first within one unit.
func FuzzLike(f *testing.F) {
	f.Add("Công an phường Phương Liên", "CAP Trung Tự")
	f.Add("TDP5", "")
	f.Add("\xff", "ủy")
	f.Fuzz(func(t *testing.T, x, y string) {
		here := places("new", "lien", "tu")
		for _, kind := range participant.Kinds() {
			a, b := participant.Side{Kind: kind, Name: x, UnitID: "new"}, participant.Side{Kind: kind, Name: y, UnitID: "new"}
			if len(participant.Like(a, a, here)) == 0 {
				t.Errorf("%q is not like itself", x)
			}
			if (len(participant.Like(a, b, here)) > 0) != (len(participant.Like(b, a, here)) > 0) {
				t.Errorf("%q and %q: it depends on who comes first", x, y)
			}
		}
	})
}
