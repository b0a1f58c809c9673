package signing

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"strconv"
	"time"

	"github.com/google/uuid"

	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
	"kheo/internal/service/audit"
	"kheo/internal/service/auth"
	"kheo/internal/service/files"
	"kheo/internal/service/pdfsign"
)

// Copies is what a signed copy may be: a PDF, or for a scan also a picture.
func Copies(k Kind) files.Limits {
	if k == Scan {
		return files.Limits{Bytes: MaxBytes, Types: []string{files.PDF, files.JPEG, files.PNG}}
	}
	return files.Limits{Bytes: MaxBytes, Types: []string{files.PDF}}
}

// Found is a signed copy that was checked and whose bytes are on disk; Attach
// makes it known.
type Found struct {
	id       string
	kind     Kind
	original string // SHA-256, hex
	received files.Received
	signed   []pdfsign.Signature
}

// Offer checks a signed copy of a paper and keeps it. original are the bytes that
// were to be signed. A signed PDF that is not original and signatures is refused
// with what differs; a certificate of unknown issue is kept and told. Sending the
// same form twice keeps one.
func (s *Service) Offer(ctx context.Context, actor auth.Actor, subject Subject, original []byte, up Upload) (all []Signature, err error) {
	if !mayAttach(actor, subject.UnitPath) {
		return nil, fault.Forbidden
	}
	found, err := s.Examine(ctx, actor, original, up)
	if err != nil {
		return nil, err
	}
	err = s.db.Update(ctx, func(tx *db.Tx) error {
		all, err = s.Attach(ctx, tx, actor, subject, found)
		return err
	})
	return all, err
}

// Examine checks a signed copy and stores its bytes, before a transaction that
// attaches it.
func (s *Service) Examine(ctx context.Context, actor auth.Actor, original []byte, up Upload) (f Found, err error) {
	sum := sha256.Sum256(original)
	f = Found{id: up.ID, kind: up.Kind, original: hex.EncodeToString(sum[:])}
	if uuid.Validate(f.id) != nil {
		f.id = uuid.Must(uuid.NewV7()).String()
	}
	switch up.Kind {
	case Scan:
	case PAdES:
		var refused fault.Refused
		if f.signed, err = pdfsign.Same(original, up.Content); errors.As(err, &refused) {
			return f, fault.Invalid{files.Field: refused.Reason}
		}
		if err != nil {
			return f, err
		}
	default:
		return f, fault.Invalid{"kind": fault.Say("Chọn bản ký số hay bản chụp.")}
	}
	f.received, err = s.files.Receive(ctx, up.Name, actor.AccountID, bytes.NewReader(up.Content), Copies(up.Kind))
	return f, err
}

// AttachScan keeps a scan of the signed paper, whose bytes are stored already.
func (s *Service) AttachScan(ctx context.Context, tx *db.Tx, actor auth.Actor, subject Subject, original []byte, id string, received files.Received) ([]Signature, error) {
	sum := sha256.Sum256(original)
	return s.Attach(ctx, tx, actor, subject, Found{id: id, kind: Scan, original: hex.EncodeToString(sum[:]), received: received})
}

// Attach keeps a signed copy that was examined, in the caller's transaction: one
// row for each signature that it bears, or one for a scan.
func (s *Service) Attach(ctx context.Context, tx *db.Tx, actor auth.Actor, subject Subject, f Found) ([]Signature, error) {
	if before, err := findSignature(ctx, tx, f.id); !errors.Is(err, fault.NotFound) {
		if err == nil && (before.Subject.Kind != subject.Kind || before.Subject.ID != subject.ID) {
			err = fault.NotFound
		}
		if err != nil {
			return nil, err
		}
		return s.Signatures(ctx, tx, subject) // sent twice
	}
	file, err := s.files.Save(ctx, tx, f.received, tx.Now)
	if err != nil {
		return nil, err
	}
	rows := []Signature{{}}
	if f.kind == PAdES {
		rows = rows[:0]
		for _, x := range f.signed {
			rows = append(rows, s.tell(x, tx.Now))
		}
	}
	for n, row := range rows {
		row.ID, row.Subject, row.Kind, row.FileID, row.File, row.OriginalSHA256 = f.rowID(n), subject, f.kind, file.ID, file, f.original
		row.AccountID, row.Account, row.At = actor.AccountID, actor.Name, tx.Now
		if err := insertSignature(ctx, tx, row); err != nil {
			return nil, err
		}
		err := audit.Record(ctx, tx, actor, audit.Act{
			Name: "signing.copy_added", Kind: subject.Kind, ObjectID: subject.ID, Title: subject.Title, UnitPath: subject.UnitPath,
			After: map[string]any{"kind": row.Kind, "file": file.SHA256, "original": f.original, "signer": row.Signer, "certificate": row.CertificateSHA256, "result": row.Result},
		})
		if err != nil {
			return nil, err
		}
	}
	return s.Signatures(ctx, tx, subject)
}

// tell turns what was found in the file into a row.
func (s *Service) tell(x pdfsign.Signature, now time.Time) Signature {
	sum := sha256.Sum256(x.Certificate.Raw)
	return Signature{
		Signer: x.Signer(), CertificateSHA256: hex.EncodeToString(sum[:]), Serial: x.Certificate.SerialNumber.Text(16), Issuer: x.Certificate.Issuer.String(),
		SignedAt: x.At, VerifiedAt: now, Result: x.Trust(s.roots, now),
	}
}

// rowID gives each signature of a file its own id, the same when it is sent again.
func (f Found) rowID(n int) string {
	if n == 0 {
		return f.id
	}
	return uuid.NewSHA1(uuid.MustParse(f.id), []byte(strconv.Itoa(n))).String()
}
