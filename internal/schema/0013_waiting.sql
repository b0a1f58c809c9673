-- What waits for somebody is asked on every page for officials.
CREATE INDEX initiative_waiting ON initiative_initiative (state, unit_path, due_on);
