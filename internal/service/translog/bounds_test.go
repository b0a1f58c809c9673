package translog_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"golang.org/x/mod/sumdb/note"

	"kheo/internal/platform/db"
	"kheo/internal/platform/db/dbtest"
	"kheo/internal/service/translog"
)

// A checkpoint or a proof may not name a tree for which the arithmetic never ends.
func TestSizesAreBounded(t *testing.T) {
	t.Parallel()
	const hash = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="
	for size, ok := range map[string]bool{
		"0": true, "7": true, "1152921504606846976": true, "1152921504606846977": false,
		"9223372036854775807": false, "-1": false, "+1": false, "01": false, "": false, "1 ": false, "0x1": false,
	} {
		if _, err := translog.ParseCheckpoint("a.example/log\n" + size + "\n" + hash + "\n"); (err == nil) != ok {
			t.Errorf("size %q: %v", size, err)
		}
		if _, err := translog.ParseProof([]byte("c2sp.org/tlog-proof@v1\nindex " + size + "\n\n")); (err == nil) != ok {
			t.Errorf("index %q: %v", size, err)
		}
	}
}

// A key that stands twice in a list cannot be told apart; sizes are written one way.
func TestKeysAreWrittenOneWay(t *testing.T) {
	t.Parallel()
	a, _, err := translog.NewKey(origin)
	if err != nil {
		t.Fatal(err)
	}
	for tail, ok := range map[string]bool{
		"": true, " until 5": true, " until +5": false, " until 05": false, " until -1": false, " until": false, " since 5": false,
		"\n" + a.VKey: false, " until 9\n" + a.VKey: false, "\n# a word\n\n": true,
	} {
		if _, err := translog.ParseKeys(a.VKey + tail); (err == nil) != ok {
			t.Errorf("%q: %v", tail, err)
		}
	}
}

// A tile that is longer than the signed tree would push new hashes out of place.
func TestAppendRefusesALongTile(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		l := newLog(t, d)
		grow(t, d, l, []byte("a"), []byte("b"), []byte("c"))
		exec(t, d, `UPDATE translog_tile SET hashes = hashes || hashes WHERE level = 0`)
		if err := tryGrow(t, d, l, []byte("d")); !errors.Is(err, translog.ErrLog) {
			t.Fatal("a tile with hashes after the last leaf was added to:", err)
		}
	})
}

// Cosigned opens what a witness cosigned, nothing else.
func TestCosigned(t *testing.T) {
	t.Parallel()
	at := time.Date(2026, 11, 22, 3, 4, 5, 0, time.UTC)
	secret, err := translog.NewCosignerKey("witness.example/w1")
	if err != nil {
		t.Fatal(err)
	}
	w, err := translog.NewCosigner(secret, func() time.Time { return at })
	if err != nil {
		t.Fatal(err)
	}
	text := translog.Checkpoint{Origin: origin}.String()
	line, err := w.Cosign(text)
	if err != nil {
		t.Fatal(err)
	}
	got, when, err := w.Key().Cosigned([]byte(text + "\n" + line))
	if err != nil || got != text || !when.Equal(at) {
		t.Fatalf("%q %v %v", got, when, err)
	}
	if _, _, err := w.Key().Cosigned([]byte(strings.Replace(text, "\n0\n", "\n1\n", 1) + "\n" + line)); err == nil {
		t.Error("the cosignature passes for another checkpoint")
	}
	other, secret2, err := translog.NewKey("witness.example/w1")
	if err != nil {
		t.Fatal(err)
	}
	s, err := note.NewSigner(secret2)
	if err != nil {
		t.Fatal(err)
	}
	plain, err := note.Sign(&note.Note{Text: text}, s)
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := w.Key().Cosigned(plain); err == nil {
		t.Error("another key's signature passes")
	}
	if _, _, err := other.Cosigned(plain); err == nil {
		t.Error("a key that does not cosign passes for a witness")
	}
}

// The id of a key may be typed in capitals; it is the same key.
func TestKeyInCapitals(t *testing.T) {
	t.Parallel()
	const text = origin + "\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n"
	for range 20 { // until the id has letters
		k, secret, err := translog.NewKey(origin)
		if err != nil {
			t.Fatal(err)
		}
		s, err := note.NewSigner(secret)
		if err != nil {
			t.Fatal(err)
		}
		signed, err := note.Sign(&note.Note{Text: text}, s)
		if err != nil {
			t.Fatal(err)
		}
		capitals := strings.Replace(k.VKey, k.ID(), strings.ToUpper(k.ID()), 1)
		keys, err := translog.ParseKeys(capitals)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := translog.OpenCheckpoint(signed, keys); err != nil {
			t.Errorf("%s: %v", capitals, err)
		}
		if _, err := translog.ParseKeys(k.VKey + "\n" + capitals); err == nil {
			t.Errorf("%s stands twice", k.VKey)
		}
	}
}

func TestNamesOfWitnesses(t *testing.T) {
	t.Parallel()
	for name, ok := range map[string]bool{
		"witness.example/w1": true, "chứng-nhân.example": true, "": false, "a b": false, "a+b": false, "a\u2003b": false, "a\nb": false,
		"a\x00b": false, "a\xffb": false, strings.Repeat("a", 256): false,
	} {
		if _, err := translog.NewCosignerKey(name); (err == nil) != ok {
			t.Errorf("%q: %v", name, err)
		}
	}
}

func tryGrow(t testing.TB, d *db.DB, l *translog.Log, leaves ...[]byte) error {
	t.Helper()
	return d.Update(t.Context(), func(tx *db.Tx) error {
		_, err := l.Append(t.Context(), tx, leaves)
		return err
	})
}

func exec(t testing.TB, d *db.DB, statement string, args ...any) {
	t.Helper()
	err := d.Update(t.Context(), func(tx *db.Tx) error { return db.Exec(t.Context(), tx, statement, args...) })
	if err != nil {
		t.Fatal(fmt.Errorf("%s: %w", statement, err))
	}
}
