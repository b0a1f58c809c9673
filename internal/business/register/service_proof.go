package register

import (
	"bytes"
	"context"
	"crypto/sha256"
	"io"
	"net/url"
	"slices"

	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
	"kheo/internal/service/translog"
)

// proved goes on from a line that was found: what is told of it is what the log holds,
// and the log's last checkpoint is signed.
func (s *Service) proved(ctx context.Context, tx *db.Tx, v Verdict) (Verdict, error) {
	l, err := db.One(ctx, tx, scanLeaf, leafRows+`WHERE leaf = $1`, v.Entry.Leaf)
	if err != nil {
		return v, err
	}
	if l.salt != nil && !bytes.Equal(commitment(l.salt, l.raw), l.hash) {
		return v.failed(Altered, "Nội dung đúng như lúc ghi sổ"), nil
	}
	v.passed("Nội dung đúng như lúc ghi sổ")
	h, err := s.log.Head(ctx, tx)
	if err != nil {
		return v, err
	}
	v.Key, v.Tree = h.Key, h.Checkpoint
	proofs, err := s.log.Prove(ctx, tx, h, l.n)
	if err != nil || proofs[0].Check(h.Checkpoint, l.hash) != nil {
		return v.failed(Altered, "Dòng nằm trong phần sổ đã ký"), nil //nolint:nilerr // a tree that proves nothing is the answer
	}
	v.passed("Dòng nằm trong phần sổ đã ký")
	return v, nil
}

const leafRows = `SELECT leaf, hash, salt, statement FROM register_leaf `

// scanLeaf reads a leaf without taking its statement apart.
func scanLeaf(r db.Row) (l leaf, err error) {
	err = r.Scan(&l.n, &l.hash, &l.salt, &l.raw)
	return l, err
}

// Paper is what a certificate carries so that it can be checked without the register.
type Paper struct {
	QR    string // the address of its page and the signed short form
	Proof []byte // c2sp.org/tlog-proof with salt and statement; empty when personal data were taken out
	code  string
	keys  translog.Keys
	log   *translog.Log
}

// Papers makes what the certificates of entries, which stand close together, carry.
func (s *Service) Papers(ctx context.Context, tx *db.Tx, all []Entry) ([]Paper, error) {
	papers := make([]Paper, len(all))
	if len(all) == 0 {
		return papers, nil
	}
	h, err := s.log.Head(ctx, tx)
	if err != nil {
		return nil, err
	}
	byNumber := func(a, b Entry) int { return int(a.Leaf - b.Leaf) }
	leaves, err := db.All(ctx, tx, scanLeaf, leafRows+`WHERE leaf BETWEEN $1 AND $2 ORDER BY leaf`, slices.MinFunc(all, byNumber).Leaf, slices.MaxFunc(all, byNumber).Leaf)
	if err != nil {
		return nil, err
	}
	numbers := make([]int64, len(all))
	for n, e := range all {
		numbers[n] = e.Leaf
	}
	proofs, err := s.log.Prove(ctx, tx, h, numbers...)
	if err != nil {
		return nil, err
	}
	for n, e := range all {
		at, found := slices.BinarySearchFunc(leaves, e.Leaf, func(l leaf, want int64) int { return int(l.n - want) })
		if !found {
			return nil, fault.NotFound
		}
		papers[n] = Paper{code: e.Code, keys: h.Keys, log: s.log}
		if leaves[at].salt != nil {
			papers[n].Proof = leaves[at].proofOf(proofs[n])
		}
		if papers[n].QR, err = s.qr(h.Keys, e); err != nil {
			return nil, err
		}
	}
	return papers, nil
}

// qr is what the QR of an entry's certificate says.
func (s *Service) qr(keys translog.Keys, e Entry) (string, error) {
	f := ShortForm{Code: e.Code, Number: e.Record.Number, DecidedOn: e.Record.DecidedOn, Name: hashName(e.Code, e.Record.Name)}
	k, signature, err := s.log.SignText(keys, f.text())
	if err != nil {
		return "", err
	}
	f.KeyID, f.Signature = k.ID(), signature
	packed, err := f.encode()
	return s.baseURL + "/kiem-tra/" + url.PathEscape(e.Code) + "#" + packed, err
}

// ProofName is the file name of the proof.
func (p Paper) ProofName() string { return p.code + ProofSuffix }

// Seal lets write make the certificate's file and ends it with a seal over every byte.
func (p Paper) Seal(w io.Writer, write func(io.Writer) error) error {
	sum := sha256.New()
	if err := write(io.MultiWriter(w, sum)); err != nil {
		return err
	}
	k, signature, err := p.log.SignText(p.keys, sealText(p.code, [sha256.Size]byte(sum.Sum(nil))))
	if err != nil {
		return err
	}
	_, err = w.Write(seal{k.ID(), signature}.line())
	return err
}
