package recognition

import (
	"time"

	"kheo/internal/business/signing"
)

// people are who did the steps so far, for signing.Separate.
func (d Decision) people(step signing.Step, by signing.Person) map[signing.Step]signing.Person {
	all := map[signing.Step]signing.Person{signing.Drafted: d.Drafted}
	if step != signing.Checked {
		all[signing.Checked] = d.CheckedBy
	}
	if step == signing.Issued {
		all[signing.Signed] = signing.Person{AccountID: d.SignedByID, Name: d.SignedBy}
	}
	all[step] = by
	return all
}

// check records that somebody else than the writer compared the draft with its sources.
func (d *Decision) check(by signing.Person, now time.Time) error {
	if err := signing.Separate(signing.Checked, d.people(signing.Checked, by)); err != nil {
		return err
	}
	if err := d.move(Checked); err != nil {
		return err
	}
	d.CheckedBy, d.CheckedAt, d.BackNote = by, now, ""
	return nil
}

// sendBack opens a checked draft for writing again.
func (d *Decision) sendBack(note string) error {
	if err := d.move(Draft); err != nil {
		return err
	}
	d.CheckedBy, d.CheckedAt, d.BackNote = signing.Person{}, time.Time{}, note
	return nil
}

// sign records that the paper was signed; rules.go has said that it is ready.
func (d *Decision) sign(by signing.Person, now time.Time) error {
	if err := signing.Separate(signing.Signed, d.people(signing.Signed, by)); err != nil {
		return err
	}
	if err := d.move(Signed); err != nil {
		return err
	}
	d.SignedBy, d.SignedByID, d.SignedAt = by.Name, by.AccountID, now
	return nil
}

func (d *Decision) issue(by signing.Person, now time.Time) error {
	if err := signing.Separate(signing.Issued, d.people(signing.Issued, by)); err != nil {
		return err
	}
	if err := d.move(Issued); err != nil {
		return err
	}
	d.IssuedBy, d.IssuedAt = by, now
	return nil
}
