-- What the public lists ask for on every page.
CREATE INDEX initiative_progress_step ON initiative_progress (initiative_id, step);
CREATE INDEX initiative_evidence_step ON initiative_evidence (initiative_id, step);
CREATE INDEX initiative_unit_state ON initiative_initiative (unit_path, state, id);
CREATE INDEX initiative_season_unit_state ON initiative_initiative (season_id, unit_path, state, id);
