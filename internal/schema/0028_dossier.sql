-- +goose Up
-- What the papers around a decision need and the decision itself does not say: who
-- lays it before the body that decides, and where and when it is handed over.
CREATE TABLE dossier_ceremony (
  decision_id    UUID PRIMARY KEY REFERENCES recognition_decision (id) ON DELETE CASCADE,
  submitter      TEXT NOT NULL DEFAULT '',  -- who signs the submission: "Hội đồng xét công nhận …"
  submitter_post TEXT NOT NULL DEFAULT '',
  submitter_name TEXT NOT NULL DEFAULT '',
  held_on        DATE,
  begins_at      TEXT NOT NULL DEFAULT '',  -- "8 giờ 00"
  place          TEXT NOT NULL DEFAULT '',
  host           TEXT NOT NULL DEFAULT '',
  note           TEXT NOT NULL DEFAULT '',
  one_each       BOOLEAN NOT NULL DEFAULT FALSE, -- an invitation for each line
  version        BIGINT NOT NULL,
  changed_by     TEXT NOT NULL,
  changed_at     TIMESTAMPTZ NOT NULL
);
