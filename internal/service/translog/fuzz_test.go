package translog_test

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"

	"kheo/internal/service/translog"
)

const emptyHash = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="

// FuzzParseProof: what is read is written the same, and checking it ends.
func FuzzParseProof(f *testing.F) {
	f.Add([]byte("c2sp.org/tlog-proof@v1\nindex 0\n\na.example/log\n1\n" + emptyHash + "\n\n\u2014 a.example/log AAAAAAA=\n"))
	f.Add([]byte("c2sp.org/tlog-proof@v1\nextra bW9yZQ==\nindex 73894\n" + emptyHash + "\n" + emptyHash + "\n\na.example/log\n109482\n" + emptyHash + "\n\n"))
	f.Add([]byte("c2sp.org/tlog-proof@v1\nindex 1152921504606846975\n\na.example/log\n1152921504606846976\n" + emptyHash + "\n\n"))
	f.Fuzz(func(t *testing.T, text []byte) {
		p, err := translog.ParseProof(text)
		if err != nil {
			return
		}
		again, err := translog.ParseProof(p.Format())
		if err != nil || again.Index != p.Index || len(again.Path) != len(p.Path) || !bytes.Equal(again.Extra, p.Extra) || !bytes.Equal(again.Checkpoint, p.Checkpoint) {
			t.Errorf("%q is read again as %+v: %v", text, again, err)
		}
		if len(p.Extra) > 0 && !bytes.Equal(p.Format(), text) {
			t.Errorf("%q is written as %q", text, p.Format())
		}
		if c, err := translog.Peek(p.Checkpoint); err == nil && p.Check(c, []byte("leaf")) == nil && c.N > 1 && len(p.Path) == 0 {
			t.Errorf("%q proves a leaf by nothing", text)
		}
	})
}

// FuzzOpenCheckpoint: nothing opens that none of the keys signed, and what is read is
// written the same.
func FuzzOpenCheckpoint(f *testing.F) {
	k, secret, err := translog.NewKey("a.example/log")
	if err != nil {
		f.Fatal(err)
	}
	s, err := note.NewSigner(secret)
	if err != nil {
		f.Fatal(err)
	}
	text := "a.example/log\n0\n" + emptyHash + "\n"
	signed, err := note.Sign(&note.Note{Text: text}, s)
	if err != nil {
		f.Fatal(err)
	}
	cosignerSecret, err := translog.NewCosignerKey("w.example")
	if err != nil {
		f.Fatal(err)
	}
	w, err := translog.NewCosigner(cosignerSecret, func() time.Time { return time.Unix(1, 0) })
	if err != nil {
		f.Fatal(err)
	}
	line, err := w.Cosign(text)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(signed)
	f.Add(append(bytes.Clone(signed), line...))
	f.Add([]byte(exampleText + "\n" + exampleLog + exampleW1))
	f.Add([]byte(text + "an extension\n\n\u2014 a.example/log AAAAAAA=\n"))
	f.Fuzz(func(t *testing.T, msg []byte) {
		o, err := translog.OpenCheckpoint(msg, translog.Keys{k}, w.Key())
		if err == nil && o.String() != text {
			t.Errorf("opens %q", msg)
		}
		if c, err := translog.Peek(msg); err == nil && !strings.HasPrefix(string(msg), c.String()) {
			t.Errorf("%q is read as %q", msg, c)
		}
		if c, err := translog.ParseCheckpoint(string(msg)); err == nil && !strings.HasPrefix(string(msg), c.String()) {
			t.Errorf("%q is read as %q", msg, c)
		}
		if at, _, err := w.Key().Cosigned(msg); err == nil && at != text {
			t.Errorf("%q passes for cosigned", msg)
		}
	})
}

// FuzzParseKeys: a list is written and read the same.
func FuzzParseKeys(f *testing.F) {
	k, _, err := translog.NewKey("a.example/log")
	if err != nil {
		f.Fatal(err)
	}
	secret, err := translog.NewCosignerKey("w.example")
	if err != nil {
		f.Fatal(err)
	}
	w, err := translog.NewCosigner(secret, time.Now)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(k.VKey + "\n")
	f.Add("# keys\n\n" + k.VKey + "\n" + w.Key().VKey + " until 12\n")
	f.Add("a.example/log+00000000+AQ==\n")
	f.Fuzz(func(t *testing.T, text string) {
		keys, err := translog.ParseKeys(text)
		if err != nil {
			return
		}
		again, err := translog.ParseKeys(keys.String())
		if err != nil || again.String() != keys.String() || len(again) != len(keys) {
			t.Errorf("%q is read as %q, then as %q: %v", text, keys, again, err)
		}
		for _, k := range keys {
			if found, ok := keys.Find(k.Name(), k.ID()); !ok || found != k || len(k.ID()) != 8 {
				t.Errorf("%q: key %v is not found by its id", text, k)
			}
			if k.Verify([]byte("text"), make([]byte, 64)) || k.Verify(nil, nil) {
				t.Errorf("%q: zeros pass for a signature", text)
			}
		}
	})
}

// FuzzParseLine: what is read is printed again, however it was typed.
func FuzzParseLine(f *testing.F) {
	day := time.Date(2026, 9, 2, 0, 0, 0, 0, time.UTC)
	c := translog.Checkpoint{Origin: "a.example/log", Tree: (&translog.Builder{}).Tree()}
	good := translog.PrintedLine(c, day)
	f.Add(good)
	f.Add(strings.ReplaceAll(strings.ToLower(good), "-", " "))
	f.Add("KHEO a.example/log 2026-09-02 7 AAAA")
	f.Fuzz(func(t *testing.T, typed string) {
		c, day, err := translog.ParseLine(typed)
		if err != nil {
			return
		}
		again, same, err := translog.ParseLine(translog.PrintedLine(c, day))
		if err != nil || again != c || !same.Equal(day) {
			t.Errorf("%q is read as %+v, then as %+v: %v", typed, c, again, err)
		}
	})
}

// FuzzParseTileNumber: each tile has one path.
func FuzzParseTileNumber(f *testing.F) {
	for _, path := range []string{"000", "x001/x234/067", "x273/112.p/112", "x001/067.p/0", "x000/067", "x999/x999/x999/x999/x999/x999/999"} {
		f.Add(path)
	}
	f.Fuzz(func(t *testing.T, path string) {
		n, width, ok := translog.ParseTileNumber(path)
		if !ok {
			return
		}
		if n < 0 || width < 1 || width > translog.TileWidth {
			t.Errorf("%q is read as %d, %d", path, n, width)
		}
		if again := translog.TilePath(tlog.Tile{H: translog.TileHeight, N: n, W: width}); again != "tile/0/"+path {
			t.Errorf("%q is written as %q", path, again)
		}
	})
}
