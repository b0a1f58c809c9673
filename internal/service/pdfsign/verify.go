package pdfsign

import (
	"bytes"
	"crypto/sha1" //nolint:gosec // older signatures name their certificate so; the signature itself is not SHA-1
	"crypto/sha256"
	"crypto/x509"
	"encoding/asn1"
	"errors"
	"slices"
	"time"

	"github.com/smallstep/pkcs7"
)

// Signature is one signature of a PDF and what can be said of it.
type Signature struct {
	Name            string    // as the signature says; the certificate is who signed
	At              time.Time // as the signature says; zero when it does not
	Reason          string
	Location        string
	Certificate     *x509.Certificate // nil when the signature could not be read
	Chain           []*x509.Certificate
	CoversWholeFile bool
	Original        []byte // the file as it was before this signature's revision, to within a line feed; nil when it began with it
	Problem         string // why the signature does not hold, a source text of i18n; empty: it holds

	end int // of the bytes that it covers
	at  int // where its object begins
}

// The problems of signatures, source texts of i18n.
const (
	problemBroken    = "Chữ ký hỏng, không đọc được."
	problemRange     = "Chữ ký không bao phủ đúng nội dung của tệp."
	problemDigest    = "Nội dung đã bị sửa sau khi ký."
	problemKey       = "Chữ ký không khớp với chứng thư."
	problemKind      = "Kiểu chữ ký này chưa được hỗ trợ."
	problemAttribute = "Chữ ký không chỉ rõ chứng thư của người ký."
)

const (
	maxSignature  = 512 << 10 // bytes of one CMS signature
	maxSignatures = 50
)

// Verify reads every signature of a PDF, the earliest first, and checks that each
// holds over the bytes that it covers. A file that cannot be read is a
// fault.Refused; one without signatures has none.
func Verify(pdf []byte) ([]Signature, error) {
	f, err := open(pdf)
	if err != nil {
		return nil, err
	}
	var all []Signature
	for _, r := range f.signatures() {
		all = append(all, f.check(r))
	}
	slices.SortStableFunc(all, func(a, b Signature) int { return a.end - b.end })
	return all, nil
}

// signatures finds the signature dictionaries of the form.
func (f *file) signatures() (all []ref) {
	catalog, _ := f.root()
	seen := map[int64]bool{}
	var walk func(v any, kind any, depth int)
	walk = func(v any, kind any, depth int) {
		if r, ok := v.(ref); ok {
			if seen[r.num] {
				return
			}
			seen[r.num] = true
		}
		d := f.dict(v)
		if d == nil || depth > maxDepth || len(all) >= maxSignatures {
			return
		}
		if own := f.value(d["FT"]); own != nil {
			kind = own
		}
		if r, ok := d["V"].(ref); ok && kind == name("Sig") && !slices.Contains(all, r) {
			all = append(all, r)
		}
		for _, k := range f.array(d["Kids"]) {
			walk(k, kind, depth+1)
		}
	}
	for _, field := range f.array(f.dict(catalog["AcroForm"])["Fields"]) {
		walk(field, nil, 0)
	}
	return all
}

// check reads one signature.
func (f *file) check(r ref) Signature {
	e := f.entries[r.num]
	if !e.used || e.within > 0 {
		return Signature{Problem: problemBroken}
	}
	num, v, end, err := f.at(e.offset)
	d, ok := v.(dict)
	if err != nil || num != r.num || !ok {
		return Signature{Problem: problemBroken}
	}
	s := Signature{Name: heard(f.value(d["Name"])), Reason: heard(f.value(d["Reason"])), Location: heard(f.value(d["Location"])), At: moment(f.value(d["M"])), at: e.offset}
	contents, covered, problem := f.covered(d, e.offset, end)
	if problem != "" {
		s.Problem = problem
		return s
	}
	s.end = covered[2] + covered[3]
	s.CoversWholeFile = s.end == len(f.raw)
	for _, end := range f.revisions() {
		if end <= e.offset {
			s.Original = f.raw[:end]
		}
	}
	kind, _ := f.value(d["SubFilter"]).(name)
	if kind != "ETSI.CAdES.detached" && kind != "adbe.pkcs7.detached" {
		s.Problem = problemKind
		return s
	}
	s.Problem = s.open(contents, slices.Concat(f.raw[:covered[1]], f.raw[covered[2]:s.end]), kind == "ETSI.CAdES.detached")
	return s
}

