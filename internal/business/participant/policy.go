package participant

import "kheo/internal/service/auth"

// Every permission of this module on one screen. Whoever works with a unit reads
// its participants; its registrars and administrators keep their names.

// keepers are those who keep the book of participants.
func keepers() []auth.Role { return []auth.Role{auth.Registrar, auth.Administrator} }

func maySee(a auth.Actor, p Participant) bool { return a.Reads(p.UnitPath) }

// mayName: add and remove aliases.
func mayName(a auth.Actor, p Participant) bool {
	return a.Is(p.UnitPath, keepers()...) && a.May(auth.WriteScope)
}

// mayJoin: say that two rows are one, or two, and take that back. Both must be
// open to the reader, one of them in the reader's own book: the other may be a
// row of a unit that was succeeded.
func mayJoin(a auth.Actor, p, q Participant) bool {
	return maySee(a, p) && maySee(a, q) && (mayName(a, p) || mayName(a, q))
}

// mayKeep: open the queue of pairs.
func mayKeep(a auth.Actor) bool { return a.Has(keepers()...) }
