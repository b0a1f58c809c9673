package publication

import (
	"strings"

	"kheo/internal/business/initiative"
	"kheo/internal/business/participant"
)

// publicName is the name under which everybody may know who carries an initiative
// out; it is empty while only the unit may be told. See the package comment.
func publicName(kind participant.Kind, registered string, awards []Award) string {
	if kind == participant.Collective {
		return registered
	}
	for _, a := range awards {
		if a.Name != "" {
			return a.Name
		}
	}
	return ""
}

// hide takes a person's name out of a text.
func hide(text, name, instead string) string {
	if name == "" {
		return text
	}
	return strings.ReplaceAll(text, name, instead)
}

// hideIn takes a person's name out of everything that a public dossier says.
func hideIn(d *initiative.Dossier, instead string) {
	name := d.ParticipantName
	for _, s := range []*string{
		&d.Title, &d.Problem, &d.Objective, &d.Method, &d.Area, &d.Forces, &d.Resources, &d.Schedule, &d.Outputs, &d.Sustainability, &d.Result,
	} {
		*s = hide(*s, name, instead)
	}
	for n := range d.Ledger {
		for k := range d.Ledger[n].Notes {
			d.Ledger[n].Notes[k] = hide(d.Ledger[n].Notes[k], name, instead)
		}
		for k := range d.Ledger[n].Evidence {
			d.Ledger[n].Evidence[k].Caption = hide(d.Ledger[n].Evidence[k].Caption, name, instead)
		}
	}
	for n := range d.Evidence {
		d.Evidence[n].Caption = hide(d.Evidence[n].Caption, name, instead)
	}
	for n := range d.Indicators {
		d.Indicators[n].Name = hide(d.Indicators[n].Name, name, instead)
	}
	for n := range d.Progress {
		d.Progress[n].Note = hide(d.Progress[n].Note, name, instead)
	}
	d.ParticipantName = ""
}

// named reports whether awards hold one of kind.
func named(awards []Award, kind AwardKind) bool {
	for _, a := range awards {
		if a.Kind == kind {
			return true
		}
	}
	return false
}

// stageShown is the mark of an initiative in a list: a commendation first, then its state.
func stageShown(state initiative.State, awards []Award) string {
	switch {
	case named(awards, Commended):
		return "commended"
	case named(awards, Recognised) && state == initiative.Ended:
		return string(initiative.Recognised)
	}
	return string(state)
}
