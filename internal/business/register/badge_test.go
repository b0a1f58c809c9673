package register_test

import (
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"maps"
	"math/big"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"kheo/internal/business/recognition"
	"kheo/internal/platform/code"
	"kheo/internal/platform/db"
	"kheo/internal/platform/db/dbtest"
	"kheo/internal/service/auth"
)

var rewrite = flag.Bool("update", false, "write the golden file anew")

// canonical writes JSON as RFC 8785 asks, for values without numbers.
func canonical(t testing.TB, v any) []byte {
	t.Helper()
	var b bytes.Buffer
	switch v := v.(type) {
	case map[string]any:
		b.WriteByte('{')
		for n, key := range slices.Sorted(maps.Keys(v)) {
			if n > 0 {
				b.WriteByte(',')
			}
			fmt.Fprintf(&b, "%s:%s", canonical(t, key), canonical(t, v[key]))
		}
		b.WriteByte('}')
	case []any:
		b.WriteByte('[')
		for n, one := range v {
			if n > 0 {
				b.WriteByte(',')
			}
			b.Write(canonical(t, one))
		}
		b.WriteByte(']')
	case string, bool, nil:
		e := json.NewEncoder(&b)
		e.SetEscapeHTML(false)
		if err := e.Encode(v); err != nil {
			t.Fatal(err)
		}
		b.Truncate(b.Len() - 1)
	default:
		t.Fatalf("no rule for %T", v)
	}
	return b.Bytes()
}

// unbase58 reads multibase base58.
func unbase58(t testing.TB, text string) []byte {
	t.Helper()
	const letters = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
	if !strings.HasPrefix(text, "z") {
		t.Fatalf("%q is not in base58", text)
	}
	n, zeros, leading := new(big.Int), 0, true
	for _, c := range text[1:] {
		at := strings.IndexRune(letters, c)
		if at < 0 {
			t.Fatalf("%q in base58", c)
		}
		if leading = leading && at == 0; leading {
			zeros++
		}
		n.Add(n.Mul(n, big.NewInt(58)), big.NewInt(int64(at)))
	}
	return append(make([]byte, zeros), n.Bytes()...)
}

// proven checks an eddsa-jcs-2022 proof as W3C's vc-di-eddsa tells verifiers to.
func proven(t testing.TB, raw []byte, key func(method string) ed25519.PublicKey) bool {
	t.Helper()
	var doc map[string]any
	if err := json.Unmarshal(raw, &doc); err != nil {
		t.Fatal(err)
	}
	proof, ok := doc["proof"].(map[string]any)
	if !ok || proof["type"] != "DataIntegrityProof" || proof["cryptosuite"] != "eddsa-jcs-2022" || proof["proofPurpose"] != "assertionMethod" {
		t.Fatalf("proof %v", doc["proof"])
	}
	if !bytes.Equal(canonical(t, proof["@context"]), canonical(t, doc["@context"])) {
		t.Errorf("the proof is about another context: %v", proof["@context"])
	}
	signature := unbase58(t, proof["proofValue"].(string))
	delete(proof, "proofValue")
	delete(doc, "proof")
	of, about := sha256.Sum256(canonical(t, proof)), sha256.Sum256(canonical(t, doc))
	return ed25519.Verify(key(proof["verificationMethod"].(string)), append(of[:], about[:]...), signature)
}

// multikey reads an Ed25519 public key.
func multikey(t testing.TB, text string) ed25519.PublicKey {
	t.Helper()
	raw := unbase58(t, text)
	if len(raw) != 34 || raw[0] != 0xed || raw[1] != 0x01 {
		t.Fatalf("%q is no Ed25519 key", text)
	}
	return raw[2:]
}

// The order of the two hashes and the writing of keys and signatures are those of the
// test vector in B.2 of vc-di-eddsa.
func TestProofFollowsTheVectorOfW3C(t *testing.T) {
	t.Parallel()
	hashes, err := hex.DecodeString("ac75a9fbdb9b5606c064a88bb59ab355900074f6def99d16a82dd071a7a67066" + "59b7cb6251b8991add1ce0bc83107e3db9dbbab5bd2c28f687db1a03abc92f19")
	if err != nil {
		t.Fatal(err)
	}
	signature := unbase58(t, "z63t83Y53KfzJ5ZosfKTnqfMcKB2dmTrfjSaQjeNNjAD5srBowQfmWqeRb8rRjmeEuCBEsddF9LsVogtuTsijJKh4")
	if !ed25519.Verify(multikey(t, "z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2"), hashes, signature) {
		t.Error("the vector does not hold")
	}
}

