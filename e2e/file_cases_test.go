package e2e

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"

	"kheo/internal/service/translog"
)

// made are files that somebody would have to make on purpose.
func (r registry) made(t *testing.T) (all []exhibit) {
	t.Helper()
	name := r.keys[0].Name()
	us, them, stranger := newIssuer(t, name), newIssuer(t, "kheo.example/khac"), newIssuer(t, name)
	ours, theirs := us.key.String()+"\n", them.key.String()+"\n"
	add := func(name string, file []byte, keys string) { all = append(all, exhibit{name, file, keys}) }
	good := us.proof(statement)
	add("our own", us.seal(pdf(good.Format()), "DVK-0000-0000"), ours)
	add("sealed for another code", us.seal(pdf(good.Format()), "DVK-0000-0001"), ours)
	add("sealed by another", stranger.seal(pdf(good.Format()), "DVK-0000-0000"), ours+stranger.key.String()+"\n")
	add("sealed by a stranger", stranger.seal(pdf(good.Format()), "DVK-0000-0000"), ours)
	add("sealed twice", us.seal(us.seal(pdf(good.Format()), "DVK-0000-0000"), "DVK-0000-0000"), ours)
	add("another's register", them.seal(pdf(them.proof(statement).Format()), "DVK-0000-0000"), ours)
	add("unknown key", us.seal(pdf(good.Format()), "DVK-0000-0000"), stranger.key.String()+"\n")
	add("our own, asked there", us.seal(pdf(good.Format()), "DVK-0000-0000"), theirs)
	add("the proof of another line", r.mixed, r.today())
	add("nothing", nil, ours)
	add("a letter", []byte("Kính gửi ông bà"), ours)
	add("a PDF without proof", pdf([]byte("xin chào")), ours)
	add("a PDF with a seal only", us.seal(pdf([]byte("xin chào")), "DVK-0000-0000"), ours)
	add("two proofs", us.seal(pdf(append(append(good.Format(), '\n'), good.Format()...)), "DVK-0000-0000"), ours)
	add("a proof, then a PDF", append(good.Format(), pdf(good.Format())...), ours)
	add("no seal", pdf(good.Format()), ours)
	add("blanks after the seal", append(us.seal(pdf(good.Format()), "DVK-0000-0000"), '\n'), ours)
	add("a large proof", append([]byte("%PDF-1.7\nc2sp.org/tlog-proof@v1\nextra "), bytes.Repeat([]byte("A"), 200<<10)...), ours)
	all = append(all, r.notes(us, stranger)...)
	all = append(all, texts(us, good)...)
	for _, s := range []string{
		"", "{}", "null", "[]", "true", strings.Replace(statement, `"issued"`, `"redacted"`, 1), strings.Replace(statement, `"issued"`, `"Issued"`, 1), `{"kind":"issued","record":null}`,
		`{"kind":"issued","record":{}}`, `{"kind":"issued","record":[]}`, `{"kind":"issued","record":"x"}`, "\uFEFF" + statement, statement + " ", statement + "x", strings.Replace(statement, `"serial":1`, `"serial":"1"`, 1),
		strings.Replace(statement, `"serial":1`, `"serial":1.5`, 1), strings.Replace(statement, `"serial":1`, `"serial":null`, 1), strings.Replace(statement, `"year":2026`, `"year":{}`, 1),
		strings.Replace(statement, `"unit":"Phường Mẫu"`, `"unit":7`, 1), strings.Replace(statement, "Bà ", "Bà \xff", 1), strings.Replace(statement, `"code":"DVK-0000-0000"`, `"code":""`, 1),
	} {
		add("statement "+s, us.proof(s).Format(), ours)
	}
	return all
}

