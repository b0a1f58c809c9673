CREATE TABLE recognition_basis (
  id             UUID PRIMARY KEY,
  code           TEXT COLLATE "C" NOT NULL UNIQUE,
  text           TEXT NOT NULL,                    -- as it stands after "Căn cứ"
  effective_from DATE,
  effective_to   DATE,
  line           TEXT NOT NULL,
  source         TEXT NOT NULL,
  verified_by    TEXT NOT NULL DEFAULT ''
);
CREATE TABLE recognition_decision (
  id          UUID PRIMARY KEY,
  code        TEXT COLLATE "C" NOT NULL UNIQUE,
  kind        TEXT NOT NULL CHECK (kind IN ('recognition', 'commendation', 'correction', 'revocation')),
  season_id   UUID NOT NULL REFERENCES campaign_season (id),
  unit_id     UUID NOT NULL REFERENCES org_unit (id),  -- the body that decides
  unit_path   TEXT COLLATE "C" NOT NULL,
  amends_id   UUID REFERENCES recognition_decision (id),
  level       TEXT NOT NULL,                       -- as the paper says for ever: "cấp quận"
  award       TEXT NOT NULL,                       -- "giấy khen"; empty for recognition
  subject     TEXT NOT NULL,                       -- trích yếu
  reason      TEXT NOT NULL,                       -- of a correction or revocation
  number      TEXT COLLATE "C" NOT NULL,           -- "412-QĐ/QU"
  number_year BIGINT NOT NULL DEFAULT 0,           -- a number may come again in another year, never twice in one
  decided_on  DATE,
  place       TEXT NOT NULL,
  letterhead  TEXT NOT NULL,                       -- JSON list: the lines at the left
  line        TEXT NOT NULL,                       -- 'party', 'state', 'front': the form of the paper
  sign_as     TEXT NOT NULL,                       -- JSON list: "T/M BAN THƯỜNG VỤ", "PHÓ BÍ THƯ"
  signer      TEXT NOT NULL,
  state       TEXT NOT NULL CHECK (state IN ('draft', 'signed', 'issued')),
  version     BIGINT NOT NULL,
  created_by  UUID,
  created_at  TIMESTAMPTZ NOT NULL,
  changed_at  TIMESTAMPTZ NOT NULL,
  signed_at   TIMESTAMPTZ,
  signed_by   TEXT NOT NULL,
  issued_at   TIMESTAMPTZ
);
CREATE INDEX recognition_decision_season ON recognition_decision (season_id, state);
CREATE INDEX recognition_decision_issued ON recognition_decision (state, decided_on, id);
CREATE UNIQUE INDEX recognition_decision_number ON recognition_decision (unit_id, number, number_year) WHERE state <> 'draft';
CREATE INDEX recognition_decision_amends ON recognition_decision (amends_id);
CREATE TABLE recognition_decision_basis (
  decision_id UUID NOT NULL REFERENCES recognition_decision (id),
  position    BIGINT NOT NULL,
  text        TEXT NOT NULL,
  basis_id    UUID REFERENCES recognition_basis (id),  -- NULL: typed
  PRIMARY KEY (decision_id, position)
);
CREATE TABLE recognition_line (
  id               UUID PRIMARY KEY,
  decision_id      UUID NOT NULL REFERENCES recognition_decision (id),
  position         BIGINT NOT NULL,
  initiative_id    UUID REFERENCES initiative_initiative (id),
  initiative_code  TEXT COLLATE "C" NOT NULL DEFAULT '',  -- never changes, so that long lists link without asking
  participant_id   UUID NOT NULL REFERENCES participant_participant (id),
  participant_kind TEXT NOT NULL,
  name             TEXT NOT NULL,                  -- as on the paper
  unit_id          UUID NOT NULL,
  unit_path        TEXT COLLATE "C" NOT NULL,
  unit_name        TEXT NOT NULL,
  field_id         UUID,
  title            TEXT NOT NULL,                  -- of the initiative
  merit            TEXT NOT NULL,
  amends_line_id   UUID REFERENCES recognition_line (id),
  UNIQUE (decision_id, position)
);
CREATE INDEX recognition_line_initiative ON recognition_line (initiative_id);
CREATE INDEX recognition_line_participant ON recognition_line (participant_id);
CREATE INDEX recognition_line_amends ON recognition_line (amends_line_id);
