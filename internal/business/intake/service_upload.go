package intake

import (
	"bytes"
	"context"
	"errors"
	"io"

	"kheo/internal/business/campaign"
	"kheo/internal/business/org"
	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
	"kheo/internal/service/auth"
	"kheo/internal/service/files"
)

// atOnce is how many rows are imported while the person waits; more take the queue.
const atOnce = 500

// listLimits says what may be sent in as a list.
func listLimits() files.Limits {
	return files.Limits{Bytes: importLimits.FileBytes, Types: []string{files.XLSX}}
}

// ReceiveList keeps a list for its sender to look at before it is imported. What
// is wrong with the file is fault.Invalid at files.Field.
func (s *Service) ReceiveList(ctx context.Context, actor auth.Actor, in Import, name string, r io.Reader) (f files.File, err error) {
	if _, err := s.listReader(ctx, actor, in); err != nil {
		return f, err
	}
	received, err := s.files.Receive(ctx, name, actor.AccountID, r, listLimits())
	if err != nil {
		return f, err
	}
	err = s.withBytes(files.File{SHA256: received.SHA256, Size: received.Size}, func(content io.ReaderAt) error {
		_, err := findList(content, received.Size)
		return err
	})
	if err != nil {
		return f, atFile(err)
	}
	err = s.db.Update(ctx, func(tx *db.Tx) error {
		f, err = s.files.Save(ctx, tx, received, tx.Now)
		return err
	})
	return f, err
}

// atFile makes of a refusal a remark on the file.
func atFile(err error) error {
	var refused fault.Refused
	if errors.As(err, &refused) {
		return fault.Invalid{files.Field: refused.Reason}
	}
	return err
}

// Preview is what an import would do.
type Preview struct {
	File   files.File
	Season campaign.Season
	Unit   org.Unit
	Alike  []Alike // new names that look like known ones
	Imported
}

// Preview tells the sender of a list what its import would do.
func (s *Service) Preview(ctx context.Context, actor auth.Actor, fileID string, in Import) (v Preview, err error) {
	in.DryRun = true
	err = s.withList(ctx, actor, fileID, in, func(p plan) error {
		v.Season, v.Unit, v.Imported = p.reader.season, p.reader.own, p.found
		if len(p.found.Errors) == 0 {
			if v.Imported, err = s.carryOut(ctx, actor, p); err == nil {
				v.Alike, err = s.alike(ctx, actor, p)
			}
		}
		return err
	}, &v.File)
	return v, err
}

// ImportUpload imports a list that the actor sent before: a short one now, a long
// one in the background, and then runID is where to follow it.
func (s *Service) ImportUpload(ctx context.Context, actor auth.Actor, fileID string, in Import, title string) (result Imported, runID string, err error) {
	var f files.File
	err = s.withList(ctx, actor, fileID, in, func(p plan) error {
		result = p.found
		if len(p.found.Errors) > 0 {
			return nil
		}
		if len(p.rows) <= atOnce {
			result, err = s.carryOut(ctx, actor, p)
			return err
		}
		return s.db.Update(ctx, func(tx *db.Tx) error {
			runID, err = s.jobs.Enqueue(ctx, tx, actor.AccountID, title, importJob{fileID, actor.AccountID, in.Season, in.Unit})
			return err
		})
	}, &f)
	return result, runID, err
}

// importUpload is ImportUpload now, however long the list is.
func (s *Service) importUpload(ctx context.Context, actor auth.Actor, fileID string, in Import) (result Imported, err error) {
	var f files.File
	err = s.withList(ctx, actor, fileID, in, func(p plan) error {
		if result = p.found; len(p.found.Errors) > 0 {
			return nil
		}
		result, err = s.carryOut(ctx, actor, p)
		return err
	}, &f)
	return result, err
}

// withList reads the list that actor sent and hands it to do.
func (s *Service) withList(ctx context.Context, actor auth.Actor, fileID string, in Import, do func(plan) error, f *files.File) error {
	err := s.db.View(ctx, func(tx *db.Tx) (err error) {
		*f, err = s.files.Find(ctx, tx, fileID)
		return err
	})
	if err != nil {
		return err
	}
	if actor.AccountID == "" || f.AccountID != actor.AccountID || f.MediaType != files.XLSX {
		return fault.NotFound
	}
	in.File = f.Name
	return s.withBytes(*f, func(content io.ReaderAt) error {
		p, err := s.plan(ctx, actor, in, content, f.Size)
		if err != nil {
			return err
		}
		return do(p)
	})
}

// withBytes opens the stored bytes of f.
func (s *Service) withBytes(f files.File, do func(io.ReaderAt) error) (err error) {
	content, err := s.files.Open(f)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, content.Close()) }()
	if at, ok := content.(io.ReaderAt); ok {
		return do(at)
	}
	raw, err := io.ReadAll(content)
	if err != nil {
		return err
	}
	return do(bytes.NewReader(raw))
}
