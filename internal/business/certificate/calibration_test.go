package certificate

import "testing"

func TestPrintersByName(t *testing.T) {
	t.Parallel()
	printer := func(id, name, path string) Calibration { return Calibration{ID: id, Printer: name, UnitPath: path} }
	all := []Calibration{printer("1", "Tầng 1", "/a/b/"), printer("2", "Tầng 1", "/a/c/"), printer("3", "Tầng 2", "/a/c/"), printer("4", "Tầng 3", "/a/"), printer("5", "Tầng 3", "/a/b/")}
	for _, c := range []struct{ name, path, want string }{
		{"2", "/x/", "2"}, {"Tầng 2", "/a/b/", "3"}, {"Tầng 1", "/a/b/d/", "1"}, {"Tầng 1", "/a/c/", "2"}, {"Tầng 1", "/a/", ""}, {"Tầng 3", "/a/b/", ""}, {"Tầng 3", "/a/c/", "4"},
		{"Tầng 9", "/a/", ""}, {"", "/a/", ""},
	} {
		got, err := named(all, c.name, c.path)
		if got.ID != c.want || (err == nil) != (c.want != "") {
			t.Errorf("%q for %s is %q (%v), want %q", c.name, c.path, got.ID, err, c.want)
		}
	}
}
