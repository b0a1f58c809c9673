package pdfsign

import (
	"crypto/x509"
	"time"
)

// What Trust answers, source texts of i18n. Unknown issuers are told, not refused.
const (
	Trusted       = "Người cấp chứng thư nằm trong danh sách tin cậy."
	UnknownIssuer = "Chưa kiểm chứng được người cấp chứng thư."
	OutOfDate     = "Chứng thư không có hiệu lực vào lúc ký."
	TestKey       = "Ký bằng khóa thử, không có giá trị pháp lý."
)

// Trust says whether the signer's certificate leads to one of roots (nil: none
// are known) at the moment that the signature tells, else at now. Revocation is
// not looked up.
func (s Signature) Trust(roots *x509.CertPool, now time.Time) string {
	at := s.At
	if at.IsZero() || at.After(now) {
		at = now
	}
	switch c := s.Certificate; {
	case c == nil:
		return UnknownIssuer
	case IsTest(c):
		return TestKey
	case at.Before(c.NotBefore) || at.After(c.NotAfter):
		return OutOfDate
	case roots == nil:
		return UnknownIssuer
	}
	between := x509.NewCertPool()
	for _, c := range s.Chain {
		between.AddCert(c)
	}
	_, err := s.Certificate.Verify(x509.VerifyOptions{Roots: roots, Intermediates: between, CurrentTime: at, KeyUsages: []x509.ExtKeyUsage{x509.ExtKeyUsageAny}})
	if err != nil {
		return UnknownIssuer
	}
	return Trusted
}