// covered reads ByteRange: everything from the beginning to some end but the hole
// in which Contents, and nothing else, stands within the signature's own object.
func (f *file) covered(d dict, from, end int) (contents []byte, r [4]int, problem string) {
	list, _ := f.value(d["ByteRange"]).(array)
	if len(list) != 4 {
		return nil, r, problemRange
	}
	for i, v := range list {
		n, ok := v.(int64)
		if !ok || n < 0 || n > int64(len(f.raw)) {
			return nil, r, problemRange
		}
		r[i] = int(n)
	}
	hole, rest := r[1], r[2]
	if r[0] != 0 || hole <= from || rest > end || rest-hole < 4 || rest+r[3] > len(f.raw) || f.raw[hole] != '<' || f.raw[rest-1] != '>' {
		return nil, r, problemRange
	}
	if rest-hole > 2*maxSignature {
		return nil, r, problemBroken
	}
	digits := f.raw[hole+1 : rest-1]
	contents, err := unhex(digits)
	if told, ok := d["Contents"].(text); err != nil || !ok || !bytes.Equal(told, contents) {
		return nil, r, problemRange
	}
	return contents, r, ""
}

// open checks the CMS signature over content and fills in who signed.
func (s *Signature) open(contents, content []byte, cades bool) (problem string) {
	defer func() {
		if recover() != nil { // the parser of others meets whatever people send
			problem = problemBroken
		}
	}()
	if !shallow(contents) {
		return problemBroken
	}
	p, err := pkcs7.Parse(contents)
	if err != nil || len(p.Signers) != 1 || len(p.Content) > 0 {
		return problemBroken
	}
	if s.Certificate = p.GetOnlySigner(); s.Certificate == nil {
		return problemKey
	}
	s.Chain = p.Certificates
	p.Content = content
	var digest []byte
	if err := p.UnmarshalSignedAttribute(oidMessageDigest, &digest); err != nil {
		return problemBroken
	}
	var told time.Time
	if s.At.IsZero() && p.UnmarshalSignedAttribute(oidSigningTime, &told) == nil {
		s.At = told.UTC()
	}
	var changed *pkcs7.MessageDigestMismatchError
	var late *pkcs7.SigningTimeNotValidError
	switch err := p.Verify(); {
	case errors.As(err, &changed):
		return problemDigest
	case errors.As(err, &late):
		return OutOfDate
	case err != nil:
		return problemKey
	}
	if !named(p, s.Certificate, cades) {
		return problemAttribute
	}
	return ""
}

// named reports whether the signature names the certificate that it was made with;
// only CAdES has to.
func named(p *pkcs7.PKCS7, c *x509.Certificate, must bool) bool {
	var v2 struct {
		Certs []asn1.RawValue
		Rest  []asn1.RawValue `asn1:"optional"`
	}
	if p.UnmarshalSignedAttribute(oidCertificateV2, &v2) == nil && len(v2.Certs) > 0 {
		sum := sha256.Sum256(c.Raw)
		return bytes.Contains(v2.Certs[0].Bytes, sum[:]) || otherHash(v2.Certs[0].Bytes, c)
	}
	if p.UnmarshalSignedAttribute(oidCertificate, &v2) == nil && len(v2.Certs) > 0 {
		sum := sha1.Sum(c.Raw) //nolint:gosec // see above
		return bytes.Contains(v2.Certs[0].Bytes, sum[:])
	}
	return !must
}

// shallow guards the parser of BER, whose work grows with the square of the depth.
func shallow(ber []byte) bool {
	unended := 0   // values of indefinite length that are open
	var ends []int // where the others end
	for at := 0; at+1 < len(ber); {
		for len(ends) > 0 && at >= ends[len(ends)-1] {
			ends = ends[:len(ends)-1]
		}
		tag, n := ber[at], int(ber[at+1])
		at += 2
		nested := tag&0x20 != 0
		switch {
		case tag == 0 && n == 0: // the end of an indefinite length, or the filling behind
			unended = max(0, unended-1)
			continue
		case n == 0x80 && !nested:
			return false
		case n == 0x80:
			if unended++; unended+len(ends) > maxDepth {
				return false
			}
			continue
		case n > 0x80:
			size := n & 0x7f
			if size > 4 || at+size > len(ber) {
				return false
			}
			n = 0
			for _, c := range ber[at : at+size] {
				n = n<<8 | int(c)
			}
			at += size
		}
		if !nested {
			at += n
			continue
		}
		if ends = append(ends, at+n); unended+len(ends) > maxDepth {
			return false
		}
	}
	return true
}

// moment reads a date of PDF: D:20261122100405+07'00'.
func moment(v any) time.Time {
	raw := string(bytes.TrimSpace([]byte(heard(v))))
	for _, layout := range []string{"D:20060102150405-07'00'", "D:20060102150405-07'00", "D:20060102150405Z07'00'", "D:20060102150405Z", "D:20060102150405"} {
		if t, err := time.Parse(layout, raw); err == nil {
			return t.UTC()
		}
	}
	return time.Time{}
}
