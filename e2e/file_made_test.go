package e2e

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"

	"kheo/internal/app"
	"kheo/internal/business/register"
	"kheo/internal/platform/db"
	"kheo/internal/service/translog"
)

// pdf is a small PDF that carries a proof, as a certificate does.
func pdf(proof []byte) []byte {
	return fmt.Appendf(nil, "%%PDF-1.7\n1 0 obj\n<</Type /EmbeddedFile /Length %d>>\nstream\n%s\nendstream\nendobj\ntrailer\n<<>>\n%%%%EOF\n", len(proof), proof)
}

// registry is the register of the example, with the files of some of its lines.
type registry struct {
	entries []register.Entry
	proofs  [][]byte
	files   [][]byte // sealed
	mixed   []byte   // sealed, but with the proof of another line
	qrs     []string
	before  translog.Keys // those that made the files
	keys    translog.Keys // today's: the old one was retired since
	old     issuer        // the one that was retired
	size    int64         // of the tree when it was
}

// registered opens the example in dir, makes files of its first lines and then changes
// the key.
func registered(t *testing.T, dir string) (r registry) {
	t.Helper()
	ctx := t.Context()
	a, err := app.Open(ctx, app.Config{Data: dir, BaseURL: "https://kheo.example", Demo: true})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = a.Close() }()
	err = a.DB.View(ctx, func(tx *db.Tx) error {
		decision, err := db.One(ctx, tx, db.Value[string], `SELECT CAST(decision_id AS TEXT) FROM register_entry GROUP BY decision_id HAVING COUNT(*) > 20 ORDER BY MIN(serial) LIMIT 1`)
		if err != nil {
			return err
		}
		if r.entries, err = a.Register.Entries(ctx, tx, decision); err != nil {
			return err
		}
		r.entries = r.entries[:20]
		papers, err := a.Register.Papers(ctx, tx, r.entries)
		for n, p := range papers {
			r.proofs, r.qrs = append(r.proofs, p.Proof), append(r.qrs, p.QR)
			r.files = append(r.files, sealedBy(t, p, p.Proof))
			if n == 1 {
				r.mixed = sealedBy(t, p, papers[0].Proof)
			}
		}
		h, err2 := a.Log.Head(ctx, tx)
		r.before, r.size = h.Keys, h.N
		if err == nil {
			err = err2
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := a.Log.Rotate(ctx); err != nil {
		t.Fatal(err)
	}
	if r.keys, err = a.Register.Keys(ctx); err != nil {
		t.Fatal(err)
	}
	secret, err := os.ReadFile(filepath.Join(dir, "keys", r.before[0].ID()+".key"))
	if err != nil {
		t.Fatal(err)
	}
	r.old = issuerOf(t, r.before[0], string(secret))
	return r
}

func sealedBy(t *testing.T, p register.Paper, proof []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := p.Seal(&b, func(w io.Writer) error { _, err := w.Write(pdf(proof)); return err }); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// today are the keys as a page has them.
func (r registry) today() string { return r.keys.String() }

// issuer signs by hand whatever a test wants signed.
type issuer struct {
	key    translog.Key
	signer note.Signer
}

func newIssuer(t *testing.T, origin string) issuer {
	t.Helper()
	k, secret, err := translog.NewKey(origin)
	if err != nil {
		t.Fatal(err)
	}
	return issuerOf(t, k, secret)
}

func issuerOf(t *testing.T, k translog.Key, secret string) issuer {
	t.Helper()
	s, err := note.NewSigner(strings.TrimSpace(secret))
	if err != nil {
		t.Fatal(err)
	}
	return issuer{k, s}
}

func (i issuer) sign(text string) []byte {
	signed, err := note.Sign(&note.Note{Text: text}, i.signer)
	if err != nil {
		panic(err)
	}
	return signed
}

// statement is one that holds.
const statement = `{"at":"2026-11-20T03:00:00Z","code":"DVK-0000-0000","decision_id":"d","kind":"issued","line_id":"l","record":{"award":"","decided_by":"Quận ủy Mẫu","decided_on":"2026-11-20","decision":"cn-1","kind":"recognition","level":"cấp phường","name":"Bà Phạm Thị Mẫu","number":"412-QĐ/QU","participant_kind":"individual","position":1,"season":"dvk-2026","unit":"Phường Mẫu","year":2026},"serial":1}`

// proof is that of a statement which stands first among three leaves.
func (i issuer) proof(statement string) translog.Proof {
	salt := []byte("0123456789abcdef")
	leaf := sha256.Sum256(append(bytes.Clone(salt), statement...))
	second, third := tlog.RecordHash([]byte("b")), tlog.RecordHash([]byte("c"))
	root := tlog.NodeHash(tlog.NodeHash(tlog.RecordHash(leaf[:]), second), third)
	return translog.Proof{
		Extra: append(salt, statement...), Path: tlog.RecordProof{second, third},
		Checkpoint: i.sign(translog.Checkpoint{Origin: i.key.Name(), Tree: tlog.Tree{N: 3, Hash: root}}.String()),
	}
}

// seal ends a file with a seal for code.
func (i issuer) seal(file []byte, code string) []byte {
	sum := sha256.Sum256(file)
	signature, err := i.signer.Sign([]byte("kheo/file-seal/v1\n" + code + "\n" + hex.EncodeToString(sum[:]) + "\n"))
	if err != nil {
		panic(err)
	}
	return fmt.Appendf(bytes.Clone(file), "%%kheo-seal %s %s\n", i.key.ID(), base64.StdEncoding.EncodeToString(signature))
}

// short is the short form of a QR that says number of a line.
func (i issuer) short(e register.Entry, number string) string {
	name := sha256.Sum256([]byte(e.Code + "\n" + e.Record.Name))
	text := fmt.Sprintf("kheo/short-form/v1\n%s\n%s\n%s\n%x\n", e.Code, number, e.Record.DecidedOn.ISO(), name[:16])
	signature, err := i.signer.Sign([]byte(text))
	if err != nil {
		panic(err)
	}
	id, err := hex.DecodeString(i.key.ID())
	if err != nil {
		panic(err)
	}
	day, err := strconv.ParseUint(strings.ReplaceAll(e.Record.DecidedOn.ISO(), "-", ""), 10, 32)
	if err != nil {
		panic(err)
	}
	raw := binary.BigEndian.AppendUint32(append([]byte{1}, id...), uint32(day)) //nolint:gosec // 32 bits
	raw = append(append(raw, name[:16]...), byte(len(number)))
	return base64.RawURLEncoding.EncodeToString(append(append(raw, number...), signature...))
}

// judged is what Go says of a file.
func judged(t *testing.T, file []byte, keys string) register.Verdict {
	t.Helper()
	k, err := translog.ParseKeys(keys)
	if err != nil {
		t.Fatal(err)
	}
	v, err := register.ExamineFile(bytes.NewReader(file), k)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// served is an example whose register changed its key, and its address.
func served(t *testing.T) (registry, string) {
	t.Helper()
	dir := data(t)
	r := registered(t, dir)
	return r, serve(t, []string{"--data", dir})
}
