package register

import (
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"math/big"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/go-json-experiment/json/jsontext"
	"golang.org/x/text/unicode/norm"

	"kheo/internal/business/recognition"
	"kheo/internal/platform/i18n"
	"kheo/internal/service/translog"
)

// Badge is one line of the register as an OpenBadgeCredential of Open Badges 3.0, secured
// with an embedded proof (W3C Data Integrity, cryptosuite eddsa-jcs-2022).
type Badge struct {
	Context     []string      `json:"@context"`
	ID          string        `json:"id"`
	Type        []string      `json:"type"`
	Name        string        `json:"name"`
	Description string        `json:"description"`
	Issuer      badgeIssuer   `json:"issuer"`
	ValidFrom   string        `json:"validFrom"` // of the decision, midnight in Viet Nam
	Subject     badgeSubject  `json:"credentialSubject"`
	Evidence    []badgeProven `json:"evidence"`
	Status      badgeLink     `json:"credentialStatus"`
	Schema      []badgeLink   `json:"credentialSchema"`
	Proof       *badgeProof   `json:"proof,omitempty"`
}

type (
	badgeIssuer struct {
		ID   string   `json:"id"`
		Type []string `json:"type"`
		Name string   `json:"name"`
		URL  string   `json:"url"`
	}
	badgeSubject struct {
		Type        []string         `json:"type"`
		Identifier  []badgeIdentity  `json:"identifier"`
		Achievement badgeAchievement `json:"achievement"`
	}
	badgeIdentity struct {
		Type   string `json:"type"`
		Hashed bool   `json:"hashed"`
		Hash   string `json:"identityHash"`
		Kind   string `json:"identityType"`
		Salt   string `json:"salt"`
	}
	badgeAchievement struct {
		ID          string        `json:"id"`
		Type        []string      `json:"type"`
		Name        string        `json:"name"`
		Description string        `json:"description"`
		Kind        string        `json:"achievementType"`
		Language    string        `json:"inLanguage"`
		Criteria    badgeCriteria `json:"criteria"`
	}
	badgeCriteria struct {
		ID        string `json:"id"`
		Narrative string `json:"narrative"`
	}
	badgeProven struct {
		ID   string   `json:"id"`
		Type []string `json:"type"`
		Name string   `json:"name"`
	}
	badgeLink struct {
		ID   string `json:"id"`
		Type string `json:"type"`
	}
	badgeProof struct {
		Context []string `json:"@context"`
		Type    string   `json:"type"`
		Suite   string   `json:"cryptosuite"`
		Created string   `json:"created"`
		Method  string   `json:"verificationMethod"`
		Purpose string   `json:"proofPurpose"`
		Value   string   `json:"proofValue,omitempty"`
	}
)

var badgeContexts = []string{"https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"}

// Where the issuer's keys and the list of badges that no longer hold are served.
const (
	issuerPath     = LogPath + "/nguoi-cap.json"
	revocationPath = LogPath + "/huy-hieu-thu-hoi.json"
)

func badgeAddress(baseURL, code string) string {
	return baseURL + "/kiem-tra/" + url.PathEscape(code) + "/huy-hieu.json"
}

// newBadge says what a line says, without a proof. Of the person there is nothing but a
// hash of the name: who has the name can find that it fits.
func newBadge(baseURL, owner string, e Entry) Badge {
	r := e.Record
	name := "Công nhận mô hình"
	if r.Kind == string(recognition.Commendation) {
		name = "Khen thưởng: " + r.Award
	}
	said := fmt.Sprintf("Quyết định số %s ngày %s của %s, dòng %d.", r.Number, r.DecidedOn, r.DecidedBy, r.Position)
	about := name
	switch {
	case r.Title != "" && r.Kind == string(recognition.Commendation):
		about += ", mô hình “" + r.Title + "”"
	case r.Title != "":
		about += " “" + r.Title + "”"
	}
	return Badge{
		Context: badgeContexts, ID: badgeAddress(baseURL, e.Code), Type: []string{"VerifiableCredential", "OpenBadgeCredential"},
		Name: name, Description: said,
		Issuer:    badgeIssuer{ID: baseURL + issuerPath, Type: []string{"Profile"}, Name: "Sổ công nhận, " + owner, URL: baseURL + LogPath},
		ValidFrom: time.Date(r.DecidedOn.Year(), r.DecidedOn.Month(), r.DecidedOn.Day(), 0, 0, 0, 0, i18n.Zone()).Format(time.RFC3339),
		Subject: badgeSubject{
			Type: []string{"AchievementSubject"}, Identifier: []badgeIdentity{newIdentity(e.Code, r.Name)},
			Achievement: badgeAchievement{
				ID: baseURL + "/kiem-tra/" + url.PathEscape(e.Code), Type: []string{"Achievement"}, Name: about, Description: said, Kind: "Award", Language: "vi",
				Criteria: badgeCriteria{ID: baseURL + "/quyet-dinh/" + url.PathEscape(r.Decision), Narrative: "Điều kiện và căn cứ ghi trong quyết định."},
			},
		},
		Evidence: []badgeProven{{ID: baseURL + "/kiem-tra/" + url.PathEscape(e.Code), Type: []string{"Evidence"}, Name: fmt.Sprintf("Dòng %d của sổ công nhận", e.Serial)}},
		Status:   badgeLink{baseURL + revocationPath, "1EdTechRevocationList"},
		Schema:   []badgeLink{{"https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json", "1EdTechJsonSchemaValidator2019"}},
	}
}