// issuerKeys reads the keys of the document that an issuer publishes.
func (h *hall) issuerKeys(t testing.TB) map[string]ed25519.PublicKey {
	t.Helper()
	var doc struct {
		ID      string                                                      `json:"id"`
		Found   []struct{ ID, Type, Controller, PublicKeyMultibase string } `json:"verificationMethod"`
		Asserts []string                                                    `json:"assertionMethod"`
	}
	if err := json.Unmarshal(h.get("", "/so-cong-nhan/nguoi-cap.json").Body.Bytes(), &doc); err != nil {
		t.Fatal(err)
	}
	keys := map[string]ed25519.PublicKey{}
	for _, m := range doc.Found {
		if m.Type != "Multikey" || m.Controller != doc.ID || doc.ID != baseURL+"/so-cong-nhan/nguoi-cap.json" || !slices.Contains(doc.Asserts, m.ID) || m.ID != doc.ID+"#"+m.PublicKeyMultibase {
			t.Errorf("method %+v", m)
		}
		keys[m.ID] = multikey(t, m.PublicKeyMultibase)
	}
	return keys
}

func TestBadge(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHall(t, d)
		all := h.entries(t, h.issued(t, recognition.Commendation, "412-QĐ/QU", "Bà Phạm Thị Mẫu", "Ông Lê Văn Mẫu"))
		keys := h.issuerKeys(t)
		for _, e := range all {
			w := h.get("", "/kiem-tra/"+e.Code+"/huy-hieu.json")
			shows(t, w, 200)
			raw := w.Body.Bytes()
			key := func(method string) ed25519.PublicKey { return keys[method] }
			if !proven(t, raw, key) {
				t.Errorf("the badge does not hold: %s", raw)
			}
			if proven(t, bytes.Replace(raw, []byte("412-QĐ/QU"), []byte("413-QĐ/QU"), 1), key) {
				t.Error("another number holds too")
			}
			if proven(t, bytes.Replace(raw, []byte(`"created": "20`), []byte(`"created": "21`), 1), key) {
				t.Error("another moment of signing holds too")
			}
			for _, secret := range []string{e.Record.Name, "Phạm", "0900", "Liên Hệ", e.LineID, e.Record.Unit} {
				if about := strings.ReplaceAll(string(raw), e.Record.Title, ""); strings.Contains(about, secret) {
					t.Errorf("the badge says %q", secret)
				}
			}
			shaped(t, raw)
			h.named(t, raw, e.Record.Name)
			if got := w.Header().Get("Content-Type") + w.Header().Get("Access-Control-Allow-Origin"); got != "application/vc*" {
				t.Errorf("served as %s", got)
			}
			shows(t, h.get("", "/kiem-tra/"+e.Code), 200, `href="/kiem-tra/`+e.Code+`/huy-hieu.json"`, "Tải huy hiệu số")
		}
		golden(t, all[0].Code, h.get("", "/kiem-tra/"+all[0].Code+"/huy-hieu.json").Body.Bytes())
		h.get("", "/kiem-tra/"+strings.ToLower(all[0].Code)+"/huy-hieu.json")
		shows(t, h.get("", "/kiem-tra/"+code.New("DVK", zeros{})+"/huy-hieu.json"), 404)
	})
}

// named finds the recipient by the name, as who was shown the name does.
func (h *hall) named(t testing.TB, raw []byte, name string) {
	t.Helper()
	var b struct {
		CredentialSubject struct {
			Identifier []struct {
				IdentityHash, Salt, IdentityType string
				Hashed                           bool
			}
		}
	}
	if err := json.Unmarshal(raw, &b); err != nil || len(b.CredentialSubject.Identifier) != 1 {
		t.Fatal(err, b)
	}
	id := b.CredentialSubject.Identifier[0]
	if want := fmt.Sprintf("sha256$%x", sha256.Sum256([]byte(name+id.Salt))); id.IdentityHash != want || !id.Hashed || id.IdentityType != "name" || len(id.Salt) != 16 {
		t.Errorf("identifier %+v, want %s", id, want)
	}
}

