package recognition

import (
	"bytes"
	"context"

	"kheo/internal/business/signing"
	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
	"kheo/internal/service/auth"
	"kheo/internal/service/docgen"
	"kheo/internal/service/files"
	"kheo/internal/service/pdfsign"
)

// Copies are the signed copies of a signed decision.
type Copies struct {
	View
	All   []signing.Signature
	Signs bool   // the reader may sign with the key of this server
	Key   string // whose key that is
	Adds  bool   // the reader may bring copies
}

// Copies lists the signed copies of a decision for who may see it.
func (s *Service) Copies(ctx context.Context, actor auth.Actor, id string) (c Copies, err error) {
	if c.View, err = s.View(ctx, actor, id); err != nil {
		return c, err
	}
	if s.Signatures == nil || !c.State.sealed() || !actor.Is(c.UnitPath, readers()...) {
		return c, fault.NotFound
	}
	c.Adds = issues(actor, c.Decision) || mayDraft(actor, c.UnitPath)
	c.Signs = s.Signer != nil && c.Adds && signs(actor, c.Decision)
	if c.Signs {
		c.Key = s.Signer.Certificate()[0].Subject.CommonName
	}
	err = s.db.View(ctx, func(tx *db.Tx) error {
		c.All, err = s.Signatures.Signatures(ctx, tx, c.subject())
		return err
	})
	return c, err
}

// sealed reports whether the paper is signed, so that it does not change any more.
func (s State) sealed() bool { return s == Signed || s == Issued }

// original is the paper as it is to be signed: the same bytes each time.
func (c Copies) original() ([]byte, error) {
	var b bytes.Buffer
	err := docgen.WritePDF(&b, c.Paper)
	return b.Bytes(), err
}

// Offer keeps a signed copy: a scan of the paper with seal, or the paper's own PDF with
// digital signatures, which is refused when it says anything else than the paper.
func (s *Service) Offer(ctx context.Context, actor auth.Actor, id string, up signing.Upload) error {
	c, err := s.Copies(ctx, actor, id)
	if err != nil {
		return err
	}
	if !c.Adds {
		return fault.Forbidden
	}
	original, err := c.original()
	if err != nil {
		return err
	}
	_, err = s.Signatures.Offer(ctx, actor, c.subject(), original, up)
	return err
}

// SignHere signs the paper's PDF with the key of this server, for who may sign it.
func (s *Service) SignHere(ctx context.Context, actor auth.Actor, id, formID string) error {
	c, err := s.Copies(ctx, actor, id)
	if err != nil {
		return err
	}
	if !c.Signs {
		return fault.Forbidden
	}
	original, err := c.original()
	if err != nil {
		return err
	}
	var signed bytes.Buffer
	if err := pdfsign.Sign(&signed, original, s.Signer, pdfsign.Info{Name: c.Signer, Reason: c.Subject, Location: c.Place, At: s.db.Now()}); err != nil {
		return err
	}
	_, err = s.Signatures.Offer(ctx, actor, c.subject(), original, signing.Upload{
		ID: formID, Kind: signing.PAdES, Name: "quyet-dinh-" + c.Code + "-da-ky.pdf", Content: signed.Bytes(),
	})
	return err
}

// Copy finds the file of a signed copy, for who may see the decision.
func (s *Service) Copy(ctx context.Context, actor auth.Actor, id, copyID string) (f files.File, err error) {
	c, err := s.Copies(ctx, actor, id)
	if err != nil {
		return f, err
	}
	err = s.db.View(ctx, func(tx *db.Tx) error {
		f, err = s.Signatures.Copy(ctx, tx, c.subject(), copyID)
		return err
	})
	return f, err
}
