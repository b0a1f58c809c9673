package app

import (
	"crypto/x509"
	"fmt"
	"os"

	"kheo/internal/service/pdfsign"
)

// signer is the key that papers are signed with on this server: the one in the files
// that c names, a test key in the example, else none.
func (c Config) signer() (pdfsign.Signer, error) {
	if c.Demo && c.SigningKey == "" {
		return pdfsign.NewTestSigner("Máy chủ ví dụ của Khéo")
	}
	if c.SigningKey == "" {
		return nil, nil
	}
	key, err := os.ReadFile(c.SigningKey)
	if err != nil {
		return nil, err
	}
	chain, err := os.ReadFile(c.SigningCert)
	if err != nil {
		return nil, err
	}
	return pdfsign.ParseSigner(key, chain)
}

// roots are the certificates whose signatures are trusted; nil: none is known.
func (c Config) roots() (*x509.CertPool, error) {
	if c.SigningRoots == "" {
		return nil, nil
	}
	pem, err := os.ReadFile(c.SigningRoots)
	if err != nil {
		return nil, err
	}
	pool := x509.NewCertPool()
	if !pool.AppendCertsFromPEM(pem) {
		return nil, fmt.Errorf("%s: no certificate in it", c.SigningRoots)
	}
	return pool, nil
}
