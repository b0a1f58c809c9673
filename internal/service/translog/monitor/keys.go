package monitor

import (
	"errors"
	"fmt"

	"kheo/internal/service/translog"
)

// trust is which keys are believed, and whether somebody gave them: those that came from
// the server may be replaced as the server's list says, given ones only by the giver.
type trust struct {
	keys  translog.Keys
	given bool
}

// decide compares the list of keys that is served with what is believed after seen
// leaves. A list that was first met is believed as it is; so the server can deceive the
// first contact, and later none that goes on from it unnoticed.
func (t trust) decide(served translog.Keys, seen int64) (trust, []Notice, []string, error) {
	if t.given {
		if fresh := unknown(t.keys, served); len(fresh) > 0 {
			return t, []Notice{NewKey}, ids(fresh), nil
		}
		return t, nil, nil, nil
	}
	if err := oneLog(served); err != nil {
		return t, nil, nil, finding{KeysChanged, err}
	}
	if len(t.keys) == 0 {
		return trust{keys: served}, []Notice{FirstUse}, ids(served), nil
	}
	if err := follows(t.keys, served, seen); err != nil {
		return t, nil, ids(unknown(t.keys, served)), finding{KeysChanged, err}
	}
	if fresh := unknown(t.keys, served); len(fresh) > 0 {
		return trust{keys: served}, []Notice{Rotated}, ids(fresh), nil
	}
	return trust{keys: served}, nil, nil, nil
}

// oneLog tells whether keys are those of one log, with one key that signs.
func oneLog(keys translog.Keys) error {
	signing := 0
	for _, k := range keys {
		if k.Name() != keys[0].Name() {
			return fmt.Errorf("keys of %s and of %s in one list", keys[0].Name(), k.Name())
		}
		if !k.Retired {
			signing++
		}
	}
	if signing != 1 {
		return fmt.Errorf("%d keys sign, not one", signing)
	}
	return nil
}

// errNoVoucher says that the key before does not vouch for a new one.
var errNoVoucher = errors.New("the key before it does not vouch for it")

// follows tells whether a list can have come from known by rotating alone: known keys are
// kept, the newest come first and each is vouched for by the one before it, and no new one
// is said to have signed before what was seen.
func follows(known, served translog.Keys, seen int64) error {
	for n, k := range served {
		if _, there := known.Find(k.Name(), k.ID()); there {
			continue
		}
		if n+1 == len(served) || !k.Follows(served[n+1]) {
			return fmt.Errorf("key %s: %w", k.ID(), errNoVoucher)
		}
		if before, there := known.Find(k.Name(), served[n+1].ID()); there && before.Retired {
			return fmt.Errorf("key %s: %w", k.ID(), errNoVoucher) // one that was retired before cannot
		}
	}
	for _, k := range unknown(known, served) {
		if k.Retired && k.Until < seen {
			return fmt.Errorf("key %s is said to have signed before %d leaves, where it was not known", k.ID(), seen)
		}
	}
	return kept(known, served, seen)
}

// kept tells whether every known key is still in a list: what was retired stays so, and
// none is retired before what was seen.
func kept(known, list translog.Keys, seen int64) error {
	for _, k := range known {
		now, there := list.Find(k.Name(), k.ID())
		switch {
		case !there || now.VKey != k.VKey:
			return fmt.Errorf("key %s is gone", k.ID())
		case k.Retired && (!now.Retired || now.Until != k.Until):
			return fmt.Errorf("key %s was retired at %d leaves, the list now says otherwise", k.ID(), k.Until)
		case !k.Retired && now.Retired && now.Until < seen:
			return fmt.Errorf("key %s is retired at %d leaves, but %d were seen", k.ID(), now.Until, seen)
		}
	}
	return nil
}

// unknown are the keys of served that are not in known.
func unknown(known, served translog.Keys) (fresh translog.Keys) {
	for _, k := range served {
		if _, there := known.Find(k.Name(), k.ID()); !there {
			fresh = append(fresh, k)
		}
	}
	return fresh
}

func ids(keys translog.Keys) (all []string) {
	for _, k := range keys {
		all = append(all, k.ID())
	}
	return all
}