// newIdentity hashes a name with a salt of its line: the same badge on every day.
func newIdentity(code, name string) badgeIdentity {
	seed := sha256.Sum256([]byte("kheo/badge-salt/v1\n" + code))
	salt := hex.EncodeToString(seed[:8])
	sum := sha256.Sum256([]byte(norm.NFC.String(name) + salt))
	return badgeIdentity{Type: "IdentityObject", Hashed: true, Hash: "sha256$" + hex.EncodeToString(sum[:]), Kind: "name", Salt: salt}
}

// signed adds the proof that sign makes with the key k at a moment.
func (b Badge) signed(k translog.Key, at time.Time, sign func([]byte) ([]byte, error)) (Badge, error) {
	method, err := keyMethod(b.Issuer.ID, k)
	if err != nil {
		return b, err
	}
	p := badgeProof{
		Context: b.Context, Type: "DataIntegrityProof", Suite: "eddsa-jcs-2022", Created: at.UTC().Format(time.RFC3339),
		Method: method.ID, Purpose: "assertionMethod",
	}
	b.Proof = nil
	var hashes []byte
	for _, part := range []any{p, b} { // the proof's configuration comes first
		raw, err := json.Marshal(part)
		if err != nil {
			return b, err
		}
		v := jsontext.Value(raw)
		if err := v.Canonicalize(); err != nil {
			return b, err
		}
		sum := sha256.Sum256(v)
		hashes = append(hashes, sum[:]...)
	}
	signature, err := sign(hashes)
	if err != nil {
		return b, err
	}
	p.Value = multibase(signature)
	b.Proof = &p
	return b, nil
}

// IssuerDocument tells which keys sign badges (W3C Controlled Identifiers).
type IssuerDocument struct {
	Context []string      `json:"@context"`
	ID      string        `json:"id"`
	Methods []badgeMethod `json:"verificationMethod"`
	Asserts []string      `json:"assertionMethod"`
}

type badgeMethod struct {
	ID         string `json:"id"`
	Type       string `json:"type"`
	Controller string `json:"controller"`
	Key        string `json:"publicKeyMultibase"`
}

func newIssuerDocument(baseURL string, keys translog.Keys) (IssuerDocument, error) {
	d := IssuerDocument{Context: []string{"https://www.w3.org/ns/cid/v1"}, ID: baseURL + issuerPath}
	for _, k := range keys {
		m, err := keyMethod(d.ID, k)
		if err != nil {
			return d, err
		}
		d.Methods, d.Asserts = append(d.Methods, m), append(d.Asserts, m.ID)
	}
	return d, nil
}

// keyMethod is a key of the log as a Multikey of an issuer.
func keyMethod(issuer string, k translog.Key) (m badgeMethod, err error) {
	const ed25519Kind = 1
	parts := strings.SplitN(k.VKey, "+", 3)
	raw, err := base64.StdEncoding.DecodeString(parts[len(parts)-1])
	if err != nil || len(raw) != 1+ed25519.PublicKeySize || raw[0] != ed25519Kind {
		return m, translog.ErrKeys
	}
	key := multibase(append([]byte{0xed, 0x01}, raw[1:]...))
	return badgeMethod{ID: issuer + "#" + key, Type: "Multikey", Controller: issuer, Key: key}, nil
}

const base58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"

// multibase writes raw in base58 after a z.
func multibase(raw []byte) string {
	var text []byte
	n, base, digit := new(big.Int).SetBytes(raw), big.NewInt(int64(len(base58))), new(big.Int)
	for n.Sign() > 0 {
		n.DivMod(n, base, digit)
		text = append(text, base58[digit.Int64()])
	}
	for _, b := range raw {
		if b != 0 {
			break
		}
		text = append(text, base58[0])
	}
	slices.Reverse(text)
	return "z" + string(text)
}
