package pdfsign

import (
	"maps"
	"reflect"
	"slices"

	"kheo/internal/platform/fault"
)

// What signing programs may change of the catalog and of a page: the form with the
// signature, data for checking it later, and the page's list of fields.
var (
	mayOfCatalog = []name{"AcroForm", "DSS", "Extensions", "Perms", "Metadata", "Version"}
	mayOfPage    = []name{"Annots", "Tabs"}
	mayOfForm    = []name{"Fields", "SigFlags", "DA", "DR"}
)

// harmless refuses a file whose later revisions change what the first one shows:
// an object may be replaced behind the original bytes, and the signature would
// cover that too.
func harmless(before, after *file) error {
	catalog, root := before.root()
	if now, ok := after.trailer["Root"].(ref); !ok || now != root {
		return fault.Refuse("Phần thêm vào sau văn bản gốc thay cấu trúc của cả tệp.")
	}
	pages := map[int64]bool{}
	lists := map[int64]bool{}
	for _, p := range before.pages() {
		pages[p] = true
		if r, ok := before.dict(ref{num: p})["Annots"].(ref); ok {
			lists[r.num] = true
		}
	}
	info, _ := before.trailer["Info"].(ref)
	meta, _ := catalog["Metadata"].(ref)
	form, _ := catalog["AcroForm"].(ref)
	for _, num := range slices.Sorted(maps.Keys(before.entries)) {
		e := before.entries[num]
		if !e.used || after.entries[num] == e || num == info.num || num == meta.num && meta.num > 0 {
			continue
		}
		was, is := before.object(num), after.object(num)
		switch {
		case same(was, is):
		case num == root.num && onlyIn(was, is, mayOfCatalog):
		case pages[num] && onlyIn(was, is, mayOfPage):
		case num == form.num && form.num > 0 && onlyIn(was, is, mayOfForm):
		case lists[num] && isArray(was) && isArray(is):
		default:
			return before.changed(num)
		}
	}
	if after.dict(after.catalog()["AcroForm"])["XFA"] != nil {
		return fault.Refuse("Phần thêm vào sau văn bản gốc có biểu mẫu động (XFA) nên không nhận.")
	}
	return harmlessNotes(before, after)
}

func (f *file) catalog() dict {
	d, _ := f.root()
	return d
}

func (f *file) changed(num int64) error {
	if page := f.pageOf(num); page > 0 {
		return fault.Refuse("Phần thêm vào sau văn bản gốc sửa nội dung trang %d.", page)
	}
	return fault.Refuse("Phần thêm vào sau văn bản gốc sửa đối tượng số %d của tệp.", num)
}

// harmlessNotes refuses notes on pages that are no fields of signatures: they
// could lie over the text.
func harmlessNotes(before, after *file) error {
	now := after.pages()
	for i, num := range before.pages() {
		if i >= len(now) || now[i] != num {
			return fault.Refuse("Phần thêm vào sau văn bản gốc đổi thứ tự trang.")
		}
		was := before.array(before.dict(ref{num: num})["Annots"])
		is := after.array(after.dict(ref{num: num})["Annots"])
		if len(is) < len(was) || !slices.EqualFunc(was, is[:len(was)], same) {
			return fault.Refuse("Phần thêm vào sau văn bản gốc sửa nội dung trang %d.", i+1)
		}
		for _, a := range is[len(was):] {
			if d := after.dict(a); d["Subtype"] != name("Widget") || after.kindOf(d) != name("Sig") {
				return fault.Refuse("Trang %d có thêm ghi chú không phải chữ ký số.", i+1)
			}
		}
	}
	return nil
}

// kindOf is the kind of a field, which its parents may tell.
func (f *file) kindOf(d dict) any {
	for range 8 {
		if kind := f.value(d["FT"]); kind != nil {
			return kind
		}
		if d = f.dict(d["Parent"]); d == nil {
			return nil
		}
	}
	return nil
}

// onlyIn reports whether two dictionaries differ in nothing but keys.
func onlyIn(was, is any, keys []name) bool {
	a, ok := was.(dict)
	b, ok2 := is.(dict)
	if !ok || !ok2 {
		return false
	}
	a, b = maps.Clone(a), maps.Clone(b)
	for _, k := range keys {
		delete(a, k)
		delete(b, k)
	}
	return same(a, b)
}

func isArray(v any) bool {
	_, ok := v.(array)
	return ok
}

// same reports whether two objects are equal, refs by number. A stream that was
// written again is another one.
func same(a, b any) bool {
	if s, ok := a.(stream); ok {
		t, ok := b.(stream)
		return ok && s.at == t.at && reflect.DeepEqual(s.dict, t.dict)
	}
	return reflect.DeepEqual(a, b)
}
