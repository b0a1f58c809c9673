-- +goose Up
-- What decisions cost. Decisions and lines are recognition's: a draft may be thrown
-- away and its list written anew, so nothing here points at their rows.
CREATE TABLE bonus_fund (
  id         UUID PRIMARY KEY,
  unit_id    UUID NOT NULL REFERENCES org_unit (id),
  unit_path  TEXT COLLATE "C" NOT NULL,
  year       BIGINT NOT NULL,
  name       TEXT NOT NULL,
  code       TEXT COLLATE "C" NOT NULL,            -- budget line (mục lục ngân sách), may be empty
  available  BIGINT NOT NULL,                      -- đồng
  planned    BIGINT NOT NULL DEFAULT 0,            -- đồng: due in the sheets that charge the fund
  paid       BIGINT NOT NULL DEFAULT 0,            -- đồng: gone out and not come back
  source     TEXT NOT NULL,
  version    BIGINT NOT NULL DEFAULT 1,
  created_by TEXT NOT NULL,
  created_at TIMESTAMPTZ NOT NULL,
  UNIQUE (unit_id, year, name)
);
CREATE INDEX bonus_fund_list ON bonus_fund (year, unit_path);
CREATE TABLE bonus_plan (
  decision_id    UUID PRIMARY KEY,
  unit_path      TEXT COLLATE "C" NOT NULL,        -- of the body that decides
  fund_id        UUID REFERENCES bonus_fund (id),
  budget_line    TEXT NOT NULL DEFAULT '',
  note           TEXT NOT NULL DEFAULT '',
  proposed_id    UUID,                             -- NULL: worked out when the decision was issued
  proposed_by    TEXT NOT NULL DEFAULT '',
  proposed_at    TIMESTAMPTZ,
  approved_id    UUID,
  approved_by    TEXT NOT NULL DEFAULT '',
  approved_at    TIMESTAMPTZ,
  approved_total BIGINT NOT NULL DEFAULT 0,        -- đồng
  frozen         BOOLEAN NOT NULL DEFAULT FALSE,   -- the decision is issued
  version        BIGINT NOT NULL
);
CREATE INDEX bonus_plan_fund ON bonus_plan (fund_id);
CREATE TABLE bonus_item (
  line_id          UUID PRIMARY KEY,               -- moves to the line that corrects it
  decision_id      UUID NOT NULL REFERENCES bonus_plan (decision_id),
  unit_path        TEXT COLLATE "C" NOT NULL,      -- of the body that decides
  decided_on       DATE,
  frozen           BOOLEAN NOT NULL,
  position         BIGINT NOT NULL,
  name             TEXT NOT NULL,
  unit_name        TEXT NOT NULL,
  kind             TEXT NOT NULL CHECK (kind IN ('collective', 'individual', 'household')),
  amount           BIGINT NOT NULL CHECK (amount >= 0),
  basis            TEXT NOT NULL,                  -- the arithmetic and its source, or the reason of a typed amount; empty: not known yet
  typed            BOOLEAN NOT NULL,
  verified         BOOLEAN NOT NULL,               -- somebody had compared what it was reckoned from with the sources
  state            TEXT NOT NULL CHECK (state IN ('due', 'paid', 'declined', 'recovery', 'recovered')),
  paid_on          DATE,
  paid_doc         TEXT NOT NULL DEFAULT '',       -- number of the voucher
  recovered_on     DATE,
  recovered_amount BIGINT NOT NULL DEFAULT 0,
  note             TEXT NOT NULL DEFAULT '',
  acted_id         UUID,
  acted_by         TEXT NOT NULL DEFAULT '',
  acted_at         TIMESTAMPTZ NOT NULL,
  version          BIGINT NOT NULL
);
CREATE INDEX bonus_item_decision ON bonus_item (decision_id, position);
CREATE INDEX bonus_item_list ON bonus_item (decided_on DESC, decision_id DESC, position, line_id) WHERE frozen;
CREATE INDEX bonus_item_waits ON bonus_item (decided_on DESC, decision_id DESC, position, line_id) WHERE frozen AND state IN ('due', 'recovery');
