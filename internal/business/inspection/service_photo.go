package inspection

import (
	"context"
	"errors"
	"strconv"

	"github.com/google/uuid"

	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
	"kheo/internal/platform/text"
	"kheo/internal/service/audit"
	"kheo/internal/service/auth"
	"kheo/internal/service/files"
)

// PhotoInput says what photos show.
type PhotoInput struct {
	ID      string `form:"id"` // so that sending twice makes one
	Caption string `form:"caption"`
}

// pictures are what comes in as a photo.
var pictures = files.Limits{Types: []string{files.JPEG, files.PNG, files.WebP}}

const maxPhotos = 10 // of one sending

func (in *PhotoInput) check() error {
	in.Caption = text.Clean(in.Caption)
	v := fault.Invalid{}
	v.Check(in.Caption != "", "caption", "Viết một câu: ảnh chụp gì.")
	v.Check(len([]rune(in.Caption)) <= 300, "caption", "Câu này dài quá %d ký tự.", 300)
	return v.Err()
}

// AddPhotos attaches received pictures to an initiative of a visit, all or none.
// The bytes are stored before, without place, camera and time.
func (s *Service) AddPhotos(ctx context.Context, actor auth.Actor, visitID, initiativeID string, in PhotoInput, received ...files.Received) error {
	return s.db.Update(ctx, func(tx *db.Tx) error {
		_, c, err := s.writable(ctx, tx, actor, visitID, initiativeID)
		if err != nil {
			return err
		}
		if err := in.check(); err != nil {
			return err
		}
		for n, r := range received {
			p := Photo{ID: in.photoID(n), VisitID: visitID, InitiativeID: initiativeID, Caption: in.Caption, Author: actor.Name, At: tx.Now}
			if _, err := findPhoto(ctx, tx, p.ID); !errors.Is(err, fault.NotFound) {
				if err != nil {
					return err
				}
				continue // sent twice
			}
			f, err := s.files.Save(ctx, tx, r, tx.Now)
			if err != nil {
				return err
			}
			p.FileID = f.ID
			if err := insertPhoto(ctx, tx, p); err != nil {
				return err
			}
			err = audit.Record(ctx, tx, actor, audit.Act{
				Name: "inspection.photo_added", Kind: "initiative", ObjectID: initiativeID, Title: c.Title, UnitPath: c.UnitPath,
				After: map[string]any{"visit": visitID, "caption": p.Caption, "file": p.FileID},
			})
			if err != nil {
				return err
			}
		}
		return nil
	})
}

// photoID gives each file of a sending its own id, the same when it is sent again.
func (in PhotoInput) photoID(n int) string {
	base, err := uuid.Parse(in.ID)
	switch {
	case err != nil:
		return uuid.Must(uuid.NewV7()).String()
	case n == 0:
		return base.String()
	}
	return uuid.NewSHA1(base, []byte(strconv.Itoa(n))).String()
}

// MayWrite is nil when the actor may write of an initiative of a visit now: asked
// before bytes are taken in.
func (s *Service) MayWrite(ctx context.Context, actor auth.Actor, visitID, initiativeID string) error {
	return s.db.View(ctx, func(tx *db.Tx) error {
		_, _, err := s.writable(ctx, tx, actor, visitID, initiativeID)
		return err
	})
}

// PhotoFile finds a photo that the actor may see.
func (s *Service) PhotoFile(ctx context.Context, actor auth.Actor, id string) (f files.File, err error) {
	if uuid.Validate(id) != nil {
		return f, fault.NotFound
	}
	err = s.db.View(ctx, func(tx *db.Tx) error {
		p, err := findPhoto(ctx, tx, id)
		if err != nil {
			return err
		}
		v, err := s.seen(ctx, tx, actor, p.VisitID)
		if err != nil {
			return err
		}
		for _, c := range v.Cases {
			if c.InitiativeID == p.InitiativeID && seesFindings(actor, c.UnitPath, v.State) {
				f, err = s.files.Find(ctx, tx, p.FileID)
				return err
			}
		}
		return fault.NotFound
	})
	return f, err
}

// fillPhotos gives the photos of cases their files.
func (s *Service) fillPhotos(ctx context.Context, tx *db.Tx, cases []Case) error {
	var ids []string
	for _, c := range cases {
		for _, p := range c.Photos {
			ids = append(ids, p.FileID)
		}
	}
	if len(ids) == 0 {
		return nil
	}
	found, err := s.files.Many(ctx, tx, ids)
	for n := range cases {
		for k := range cases[n].Photos {
			cases[n].Photos[k].File = found[cases[n].Photos[k].FileID]
		}
	}
	return err
}
