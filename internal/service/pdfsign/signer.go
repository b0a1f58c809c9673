package pdfsign

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"errors"
	"fmt"
	"math/big"
	"strings"
	"time"
)

// Signer is a key with its certificate, RSA or ECDSA. Sign is called once for each
// signature, with a SHA-256 digest; it may ask a person for a PIN.
//
// A key in a PKCS#11 token (USB token, smart card, HSM) fits without more: the
// signers of github.com/ThalesGroup/crypto11 are crypto.Signer, and
// Context.FindCertificateChain gives Certificate. That library needs cgo, so it
// lives in a program of its own, not here; see docs/signing.md.
type Signer interface {
	crypto.Signer
	// Certificate is the signer's certificate, then those of its issuers.
	Certificate() []*x509.Certificate
}

type keyFile struct {
	crypto.Signer
	chain []*x509.Certificate
}

func (k keyFile) Certificate() []*x509.Certificate { return k.chain }

// NewSigner puts a key and its certificates together, the signer's own first.
func NewSigner(key crypto.Signer, chain ...*x509.Certificate) (Signer, error) {
	if len(chain) == 0 {
		return nil, errors.New("pdfsign: no certificate")
	}
	if own, ok := key.Public().(interface{ Equal(crypto.PublicKey) bool }); !ok || !own.Equal(chain[0].PublicKey) {
		return nil, errors.New("pdfsign: the key is not the certificate's")
	}
	if _, err := algorithm(key.Public()); err != nil {
		return nil, err
	}
	return keyFile{key, chain}, nil
}

// ParseSigner reads a key (PKCS#8, PKCS#1 or SEC 1) and its certificates from PEM.
func ParseSigner(keyPEM, chainPEM []byte) (Signer, error) {
	block, _ := pem.Decode(keyPEM)
	if block == nil {
		return nil, errors.New("pdfsign: no key in PEM")
	}
	key, err := parseKey(block.Bytes)
	if err != nil {
		return nil, err
	}
	var chain []*x509.Certificate
	for block, rest := pem.Decode(chainPEM); block != nil; block, rest = pem.Decode(rest) {
		if block.Type != "CERTIFICATE" {
			continue
		}
		c, err := x509.ParseCertificate(block.Bytes)
		if err != nil {
			return nil, fmt.Errorf("pdfsign: certificate: %w", err)
		}
		chain = append(chain, c)
	}
	return NewSigner(key, chain...)
}

func parseKey(der []byte) (crypto.Signer, error) {
	key, err := x509.ParsePKCS8PrivateKey(der)
	if err != nil {
		if k, err := x509.ParsePKCS1PrivateKey(der); err == nil {
			return k, nil
		}
		if k, err := x509.ParseECPrivateKey(der); err == nil {
			return k, nil
		}
		return nil, fmt.Errorf("pdfsign: key: %w", err)
	}
	signer, ok := key.(crypto.Signer)
	if !ok {
		return nil, fmt.Errorf("pdfsign: %T cannot sign", key)
	}
	return signer, nil
}

// TestMark stands in the certificate of every test key, and so in every reader
// that shows the signature.
const TestMark = "KHÓA THỬ, KHÔNG CÓ GIÁ TRỊ PHÁP LÝ"

// NewTestSigner makes a key with a certificate of its own for examples and tests:
// nobody vouches for it, and it says so.
func NewTestSigner(name string) (Signer, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return nil, err
	}
	serial, err := rand.Int(rand.Reader, new(big.Int).Lsh(big.NewInt(1), 127))
	if err != nil {
		return nil, err
	}
	c := &x509.Certificate{
		SerialNumber: serial, Subject: pkix.Name{CommonName: name, Organization: []string{TestMark}},
		NotBefore: time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC), NotAfter: time.Date(2050, 1, 1, 0, 0, 0, 0, time.UTC),
		KeyUsage: x509.KeyUsageDigitalSignature | x509.KeyUsageContentCommitment, BasicConstraintsValid: true,
	}
	der, err := x509.CreateCertificate(rand.Reader, c, c, key.Public(), key)
	if err != nil {
		return nil, err
	}
	if c, err = x509.ParseCertificate(der); err != nil {
		return nil, err
	}
	return NewSigner(key, c)
}

// IsTest reports whether c is the certificate of a test key.
func IsTest(c *x509.Certificate) bool {
	return c != nil && strings.Contains(strings.Join(c.Subject.Organization, " "), TestMark)
}

// algorithm names how keys like public sign a SHA-256 digest.
func algorithm(public crypto.PublicKey) (pkix.AlgorithmIdentifier, error) {
	switch public.(type) {
	case *rsa.PublicKey:
		return pkix.AlgorithmIdentifier{Algorithm: oidRSA, Parameters: null}, nil
	case *ecdsa.PublicKey:
		return pkix.AlgorithmIdentifier{Algorithm: oidECDSA}, nil
	}
	return pkix.AlgorithmIdentifier{}, fmt.Errorf("pdfsign: keys of type %T are not for PDF signatures", public)
}