// notes are checkpoints with unusual signatures.
func (r registry) notes(us, stranger issuer) (all []exhibit) {
	ours := us.key.String() + "\n"
	good := us.proof(statement)
	add := func(name string, checkpoint []byte, keys string) {
		p := good
		p.Checkpoint = checkpoint
		all = append(all, exhibit{name, p.Format(), keys})
	}
	text, lines, _ := bytes.Cut(good.Checkpoint, []byte("\n\n"))
	both, err := note.Sign(&note.Note{Text: string(text) + "\n"}, stranger.signer, us.signer)
	if err != nil {
		panic(err)
	}
	late := r.old.sign(translog.Checkpoint{Origin: r.old.key.Name(), Tree: tlog.Tree{N: r.size + 1}}.String())
	add("a retired key on a larger tree", late, r.today())
	add("a retired key on its last tree", r.old.sign(translog.Checkpoint{Origin: r.old.key.Name(), Tree: tlog.Tree{N: r.size}}.String()), r.today())
	add("signed by another too", both, ours)
	add("signed by another of ours", both, ours+stranger.key.String()+"\n")
	add("signed by ours, retired, and another", both, us.key.String()+" until 2\n"+stranger.key.String()+"\n")
	add("all retired", both, us.key.String()+" until 2\n"+stranger.key.String()+" until 0\n")
	add("signed twice", append(bytes.Clone(good.Checkpoint), lines...), ours)
	add("twice, wrong at last", append(bytes.Clone(good.Checkpoint), bytes.Replace(lines, lines[len(lines)-12:len(lines)-8], []byte("AAAA"), 1)...), ours)
	add("many signatures", append(bytes.Clone(good.Checkpoint), bytes.Repeat(lines, 100)...), ours)
	add("no signature", append(bytes.Clone(text), "\n\n"...), ours)
	add("a line that is none", append(bytes.Clone(good.Checkpoint), "xin chào\n"...), ours)
	add("a short signature", append(bytes.Clone(good.Checkpoint), "— ai AAAA\n"...), ours)
	add("a stranger's signature", append(bytes.Clone(good.Checkpoint), "— ai AAAAAAAA\n"...), ours)
	add("a name with a plus", append(bytes.Clone(good.Checkpoint), "— a+i AAAAAAAA\n"...), ours)
	add("a name with a blank", append(bytes.Clone(good.Checkpoint), "— a\u00a0i AAAAAAAA\n"...), ours)
	for _, body := range []string{
		string(text) + "\nmore\n", string(text) + "\n\nmore\n", "x\n3\n" + strings.Repeat("A", 43) + "=\n", "\n3\nAA==\n", r.keys[0].Name() + "\n03\nAA==\n", r.keys[0].Name() + "\n3\nAA==\n", r.keys[0].Name() + "\n3\n",
		r.keys[0].Name() + "\n1152921504606846976\n" + strings.Repeat("A", 43) + "=\n", r.keys[0].Name() + "\n1152921504606846977\n" + strings.Repeat("A", 43) + "=\n", r.keys[0].Name() + "\n9223372036854775808\n" + strings.Repeat("A", 43) + "=\n", r.keys[0].Name() + "\n9223372036854775807\n" + strings.Repeat("A", 43) + "=\n", r.keys[0].Name() + "\n3\n" + strings.Repeat("A", 42) + "B=\n",
		r.keys[0].Name() + "\n-3\n" + strings.Repeat("A", 43) + "=\n", "khac\n3\n" + strings.Repeat("A", 43) + "=\n",
	} {
		add("checkpoint "+body, us.sign(body), ours)
		add("checkpoint of a stranger "+body, stranger.sign(body), ours)
	}
	return all
}

// texts are proofs that are written in unusual ways.
func texts(us issuer, good translog.Proof) (all []exhibit) {
	text := string(good.Format())
	head, rest, _ := strings.Cut(text, "index 0\n")
	add := func(text string) { all = append(all, exhibit{"proof " + text, []byte(text), us.key.String()}) }
	for _, index := range []string{"index 00", "index 1", "index 2", "index 3", "index -1", "index +0", "index 1152921504606846976", "index 1152921504606846977", "index 9223372036854775807", "index 9223372036854775808", "index 18446744073709551616", "index", "index ", "Index 0", ""} {
		add(head + index + "\n" + rest)
	}
	extra := strings.Split(text, "\n")[1]
	for _, e := range []string{"extra ", "extra AAAA", "extra AAAAAAAAAAAAAAAAAAAAAAA=", "extra AAAAAAAAAAAAAAAAAAAAAAB=", extra + "=", extra[:20] + "\r" + extra[20:], extra + "\r", extra[:20] + " " + extra[20:], "extra" + extra[6:]} {
		add(strings.Replace(text, extra, e, 1))
	}
	add(strings.Replace(text, extra+"\n", "", 1))
	add(strings.ReplaceAll(text, "\n", "\r\n"))
	add(strings.TrimSuffix(text, "\n"))
	add(text + "\nendstream and more")
	add(strings.Replace(text, "\n\n", "\n"+strings.Repeat(good.Path[0].String()+"\n", 60)+"\n", 1))
	add(strings.Replace(text, "\n\n", "\n"+strings.Repeat(good.Path[0].String()+"\n", 62)+"\n", 1))
	add(strings.Replace(text, good.Path[0].String()+"\n", "", 1))
	add(strings.Replace(text, good.Path[0].String(), good.Path[1].String(), 1))
	add(strings.Replace(text, good.Path[0].String(), strings.TrimSuffix(good.Path[0].String(), "="), 1))
	add(fmt.Sprintf("%s\x01", text))
	return all
}
