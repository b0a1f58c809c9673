package translog_test

import (
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"strings"
	"testing"
	"time"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"

	"kheo/internal/service/translog"
)

// The example of tlog-checkpoint, tlog-cosignature and tlog-witness.
const (
	exampleText = "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n"
	exampleLog  = "\u2014 example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n"
	exampleW1   = "\u2014 witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==\n"
)

func TestExampleCheckpoint(t *testing.T) {
	t.Parallel()
	c, err := translog.Peek([]byte(exampleText + "\n" + exampleLog + exampleW1))
	if err != nil || c.Origin != "example.com/behind-the-sofa" || c.N != 20852163 || c.Hash.String() != "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=" {
		t.Fatalf("%+v %v", c, err)
	}
	if c.String() != exampleText {
		t.Errorf("written as %q", c)
	}
	extended, err := translog.ParseCheckpoint(exampleText + "an extension\nanother\n")
	if err != nil || extended != c {
		t.Errorf("extension lines: %+v %v", extended, err)
	}
	lines := strings.Split(strings.TrimSuffix(exampleText, "\n"), "\n")
	for name, text := range map[string]string{
		"no last newline":    strings.TrimSuffix(exampleText, "\n"),
		"no origin":          "\n" + lines[1] + "\n" + lines[2] + "\n",
		"two lines":          lines[0] + "\n" + lines[1] + "\n",
		"a short hash":       lines[0] + "\n" + lines[1] + "\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2==\n",
		"another base64":     lines[0] + "\n" + lines[1] + "\n" + strings.NewReplacer("+", "-", "/", "_").Replace(lines[2]) + "\n",
		"bits after the end": lines[0] + "\n" + lines[1] + "\n" + strings.Replace(lines[2], "I=", "J=", 1) + "\n",
		"an empty extension": exampleText + "\n",
	} {
		if c, err := translog.ParseCheckpoint(text); err == nil {
			t.Errorf("%s: %+v", name, c)
		}
	}
}

// The time of the example's cosignature is the one that the text gives.
func TestExampleCosignatureTime(t *testing.T) {
	t.Parallel()
	raw, err := base64.StdEncoding.DecodeString(strings.Fields(exampleW1)[2])
	if err != nil || len(raw) != 4+8+ed25519.SignatureSize || binary.BigEndian.Uint64(raw[4:]) != 1679315147 {
		t.Fatal(len(raw), err)
	}
}

// keyID is written after signed-note: SHA-256 of name, newline, kind and key.
func keyID(name string, kind byte, key ed25519.PublicKey) string {
	sum := sha256.Sum256(append(append([]byte(name+"\n"), kind), key...))
	return hex.EncodeToString(sum[:4])
}

func exampleKey(n byte) ed25519.PrivateKey {
	return ed25519.NewKeyFromSeed(bytes.Repeat([]byte{n}, ed25519.SeedSize))
}

// line is written after signed-note.
func line(name, id string, signature []byte) string {
	raw, _ := hex.DecodeString(id)
	return "\u2014 " + name + " " + base64.StdEncoding.EncodeToString(append(raw, signature...)) + "\n"
}

// A log's key and signature, written after signed-note, and a witness's, written after
// tlog-cosignature, are taken; changed ones are not.
func TestSignaturesAfterTheTexts(t *testing.T) {
	t.Parallel()
	const name, witnessName = "example.com/behind-the-sofa", "witness.example.com/w1"
	key, witnessKey := exampleKey(1), exampleKey(2)
	public, witnessPublic := key.Public().(ed25519.PublicKey), witnessKey.Public().(ed25519.PublicKey)
	id, witnessID := keyID(name, 1, public), keyID(witnessName, 4, witnessPublic)
	vkey := name + "+" + id + "+" + base64.StdEncoding.EncodeToString(append([]byte{1}, public...))
	witnessVKey := witnessName + "+" + witnessID + "+" + base64.StdEncoding.EncodeToString(append([]byte{4}, witnessPublic...))
	keys, err := translog.ParseKeys(vkey + "\n")
	if err != nil || keys[0].ID() != id || keys[0].Name() != name || keys[0].Cosigns() {
		t.Fatalf("%+v %v", keys, err)
	}
	witnesses, err := translog.ParseKeys(witnessVKey + "\n")
	if err != nil || witnesses[0].ID() != witnessID || !witnesses[0].Cosigns() {
		t.Fatalf("%+v %v", witnesses, err)
	}
	at := binary.BigEndian.AppendUint64(nil, 1679315147)
	message := "cosignature/v1\ntime 1679315147\n" + exampleText
	good := exampleText + "\n" + exampleLog + line(name, id, ed25519.Sign(key, []byte(exampleText))) +
		exampleW1 + line(witnessName, witnessID, append(at, ed25519.Sign(witnessKey, []byte(message))...))
	o, err := translog.OpenCheckpoint([]byte(good), keys, witnesses...)
	if err != nil || o.Key != keys[0] || o.N != 20852163 || len(o.Witnesses) != 1 || o.Witnesses[0].At.Unix() != 1679315147 {
		t.Fatalf("%+v %v", o, err)
	}
	later := binary.BigEndian.AppendUint64(nil, 1679315148)
	for what, bad := range map[string]string{
		"the text":                  strings.Replace(good, "\n20852163\n", "\n20852164\n", 1),
		"the time":                  exampleText + "\n" + line(name, id, ed25519.Sign(key, []byte(exampleText))) + line(witnessName, witnessID, append(later, ed25519.Sign(witnessKey, []byte(message))...)),
		"the log's signature":       exampleText + "\n" + line(name, id, ed25519.Sign(witnessKey, []byte(exampleText))),
		"a plain one for a witness": exampleText + "\n" + line(name, id, ed25519.Sign(key, []byte(exampleText))) + line(witnessName, witnessID, ed25519.Sign(witnessKey, []byte(exampleText))),
	} {
		if _, err := translog.OpenCheckpoint([]byte(bad), keys, witnesses...); err != translog.ErrSignature {
			t.Errorf("%s was changed: %v", what, err)
		}
	}
	onlyWitness := exampleText + "\n" + line(witnessName, witnessID, append(at, ed25519.Sign(witnessKey, []byte(message))...))
	if _, err := translog.OpenCheckpoint([]byte(onlyWitness), keys, witnesses...); err != translog.ErrForeign {
		t.Errorf("a witness alone passes for the log: %v", err)
	}
	if _, err := translog.OpenCheckpoint([]byte(exampleText+"\n"+exampleLog), keys); err != translog.ErrForeign {
		t.Errorf("an unknown key of the same name: %v", err)
	}
}

