package register

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"io"
	"slices"
	"strings"

	"kheo/internal/platform/code"
	"kheo/internal/service/translog"
)

// maxFile bounds what is read of a file that is to be checked, in bytes: a certificate
// with a photograph has less than a tenth of it.
const maxFile = 32 << 20

// ExamineFile checks a certificate's file, or a proof alone, against the public keys of
// its register, without asking anybody. Genuine means that nothing in it was changed
// since it was issued; how the line stands today only the register knows. The error is
// that of reading.
func ExamineFile(r io.Reader, keys translog.Keys) (v Verdict, err error) {
	input := bufio.NewReader(r)
	head, err := input.Peek(len(proofMark) - 1)
	isPDF := bytes.HasPrefix(head, pdfMark)
	if !isPDF && !bytes.Equal(head, proofMark[1:]) {
		if err != nil && !errors.Is(err, io.EOF) {
			return v, err
		}
		return v.failed(NotPDF, "Tệp là PDF hoặc bằng chứng"), nil
	}
	v.passed("Tệp là PDF hoặc bằng chứng")
	file, err := io.ReadAll(io.LimitReader(input, maxFile+1))
	if err != nil {
		return v, err
	}
	if len(file) > maxFile {
		return v.failed(TooLarge, "Tệp không lớn hơn một tờ giấy có thể có"), nil
	}
	e, err := findProof(file)
	switch {
	case errors.Is(err, errNoProof) && !bytes.Contains(file, sealMark):
		return v.failed(NoProof, "Tệp mang theo bằng chứng"), nil
	case err != nil:
		return v.failed(Altered, "Bằng chứng trong tệp còn nguyên"), nil
	}
	v.passed("Tệp mang theo bằng chứng")
	v, ok := v.examineProof(e, keys)
	if !ok || !isPDF {
		return v, nil
	}
	return v.examineSeal(file, keys), nil
}

// examineProof checks that e stands in a tree that one of keys signed.
func (v Verdict) examineProof(e evidence, keys translog.Keys) (Verdict, bool) {
	o, err := translog.OpenCheckpoint(e.proof.Checkpoint, keys)
	v.Tree, v.Key = o.Checkpoint, o.Key
	switch {
	case errors.Is(err, translog.ErrForeign):
		return v.foreign(e.proof.Checkpoint, keys), false
	case errors.Is(err, translog.ErrRetired):
		return v.failed(RetiredKey, "Khóa đã ký còn được quyền ký"), false
	case err != nil:
		return v.failed(Altered, "Chữ ký của sổ công nhận đúng"), false
	}
	v.passed("Chữ ký của sổ công nhận đúng")
	if e.proof.Check(o.Checkpoint, commitment(e.salt, e.raw)) != nil {
		return v.failed(OtherRecord, "Bản ghi nằm đúng chỗ trong sổ đã ký"), false
	}
	v.passed("Bản ghi nằm đúng chỗ trong sổ đã ký")
	var s Statement
	if err := json.Unmarshal(e.raw, &s); err != nil || s.Kind != kindIssued || s.Record == nil {
		return v.failed(OtherRecord, "Bản ghi là một dòng đã phát hành"), false
	}
	v.passed("Bản ghi là một dòng đã phát hành")
	v.Outcome, v.Code = Genuine, s.Code
	v.Entry = Entry{Code: s.Code, Serial: s.Serial, LineID: s.LineID, DecisionID: s.DecisionID, Leaf: e.proof.Index, Record: *s.Record, IssuedAt: s.At}
	return v, true
}

// foreign tells another issuer from a key of this register that is not among keys.
func (v Verdict) foreign(signed []byte, keys translog.Keys) Verdict {
	c, err := translog.Peek(signed)
	if err != nil || !slices.ContainsFunc(keys, func(k translog.Key) bool { return k.Name() == c.Origin }) {
		return v.failed(Foreign, "Người ký là sổ công nhận này")
	}
	v.Key = translog.Key{VKey: signerOf(signed, c.Origin)}
	return v.failed(UnknownKey, "Khóa đã ký có trong các khóa công khai")
}

// signerOf reads name and id of the key that signed as origin, unchecked, as a key that
// checks nothing.
func signerOf(signed []byte, origin string) string {
	_, sigs, _ := strings.Cut(string(signed), "\n\n")
	for line := range strings.Lines(sigs) {
		if id, ok := translog.SignerID(line, origin); ok {
			return origin + "+" + id + "+"
		}
	}
	return origin
}

// examineSeal checks that no byte of the file was changed since it was issued.
func (v Verdict) examineSeal(file []byte, keys translog.Keys) Verdict {
	body, s, ok := splitSeal(file)
	if !ok {
		return v.failed(Altered, "Dấu niêm ở cuối tệp còn nguyên")
	}
	k, ok := keys.Find(v.Tree.Origin, s.keyID)
	if !ok || !k.Verify(sealText(v.Code, sha256.Sum256(body)), s.signature) {
		return v.failed(Altered, "Từng byte của tệp như lúc phát hành")
	}
	v.passed("Từng byte của tệp như lúc phát hành")
	return v
}

// ExamineQR checks the text of a certificate's QR against the public keys of its
// register, without asking anybody. name, where it is not empty, is the one on the
// paper. The outcome is NoCode when the text has no signed short form.
func ExamineQR(text, name string, keys translog.Keys) (v Verdict) {
	address, packed, signed := strings.Cut(strings.TrimSpace(text), "#")
	v.Code = codeIn(address)
	canonical, err := code.Parse(v.Code)
	if !signed || err != nil || code.Prefix(canonical) != Prefix {
		return v.failed(NoCode, "Ô QR có mã và chữ ký")
	}
	v.Code = canonical
	f, err := parseShort(canonical, packed)
	if err != nil {
		return v.failed(Altered, "Ô QR có mã và chữ ký")
	}
	v.passed("Ô QR có mã và chữ ký")
	k, known := keys.Find("", f.KeyID)
	if !known {
		return v.failed(Foreign, "Người ký là sổ công nhận này")
	}
	v.Key = k
	if !k.Verify(f.text(), f.Signature) {
		return v.failed(Altered, "Chữ ký trong ô QR đúng")
	}
	v.passed("Chữ ký trong ô QR đúng")
	v.Outcome, v.Short = Genuine, &f
	if name != "" {
		if !f.Names(name) {
			return v.failed(OtherName, "Tên trên giấy là tên đã ký")
		}
		v.passed("Tên trên giấy là tên đã ký")
	}
	return v
}
