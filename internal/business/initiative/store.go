package initiative

import (
	"context"
	"errors"

	"github.com/google/uuid"

	"kheo/internal/business/participant"
	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
	"kheo/internal/service/search"
)

const columns = `i.id, i.code, i.season_id, i.unit_id, i.unit_path, i.participant_id, i.participant_kind, i.participant_name, i.kind, i.field_id,
	i.title, i.problem, i.objective, i.method, i.area, i.forces, i.resources, i.schedule, i.outputs, i.sustainability,
	i.starts_on, i.contact, i.note, i.result, i.state, i.return_reason, i.due_on, i.version, i.created_by,
	i.created_at, i.changed_at, i.submitted_at, i.accepted_at, i.reported_at, i.decided_at, i.criteria_set_id`

func scan(r db.Row) (i Initiative, err error) {
	err = r.Scan(&i.ID, &i.Code, &i.SeasonID, &i.UnitID, &i.UnitPath, db.Text(&i.ParticipantID), &i.ParticipantKind, &i.ParticipantName, &i.Kind, db.Text(&i.FieldID),
		&i.Title, &i.Problem, &i.Objective, &i.Method, &i.Area, &i.Forces, &i.Resources, &i.Schedule, &i.Outputs, &i.Sustainability,
		&i.StartsOn, &i.Contact, &i.Note, &i.Result, &i.State, &i.ReturnReason, &i.DueOn, &i.Version, db.Text(&i.CreatedBy),
		db.Time(&i.CreatedAt), db.Time(&i.ChangedAt), db.Time(&i.SubmittedAt), db.Time(&i.AcceptedAt), db.Time(&i.ReportedAt), db.Time(&i.DecidedAt), db.Text(&i.CriteriaSetID))
	return i, err
}

func find(ctx context.Context, tx *db.Tx, id string) (Initiative, error) {
	key, err := uuid.Parse(id) // what people type into an address may be no id at all
	if err != nil {
		return Initiative{}, fault.NotFound
	}
	id = key.String()
	i, err := db.One(ctx, tx, scan, `SELECT `+columns+` FROM initiative_initiative i WHERE i.id = $1`, id)
	if err != nil {
		return i, err
	}
	i.Themes, err = db.All(ctx, tx, db.Value[string], `SELECT theme_id FROM initiative_theme WHERE initiative_id = $1`, id)
	return i, err
}

// errTaken says that this participant already has an initiative of this title.
var errTaken = fault.Invalid{"title": fault.Say("Tập thể hoặc cá nhân này đã đăng ký mô hình cùng tên trong mùa này. Xin mở hồ sơ đã có, hoặc đặt tên khác.")}

func insert(ctx context.Context, tx *db.Tx, i Initiative) error {
	err := db.Exec(ctx, tx, `
		INSERT INTO initiative_initiative (id, code, season_id, unit_id, unit_path, participant_id, participant_kind, participant_name, kind, field_id,
			title, title_key, problem, objective, method, area, forces, resources, schedule, outputs, sustainability,
			starts_on, contact, note, result, state, return_reason, due_on, version, created_by, created_at, changed_at,
			submitted_at, accepted_at, reported_at, decided_at, criteria_set_id)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21,
			$22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37)`,
		i.ID, i.Code, i.SeasonID, i.UnitID, i.UnitPath, db.OrNull(i.ParticipantID), i.ParticipantKind, i.ParticipantName, i.Kind, db.OrNull(i.FieldID),
		i.Title, i.key(), i.Problem, i.Objective, i.Method, i.Area, i.Forces, i.Resources, i.Schedule, i.Outputs, i.Sustainability,
		i.StartsOn, i.Contact, i.Note, i.Result, i.State, i.ReturnReason, i.DueOn, i.Version, db.OrNull(i.CreatedBy), i.CreatedAt, i.ChangedAt,
		db.OrNull(i.SubmittedAt), db.OrNull(i.AcceptedAt), db.OrNull(i.ReportedAt), db.OrNull(i.DecidedAt), db.OrNull(i.CriteriaSetID))
	if db.IsDuplicate(err) {
		return errTaken
	}
	if err != nil {
		return err
	}
	return storeRest(ctx, tx, i)
}