// shaped looks for what the classes of Open Badges 3.0 require, by their paths.
func shaped(t testing.TB, raw []byte) {
	t.Helper()
	for path, form := range map[string]string{
		"@context": `^\["https://www.w3.org/ns/credentials/v2","https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"\]$`,
		"id":       `^"https://`, "type": `^\["VerifiableCredential","OpenBadgeCredential"\]$`, "name": `^".+"$`,
		"issuer.id": `^"https://`, "issuer.type": `"Profile"`, "issuer.name": `^".+"$`, "validFrom": `^"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+07:00"$`,
		"credentialSubject.type": `^\["AchievementSubject"\]$`, "credentialSubject.identifier": `^\[\{"hashed":true,"identityHash":"sha256\$[0-9a-f]{64}","identityType":"name","salt":"[0-9a-f]+","type":"IdentityObject"\}\]$`,
		"credentialSubject.achievement.id": `^"https://`, "credentialSubject.achievement.type": `^\["Achievement"\]$`, "credentialSubject.achievement.name": `^".+"$`,
		"credentialSubject.achievement.description": `^".+"$`, "credentialSubject.achievement.criteria.narrative": `^".+"$`, "credentialSubject.achievement.criteria.id": `^"https://`,
		"credentialSubject.achievement.achievementType": `^"Award"$`,
		"credentialStatus.id":                           `^"https://`, "credentialStatus.type": `^"1EdTechRevocationList"$`, "credentialSchema": `^\[\{"id":"https://[^"]+","type":"1EdTechJsonSchemaValidator2019"\}\]$`,
		"proof.type": `^"DataIntegrityProof"$`, "proof.created": `^"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ"$`, "proof.verificationMethod": `^"https://[^"]+#z6Mk`, "proof.proofPurpose": `^"assertionMethod"$`, "proof.proofValue": `^"z`,
	} {
		var v any
		if err := json.Unmarshal(raw, &v); err != nil {
			t.Fatal(err)
		}
		for _, name := range strings.Split(path, ".") {
			m, _ := v.(map[string]any)
			v = m[name]
		}
		if got := canonical(t, v); !regexp.MustCompile(form).Match(got) {
			t.Errorf("%s is %s", path, got)
		}
	}
}

var changing = regexp.MustCompile(`z6Mk\w+|"proofValue": "\w+"|"created": "[^"]+"|[0-9a-f]{16,64}"`)

