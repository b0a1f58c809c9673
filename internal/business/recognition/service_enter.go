package recognition

import (
	"context"

	"github.com/google/uuid"

	"kheo/internal/business/participant"
	"kheo/internal/platform/db"
	"kheo/internal/platform/text"
	"kheo/internal/service/auth"
)

// Enter drafts, signs and issues a decision at once without asking for
// permission: for examples and for papers of seasons that are long over. What the
// paper says is checked as for every other; who wrote, checked and signed it, and who
// deserved what, was settled on paper then.
func (s *Service) Enter(ctx context.Context, tx *db.Tx, actor auth.Actor, in Input, lines []LineInput) (d Decision, err error) {
	season, unit, err := s.place(ctx, tx, in)
	if err != nil {
		return d, err
	}
	if d, err = s.draft(ctx, tx, actor, in, season, unit); err != nil {
		return d, err
	}
	names := map[string]string{}
	list := make([]Line, 0, len(lines))
	for _, in := range lines {
		l, err := s.lineFrom(ctx, tx, d, in, names)
		if err != nil {
			return d, err
		}
		list = append(list, l)
	}
	if err := writeLines(ctx, tx, d.ID, list); err != nil {
		return d, err
	}
	return s.finish(ctx, tx, actor, d)
}

// EnterAmendment corrects or revokes lines of a decision at once, like Enter.
// change gives the new words of a corrected line; of in, number, date and bases
// are taken.
func (s *Service) EnterAmendment(ctx context.Context, tx *db.Tx, actor auth.Actor, id string, amend AmendInput, in Input, change func(Line) LineInput) (d Decision, err error) {
	root, err := s.Decision(ctx, tx, id)
	if err != nil {
		return d, err
	}
	standing, err := s.Standing(ctx, tx, root.ID)
	if err != nil {
		return d, err
	}
	chosen, err := amend.check(standing)
	if err != nil {
		return d, err
	}
	if d, err = s.amend(ctx, tx, actor, root, chosen, amend); err != nil {
		return d, err
	}
	if amend.Kind.Rewords() {
		if err := s.reword(ctx, tx, d.ID, change); err != nil {
			return d, err
		}
	}
	d.Number, d.DecidedOn = text.Clean(in.Number), in.DecidedOn
	if len(in.Bases) > 0 || in.OtherBases != "" {
		catalogue, err := s.Bases(ctx, tx)
		if err != nil {
			return d, err
		}
		d.Bases = cited(in, catalogue)
	}
	if err := update(ctx, tx, d); err != nil {
		return d, err
	}
	d.Version++
	return s.finish(ctx, tx, actor, d)
}

func (s *Service) reword(ctx context.Context, tx *db.Tx, decisionID string, change func(Line) LineInput) error {
	lines, err := linesOf(ctx, tx, decisionID)
	if err != nil {
		return err
	}
	for _, l := range lines {
		after, err := l.with(change(l))
		if err != nil {
			return err
		}
		if err := updateLine(ctx, tx, after); err != nil {
			return err
		}
	}
	return nil
}

// finish signs and issues a paper that was signed and issued long ago: its steps were
// done by other people on paper, its number is theirs.
func (s *Service) finish(ctx context.Context, tx *db.Tx, actor auth.Actor, d Decision) (Decision, error) {
	lines, err := linesOf(ctx, tx, d.ID)
	if err != nil {
		return d, err
	}
	if err := s.basics(ctx, tx, d, lines); err != nil {
		return d, err
	}
	before := d.trail()
	d.State, d.SignedBy, d.SignedByID, d.SignedAt = Signed, actor.Name, actor.AccountID, tx.Now
	if err := s.seal(ctx, tx, actor, &d, before); err != nil {
		return d, err
	}
	before = d.trail()
	d.State, d.IssuedBy, d.IssuedAt = Issued, person(actor), tx.Now
	return d, s.publish(ctx, tx, actor, &d, before)
}

// lineFrom fills a line from its initiative, or from its participant, and puts
// the given words over it.
func (s *Service) lineFrom(ctx context.Context, tx *db.Tx, d Decision, in LineInput, names map[string]string) (l Line, err error) {
	if in.InitiativeID != "" {
		i, err := s.initiatives.Find(ctx, tx, in.InitiativeID)
		if err != nil {
			return l, err
		}
		if l, err = s.lineOf(ctx, tx, i, names); err != nil {
			return l, err
		}
	} else {
		p, err := s.participants.Participant(ctx, tx, in.ParticipantID)
		if err != nil {
			return l, err
		}
		l = lineOfParticipant(p)
		if err := s.nameUnit(ctx, tx, &l, names); err != nil {
			return l, err
		}
	}
	if d.Kind == Commendation && l.Title != "" {
		l.Merit = usualMerit(l.Title)
	}
	words := LineInput{
		Name: or(in.Name, l.Name), UnitName: or(in.UnitName, l.UnitName), Title: or(in.Title, l.Title), Merit: or(in.Merit, l.Merit),
	}
	return l.with(words)
}

func lineOfParticipant(p participant.Participant) Line {
	return Line{
		ID: uuid.Must(uuid.NewV7()).String(), ParticipantID: p.ID, ParticipantKind: p.Kind, Name: p.Name,
		UnitID: p.UnitID, UnitPath: p.UnitPath,
	}
}

func or(given, otherwise string) string {
	if text.Clean(given) != "" {
		return given
	}
	return otherwise
}
