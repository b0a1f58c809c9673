package pdfsign

import (
	"bytes"
	"crypto"
	"crypto/rand"
	"crypto/sha256"
	"crypto/sha512"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"math/big"
	"slices"
)

// Names of RFC 5652, RFC 5035 and of the algorithms.
var (
	oidData           = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 7, 1}
	oidSignedData     = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 7, 2}
	oidContentType    = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 3}
	oidMessageDigest  = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 4}
	oidSigningTime    = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 5}
	oidCertificate    = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 16, 2, 12}
	oidCertificateV2  = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 16, 2, 47}
	oidSHA256         = asn1.ObjectIdentifier{2, 16, 840, 1, 101, 3, 4, 2, 1}
	oidRSA            = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 1, 1}
	oidECDSA          = asn1.ObjectIdentifier{1, 2, 840, 10045, 4, 3, 2}
	null              = asn1.RawValue{FullBytes: []byte{5, 0}}
	digestWithSHA256  = pkix.AlgorithmIdentifier{Algorithm: oidSHA256}
	tagSet, tagFirst0 = byte(0x31), byte(0xa0)
)

type contentInfo struct {
	Type    asn1.ObjectIdentifier
	Content asn1.RawValue
}

type signedData struct {
	Version      int
	Digests      []pkix.AlgorithmIdentifier `asn1:"set"`
	Content      struct{ Type asn1.ObjectIdentifier }
	Certificates asn1.RawValue
	Signers      []signerInfo `asn1:"set"`
}

type signerInfo struct {
	Version   int
	Of        issuerAndSerial
	Digest    pkix.AlgorithmIdentifier
	Signed    asn1.RawValue
	Algorithm pkix.AlgorithmIdentifier
	Signature []byte
}

type issuerAndSerial struct {
	Issuer asn1.RawValue
	Serial *big.Int
}

type attribute struct {
	Type   asn1.ObjectIdentifier
	Values []asn1.RawValue `asn1:"set"`
}

// certificateV2 is signing-certificate-v2 of RFC 5035 with SHA-256, its default.
type certificateV2 struct{ Certs []certificateID }

type certificateID struct{ Hash []byte }

// sealed makes the detached CMS signature of a content whose SHA-256 is digest:
// content type, message digest and the signing certificate are signed; the time
// stands in the PDF alone (EN 319 142-1, 6.3).
func sealed(digest []byte, s Signer) ([]byte, error) {
	chain := s.Certificate()
	how, err := algorithm(s.Public())
	if err != nil {
		return nil, err
	}
	own := sha256.Sum256(chain[0].Raw)
	attributes, err := attributesOf(map[*asn1.ObjectIdentifier]any{
		&oidContentType: oidData, &oidMessageDigest: digest, &oidCertificateV2: certificateV2{[]certificateID{{own[:]}}},
	})
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256(wrapped(tagSet, attributes))
	signature, err := s.Sign(rand.Reader, sum[:], crypto.SHA256)
	if err != nil {
		return nil, err
	}
	data := signedData{
		Version: 1, Digests: []pkix.AlgorithmIdentifier{digestWithSHA256}, Certificates: asn1.RawValue{FullBytes: wrapped(tagFirst0, rawChain(chain))},
		Signers: []signerInfo{{
			Version: 1, Of: issuerAndSerial{asn1.RawValue{FullBytes: chain[0].RawIssuer}, chain[0].SerialNumber}, Digest: digestWithSHA256,
			Signed: asn1.RawValue{FullBytes: wrapped(tagFirst0, attributes)}, Algorithm: how, Signature: signature,
		}},
	}
	data.Content.Type = oidData
	body, err := asn1.Marshal(data)
	if err != nil {
		return nil, err
	}
	return asn1.Marshal(contentInfo{oidSignedData, asn1.RawValue{FullBytes: wrapped(tagFirst0, body)}})
}

// attributesOf encodes attributes in the order of DER.
func attributesOf(values map[*asn1.ObjectIdentifier]any) ([]byte, error) {
	var all [][]byte
	for oid, v := range values {
		value, err := asn1.Marshal(v)
		if err != nil {
			return nil, err
		}
		one, err := asn1.Marshal(attribute{*oid, []asn1.RawValue{{FullBytes: value}}})
		if err != nil {
			return nil, err
		}
		all = append(all, one)
	}
	slices.SortFunc(all, bytes.Compare)
	return bytes.Join(all, nil), nil
}

func rawChain(chain []*x509.Certificate) (raw []byte) {
	for _, c := range chain {
		raw = append(raw, c.Raw...)
	}
	return raw
}

// wrapped puts a tag and a length before body.
func wrapped(tag byte, body []byte) []byte {
	out := []byte{tag}
	switch n := len(body); {
	case n < 0x80:
		out = append(out, byte(n))
	case n < 0x100:
		out = append(out, 0x81, byte(n))
	case n < 0x10000:
		out = append(out, 0x82, byte(n>>8), byte(n))
	default:
		out = append(out, 0x83, byte(n>>16), byte(n>>8), byte(n))
	}
	return append(out, body...)
}

// otherHash reports whether an entry of signing-certificate-v2 names c with SHA-384
// or SHA-512.
func otherHash(id []byte, c *x509.Certificate) bool {
	a, b := sha512.Sum384(c.Raw), sha512.Sum512(c.Raw)
	return bytes.Contains(id, a[:]) || bytes.Contains(id, b[:])
}