// What the program's own witness writes is what the text asks for, byte by byte.
func TestCosignAfterTheText(t *testing.T) {
	t.Parallel()
	const name = "witness.example.com/w1"
	key := exampleKey(3)
	c, err := translog.NewCosigner(name+"+"+base64.StdEncoding.EncodeToString(key.Seed()), func() time.Time { return time.Unix(1679315147, 999) })
	if err != nil {
		t.Fatal(err)
	}
	got, err := c.Cosign(exampleText)
	if err != nil {
		t.Fatal(err)
	}
	signature := append([]byte{0, 0, 0, 0, 0x64, 0x18, 0x50, 0xCB}, ed25519.Sign(key, []byte("cosignature/v1\ntime 1679315147\n"+exampleText))...)
	if want := line(name, keyID(name, 4, key.Public().(ed25519.PublicKey)), signature); got != want {
		t.Errorf("%q, want %q", got, want)
	}
	for _, secret := range []string{"", name, name + "+", name + "+AAAA", "+" + base64.StdEncoding.EncodeToString(key.Seed()), "a b+" + base64.StdEncoding.EncodeToString(key.Seed())} {
		if _, err := translog.NewCosigner(secret, time.Now); err == nil {
			t.Errorf("%q is taken for a key", secret)
		}
	}
}

// A key whose id does not fit, of another kind or with a bit changed, is not a key.
func TestKeysThatAreNone(t *testing.T) {
	t.Parallel()
	public := exampleKey(4).Public().(ed25519.PublicKey)
	vkey := func(name string, kind byte, id string, key []byte) string {
		return name + "+" + id + "+" + base64.StdEncoding.EncodeToString(append([]byte{kind}, key...))
	}
	for _, kind := range []byte{1, 4} {
		id := keyID("a.example", kind, public)
		if _, err := translog.ParseKeys(vkey("a.example", kind, id, public)); err != nil {
			t.Fatal(err)
		}
		for _, text := range []string{
			vkey("b.example", kind, id, public), vkey("a.example", kind, "00000000", public), vkey("a.example", kind, id, public[1:]),
			vkey("a.example", kind, id, exampleKey(5).Public().(ed25519.PublicKey)), vkey("", kind, keyID("", kind, public), public),
			vkey("a.example", 2, keyID("a.example", 2, public), public), "a.example+" + id, "a.example", "+++", "",
		} {
			if keys, err := translog.ParseKeys(text); err != translog.ErrKeys {
				t.Errorf("%q: %v %v", text, keys, err)
			}
		}
	}
}

