package participant

import (
	"context"
	"errors"
	"unicode/utf8"

	"github.com/google/uuid"

	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
	"kheo/internal/platform/text"
	"kheo/internal/service/auth"
)

// AliasInput is another name for the row ParticipantID.
type AliasInput struct {
	ID            string `form:"id"` // of the new alias, so that sending twice makes one
	ParticipantID string `form:"-"`
	Name          string `form:"alias"`
}

// AddAlias gives a row another name, under which it is found too.
func (s *Service) AddAlias(ctx context.Context, actor auth.Actor, in AliasInput) error {
	return s.db.Update(ctx, func(tx *db.Tx) error {
		p, err := s.named(ctx, tx, actor, in.ParticipantID)
		if err != nil {
			return err
		}
		a := Alias{ID: in.ID, ParticipantID: p.ID, Name: text.Clean(in.Name)}
		if uuid.Validate(a.ID) != nil {
			a.ID = uuid.Must(uuid.NewV7()).String()
		}
		if _, err := findAlias(ctx, tx, a.ID); !errors.Is(err, fault.NotFound) {
			return err
		}
		if err := s.checkAlias(ctx, tx, p, a); err != nil {
			return err
		}
		key, err := s.likeKeyOf(ctx, tx, p, a.Name)
		if err != nil {
			return err
		}
		if err := db.Exec(ctx, tx, `INSERT INTO participant_alias (id, participant_id, name, name_key, like_key, created_at) VALUES ($1, $2, $3, $4, $5, $6)`,
			a.ID, p.ID, a.Name, text.Key(a.Name), key, tx.Now); err != nil {
			return err
		}
		if err := addWords(ctx, tx, p, a.Name, a.ID); err != nil {
			return err
		}
		if err := lookAnew(ctx, tx, p.ID); err != nil {
			return err
		}
		return record(ctx, tx, actor, "participant.alias_added", p, nil, a)
	})
}

func (s *Service) checkAlias(ctx context.Context, tx *db.Tx, p Participant, a Alias) error {
	v := fault.Invalid{}
	v.Check(spoken(a.Name) != "", "alias", "Chưa nhập tên gọi khác.")
	v.Check(utf8.RuneCountInString(a.Name) <= 200, "alias", "Tên dài quá %d ký tự.", 200)
	v.Check(text.Key(a.Name) != text.Key(p.Name), "alias", "Tên này giống tên đang có.")
	known, err := aliasesOf(ctx, tx, []string{p.ID})
	for _, other := range known[p.ID] {
		v.Check(text.Key(a.Name) != text.Key(other.Name), "alias", "Tên này đã được ghi rồi.")
	}
	return errors.Join(err, v.Err())
}

func (s *Service) likeKeyOf(ctx context.Context, tx *db.Tx, p Participant, name string) (string, error) {
	if s.Units == nil {
		return likeKey(p.Kind, name, ""), nil
	}
	unit, err := s.Units.Unit(ctx, tx, p.UnitID)
	return likeKey(p.Kind, name, unit.Name), err
}

// RemoveAlias takes a name away again.
func (s *Service) RemoveAlias(ctx context.Context, actor auth.Actor, participantID, aliasID string) error {
	return s.db.Update(ctx, func(tx *db.Tx) error {
		p, err := s.named(ctx, tx, actor, participantID)
		if err != nil {
			return err
		}
		if uuid.Validate(aliasID) != nil {
			return fault.NotFound
		}
		a, err := findAlias(ctx, tx, aliasID)
		if errors.Is(err, fault.NotFound) {
			return nil // taken away already
		}
		if err != nil || a.ParticipantID != p.ID {
			return errors.Join(err, fault.NotFound)
		}
		for _, q := range []string{`DELETE FROM participant_word WHERE participant_id = $1 AND alias_id = $2`, `DELETE FROM participant_alias WHERE participant_id = $1 AND id = $2`} {
			if err := db.Exec(ctx, tx, q, p.ID, a.ID); err != nil {
				return err
			}
		}
		if err := lookAnew(ctx, tx, p.ID); err != nil {
			return err
		}
		return record(ctx, tx, actor, "participant.alias_removed", p, a, nil)
	})
}

// named finds a row whose names actor may change.
func (s *Service) named(ctx context.Context, tx *db.Tx, actor auth.Actor, id string) (Participant, error) {
	p, err := s.seen(ctx, tx, actor, id)
	if err == nil && !mayName(actor, p) {
		err = fault.Forbidden
	}
	return p, err
}

func findAlias(ctx context.Context, tx *db.Tx, id string) (Alias, error) {
	return db.One(ctx, tx, func(r db.Row) (a Alias, err error) {
		err = r.Scan(&a.ID, &a.ParticipantID, &a.Name)
		return a, err
	}, `SELECT id, participant_id, name FROM participant_alias WHERE id = $1`, id)
}

// lookAnew forgets whom a row looked like: its names have changed.
func lookAnew(ctx context.Context, tx *db.Tx, id string) error {
	if err := db.Exec(ctx, tx, `DELETE FROM participant_likely WHERE a_id = $1 OR b_id = $1`, id); err != nil {
		return err
	}
	return db.Exec(ctx, tx, `UPDATE participant_participant SET looked_at = NULL WHERE id = $1`, id)
}