// golden compares the badge with the one in testdata but for what chance gave.
func golden(t *testing.T, code string, raw []byte) {
	t.Helper()
	got := changing.ReplaceAllString(strings.ReplaceAll(string(raw), code, "DVK-9F2K-7QX4"), "…")
	got = regexp.MustCompile(`kt-dvk-[\w-]+|cn-dvk-[\w-]+`).ReplaceAllString(got, "kt-dvk-2026")
	name := filepath.Join("testdata", "badge.json")
	if *rewrite {
		if err := os.WriteFile(name, []byte(got), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("the badge is\n%s\nwant\n%s", got, want)
	}
}

// A line that no longer stands has no badge, and the list says so of the old one.
func TestBadgesEnd(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHall(t, d)
		root := h.issued(t, recognition.Commendation, "412-QĐ/QU", many(4)...)
		old := h.entries(t, root)
		if got := h.revokedBadges(t); len(got) != 0 {
			t.Errorf("revoked from the beginning: %v", got)
		}
		fix := h.entries(t, h.amended(t, root, recognition.Correction, old[0].LineID, "415-QĐ/QU", "Bà Phạm Thị Mẫu Hai"))[0]
		h.amended(t, root, recognition.Revocation, old[1].LineID, "416-QĐ/QU", "")
		if err := h.Redact(t.Context(), grant(auth.Administrator, h.district.ID, "/"), old[2].Code, "Theo yêu cầu."); err != nil {
			t.Fatal(err)
		}
		if err := h.Redact(t.Context(), grant(auth.Administrator, h.district.ID, "/"), old[1].Code, "Theo yêu cầu."); err != nil {
			t.Fatal(err)
		}
		says := []string{"Đã đính chính. Xin lấy huy hiệu của dòng mới, mã " + fix.Code, "Dữ liệu cá nhân của dòng này đã được gỡ", "Dữ liệu cá nhân của dòng này đã được gỡ"}
		for n, say := range says {
			w := h.get("", "/kiem-tra/"+old[n].Code+"/huy-hieu.json")
			shows(t, w, 410, say, `"status": 410`)
			if w.Header().Get("Content-Type") != "application/problem+json" || strings.Contains(w.Body.String(), "proof") {
				t.Errorf("line %d: %s", n+1, w.Body)
			}
			if body := h.get("", "/kiem-tra/"+old[n].Code).Body.String(); strings.Contains(body, "huy-hieu.json") {
				t.Errorf("the page of line %d leads to a badge", n+1)
			}
		}
		for _, e := range []string{old[3].Code, fix.Code} {
			shows(t, h.get("", "/kiem-tra/"+e+"/huy-hieu.json"), 200, e)
		}
		want := map[string]string{old[0].Code: "Lý do của số 415-QĐ/QU.", old[1].Code: "", old[2].Code: ""}
		if got := h.revokedBadges(t); !maps.Equal(got, want) {
			t.Errorf("revoked badges %v, want %v", got, want)
		}
		h.amended(t, root, recognition.Revocation, old[3].LineID, "417-QĐ/QU", "")
		shows(t, h.get("", "/kiem-tra/"+old[3].Code+"/huy-hieu.json"), 410, "Đã thu hồi. Lý do: Lý do của số 417-QĐ/QU.")
	})
}

// revokedBadges are the reasons of the list, by code.
func (h *hall) revokedBadges(t testing.TB) map[string]string {
	t.Helper()
	var list struct {
		ID, Issuer         string
		RevokedCredentials []struct {
			ID, RevocationReason string
			Revoked              bool
		}
	}
	w := h.get("", "/so-cong-nhan/huy-hieu-thu-hoi.json")
	if err := json.Unmarshal(w.Body.Bytes(), &list); err != nil || list.ID != baseURL+"/so-cong-nhan/huy-hieu-thu-hoi.json" || list.Issuer != baseURL+"/so-cong-nhan/nguoi-cap.json" || !strings.Contains(w.Body.String(), `"revokedCredentials": [`) {
		t.Fatalf("%v %s", err, w.Body)
	}
	reasons := map[string]string{}
	for _, b := range list.RevokedCredentials {
		code, ok := strings.CutSuffix(strings.TrimPrefix(b.ID, baseURL+"/kiem-tra/"), "/huy-hieu.json")
		if _, twice := reasons[code]; !ok || !b.Revoked || twice {
			t.Errorf("listed as %+v", b)
		}
		reasons[code] = b.RevocationReason
	}
	return reasons
}

// Badges that an old key signed hold after the key was changed.
func TestBadgeOutlivesItsKey(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHall(t, d)
		e := h.entries(t, h.issued(t, recognition.Recognition, "412-QĐ/QU", many(1)...))[0]
		first, err1 := h.Badge(t.Context(), e.Code, "Quận Mẫu", time.Now())
		_, err2 := h.log.Rotate(t.Context())
		second, err3 := h.Badge(t.Context(), e.Code, "Quận Mẫu", time.Now())
		if err := errors.Join(err1, err2, err3); err != nil {
			t.Fatal(err)
		}
		keys := h.issuerKeys(t)
		methods := map[string]bool{}
		for _, b := range []any{first, second} {
			raw, err := json.Marshal(b)
			if err != nil {
				t.Fatal(err)
			}
			if !proven(t, raw, func(method string) ed25519.PublicKey { methods[method] = true; return keys[method] }) {
				t.Errorf("does not hold: %s", raw)
			}
		}
		if len(methods) != 2 || len(keys) != 2 {
			t.Errorf("signed by %v of %d keys", methods, len(keys))
		}
	})
}