func update(ctx context.Context, tx *db.Tx, i Initiative) error {
	err := db.Change(ctx, tx, `
		UPDATE initiative_initiative SET unit_id = $3, unit_path = $4, participant_id = $5, participant_kind = $6, participant_name = $7, kind = $8, field_id = $9,
			title = $10, title_key = $11, problem = $12, objective = $13, method = $14, area = $15, forces = $16, resources = $17, schedule = $18, outputs = $19,
			sustainability = $20, starts_on = $21, contact = $22, note = $23, result = $24, state = $25, return_reason = $26, due_on = $27, changed_at = $28,
			submitted_at = $29, accepted_at = $30, reported_at = $31, decided_at = $32, criteria_set_id = $33, version = version + 1
		WHERE id = $1 AND version = $2`,
		i.ID, i.Version, i.UnitID, i.UnitPath, db.OrNull(i.ParticipantID), i.ParticipantKind, i.ParticipantName, i.Kind, db.OrNull(i.FieldID),
		i.Title, i.key(), i.Problem, i.Objective, i.Method, i.Area, i.Forces, i.Resources, i.Schedule, i.Outputs,
		i.Sustainability, i.StartsOn, i.Contact, i.Note, i.Result, i.State, i.ReturnReason, i.DueOn, tx.Now,
		db.OrNull(i.SubmittedAt), db.OrNull(i.AcceptedAt), db.OrNull(i.ReportedAt), db.OrNull(i.DecidedAt), db.OrNull(i.CriteriaSetID))
	if db.IsDuplicate(err) {
		return errTaken
	}
	if err != nil {
		return err
	}
	return storeRest(ctx, tx, i)
}

// key is the title's key once the initiative is registered.
func (i Initiative) key() string {
	if !i.State.Registered() {
		return ""
	}
	return TitleKey(i.Title)
}

// storeRest keeps the themes and what the initiative is found by.
func storeRest(ctx context.Context, tx *db.Tx, i Initiative) error {
	if err := db.Exec(ctx, tx, `DELETE FROM initiative_theme WHERE initiative_id = $1`, i.ID); err != nil {
		return err
	}
	for _, theme := range i.Themes {
		if err := db.Exec(ctx, tx, `INSERT INTO initiative_theme (initiative_id, theme_id) VALUES ($1, $2)`, i.ID, theme); err != nil {
			return err
		}
	}
	// Only what everybody may read: a search of the public pages must not tell
	// more than the pages themselves, so names of people and families are left out.
	texts := []string{i.Title, i.Code, i.Area}
	if i.ParticipantKind == participant.Collective {
		texts = append(texts, i.ParticipantName)
	}
	return search.Put(ctx, tx, i.ID, texts...)
}

func insertEvent(ctx context.Context, tx *db.Tx, id, initiativeID string, e Event) error {
	return db.Exec(ctx, tx, `INSERT INTO initiative_event (id, initiative_id, at, account, from_state, to_state, reason, due_on)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`, id, initiativeID, e.At, e.Account, e.From, e.To, e.Reason, e.DueOn)
}

func events(ctx context.Context, tx *db.Tx, initiativeID string) ([]Event, error) {
	return db.All(ctx, tx, func(r db.Row) (e Event, err error) {
		err = r.Scan(db.Time(&e.At), &e.Account, &e.From, &e.To, &e.Reason, &e.DueOn)
		return e, err
	}, `SELECT at, account, from_state, to_state, reason, due_on FROM initiative_event WHERE initiative_id = $1 ORDER BY id`, initiativeID)
}

// lastAccount is who did the last step of an initiative.
func lastAccount(ctx context.Context, tx *db.Tx, initiativeID string) (string, error) {
	last, err := db.One(ctx, tx, db.Value[string], `SELECT account FROM initiative_event WHERE initiative_id = $1 ORDER BY id DESC LIMIT 1`, initiativeID)
	if errors.Is(err, fault.NotFound) {
		return "", nil
	}
	return last, err
}
