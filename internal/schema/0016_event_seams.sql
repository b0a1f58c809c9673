-- +goose Up
-- What already ended the day before a planned event, or later, or began on its
-- very day, when the event was entered: whoever withdraws the event puts every
-- other span that it cut back to its open end, and leaves these what they were.

CREATE TABLE org_seam (
  event_id   UUID NOT NULL REFERENCES org_event (id),
  unit_id    UUID NOT NULL,
  kind       TEXT NOT NULL,                        -- unit, name, type, code, or a tree
  key        TEXT NOT NULL,                        -- of a code: scheme and code
  valid_from DATE NOT NULL,
  valid_to   DATE NOT NULL,
  PRIMARY KEY (event_id, unit_id, kind, key, valid_from)
);