// A proof has the shape of tlog-proof's example.
func TestExampleProof(t *testing.T) {
	t.Parallel()
	const head = "c2sp.org/tlog-proof@v1\n"
	const body = "index 73894\ngSKyXoYZUgZ6jduWYrkDOARinOMGJveXjgMkBTcdPlQ=\nB95lDa8R83lS8n0eG+o0buTxRKQTYFi//1U8anccXmA=\n" +
		"EKNzoDWG8LGC0Yp9o+sv3qllpMP9uHQ9B20KNL+Q1zs=\nRoopEkOdqkYqMB4MJXrbt/hMjOxsVn0IrWjpz1ZMMes=\nAHCioX9nLjsrse6YhjRRmk1WUEirVOLLRoOQ6vfO5vk=\n\n"
	const checkpoint = "example.com/fancylog\n109482\nsFodV/vSp5O8n9a8QpW6PRY97tfOSW5bsc2Xl/EQi08=\n\n\u2014 example.com/fancylog hI2DJw==\n"
	for extra, text := range map[string]string{"": head + body + checkpoint, "more": head + "extra bW9yZQ==\n" + body + checkpoint} {
		p, err := translog.ParseProof([]byte(text))
		if err != nil || p.Index != 73894 || len(p.Path) != 5 || p.Path[4].String() != "AHCioX9nLjsrse6YhjRRmk1WUEirVOLLRoOQ6vfO5vk=" || string(p.Extra) != extra || string(p.Checkpoint) != checkpoint {
			t.Fatalf("%+v %v", p, err)
		}
		if string(p.Format()) != text {
			t.Errorf("written as %q", p.Format())
		}
	}
	for name, text := range map[string]string{
		"another version":   "c2sp.org/tlog-proof@v2\n" + body + checkpoint,
		"no index":          head + strings.TrimPrefix(body, "index 73894\n") + checkpoint,
		"extra twice":       head + "extra bW9yZQ==\nextra bW9yZQ==\n" + body + checkpoint,
		"extra afterwards":  head + "index 1\nextra bW9yZQ==\n\n" + checkpoint,
		"no empty line":     head + strings.TrimSuffix(body, "\n") + checkpoint,
		"64 hashes":         head + "index 1\n" + strings.Repeat("gSKyXoYZUgZ6jduWYrkDOARinOMGJveXjgMkBTcdPlQ=\n", 64) + "\n" + checkpoint,
		"returns of a line": strings.ReplaceAll(head+body, "\n", "\r\n") + checkpoint,
	} {
		if p, err := translog.ParseProof([]byte(text)); err != translog.ErrProof {
			t.Errorf("%s: %+v %v", name, p, err)
		}
	}
}

// Tiles have the paths that tlog-tiles gives, and each only one.
func TestTilePaths(t *testing.T) {
	t.Parallel()
	for want, tile := range map[string]tlog.Tile{
		"tile/0/x001/x234/067":  {L: 0, N: 1234067, W: 256},
		"tile/0/000":            {L: 0, N: 0, W: 256},
		"tile/2/999.p/1":        {L: 2, N: 999, W: 1},
		"tile/1/x001/000.p/255": {L: 1, N: 1000, W: 255},
		"tile/63/x999/999":      {L: 63, N: 999_999, W: 256},
		"tile/0/x001/x000/000":  {L: 0, N: 1_000_000, W: 256},
		"tile/0/x273/112.p/112": {L: 0, N: 273_112, W: 112},
		"tile/0/x001/x234/x5":   {},
		"tile/0/x01/067":        {},
		"tile/0/x000/067":       {},
		"tile/0/67":             {},
		"tile/0/0067":           {},
		"tile/0/x067":           {},
		"tile/0/001/067":        {},
		"tile/0/x001/x067":      {},
		"tile/0/067.p/0":        {},
		"tile/0/067.p/256":      {},
		"tile/0/067.p/01":       {},
		"tile/0/067.p/+1":       {},
		"tile/0/067.p/":         {},
		"tile/0/+67":            {},
		"tile/0/-67":            {},
		"tile/0/":               {},
		"tile/0/x001//067":      {},
		"tile/0/x001/067/":      {},
		"tile/0/067.p/1.p/1":    {},
		"tile/0/" + strings.Repeat("x999/", 20) + "999": {},
	} {
		number := strings.SplitN(want, "/", 3)[2]
		n, width, ok := translog.ParseTileNumber(number)
		if ok != (tile.W != 0) || ok && (n != tile.N || width != tile.W) {
			t.Errorf("%s is read as %d %d %v", want, n, width, ok)
		}
		if tile.H = translog.TileHeight; ok && translog.TilePath(tile) != want {
			t.Errorf("%+v is written as %s", tile, translog.TilePath(tile))
		}
		if ok && translog.EntriesPath(tile.N, tile.W) != "tile/entries/"+number {
			t.Errorf("%+v has entries at %s", tile, translog.EntriesPath(tile.N, tile.W))
		}
	}
}

// A checkpoint with many signatures of others still opens; OpenCheckpoint takes only a
// signature in the name of the origin.
func TestWhoMaySign(t *testing.T) {
	t.Parallel()
	k, secret, err := translog.NewKey("a.example/log")
	if err != nil {
		t.Fatal(err)
	}
	s, err := note.NewSigner(secret)
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]error{
		"a.example/log\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n": nil,
		"b.example/log\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n": translog.ErrForeign,
		"a.example/log\n0\n":    translog.ErrCheckpoint,
		"a.example/log\n0\n?\n": translog.ErrCheckpoint,
	} {
		signed, err := note.Sign(&note.Note{Text: text}, s)
		if err != nil {
			t.Fatal(err)
		}
		for n := range 17 {
			signed = append(signed, fmt.Sprintf("\u2014 other.example/%d AAAAAAAA\n", n)...)
		}
		if _, err := translog.OpenCheckpoint(signed, translog.Keys{k}); err != want {
			t.Errorf("%q: %v, want %v", text, err, want)
		}
	}
}
