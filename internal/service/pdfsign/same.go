package pdfsign

import (
	"bytes"

	"kheo/internal/platform/fault"
)

// Same checks that signed is original with signatures and nothing else: it begins
// with the very bytes of original, every signature behind them holds, the last one
// covers the whole file, and what was added changes nothing that is shown. It
// returns the signatures that were added, or a fault.Refused that names what
// differs. Who vouches for the certificates is another question: Signature.Trust.
func Same(original, signed []byte) ([]Signature, error) {
	before, err := open(original)
	if err != nil {
		return nil, err
	}
	if !bytes.HasPrefix(signed, original) {
		return nil, before.differs(signed)
	}
	if len(bytes.TrimSpace(signed[len(original):])) == 0 {
		return nil, fault.Refuse("Tệp này là văn bản gốc, chưa có chữ ký số.")
	}
	after, err := open(signed)
	if err != nil {
		return nil, err
	}
	all, err := Verify(signed)
	if err != nil {
		return nil, err
	}
	var added []Signature
	for _, s := range all {
		if s.Problem != "" {
			return nil, fault.Refuse("Chữ ký của “%s” không dùng được. %s", s.Signer(), s.Problem)
		}
		if s.at >= len(original) {
			added = append(added, s)
		}
	}
	switch {
	case len(added) == 0:
		return nil, fault.Refuse("Tệp có phần thêm vào sau văn bản gốc nhưng không có chữ ký số.")
	case !added[len(added)-1].CoversWholeFile:
		return nil, fault.Refuse("Sau chữ ký cuối cùng còn phần được thêm vào tệp. Tải lại tệp ngay sau khi ký, không mở ra lưu lại.")
	}
	return added, harmless(before, after)
}

// Signer is who signed: as the certificate says, else as the signature does.
func (s Signature) Signer() string {
	if s.Certificate != nil && s.Certificate.Subject.CommonName != "" {
		return s.Certificate.Subject.CommonName
	}
	return s.Name
}

// differs names the first place where other is not f.
func (f *file) differs(other []byte) error {
	at := 0
	for at < len(f.raw) && at < len(other) && f.raw[at] == other[at] {
		at++
	}
	num, from := int64(0), 0
	for n, e := range f.entries {
		if e.used && e.within == 0 && e.offset <= at && e.offset > from {
			num, from = n, e.offset
		}
	}
	if page := f.pageOf(num); page > 0 {
		return fault.Refuse("Tệp đã ký không phải văn bản gốc: khác nhau từ trang %d (byte %d). Ký đúng tệp đã tải về, không sửa, không mở ra lưu lại trước khi ký.", page, at+1)
	}
	return fault.Refuse("Tệp đã ký không phải văn bản gốc: khác nhau từ byte %d. Ký đúng tệp đã tải về, không sửa, không mở ra lưu lại trước khi ký.", at+1)
}

// pageOf is the page that object num is, or whose text it holds, from 1; 0: none.
func (f *file) pageOf(num int64) int {
	for i, p := range f.pages() {
		contents := f.dict(ref{num: p})["Contents"]
		list, _ := contents.(array)
		if p == num || contents == any(ref{num: num}) {
			return i + 1
		}
		for _, c := range list {
			if c == any(ref{num: num}) {
				return i + 1
			}
		}
	}
	return 0
}
