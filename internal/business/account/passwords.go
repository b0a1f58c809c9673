package account

import (
	"crypto/rand"
	"fmt"
	"math/big"
	"strings"
)

// passwordWords are easy to read aloud and to type with any Vietnamese keyboard.
const passwordWords = "bang bien bong bui canh cao cau chim dao dat dong gach giay gio hat hoa hong khoai " +
	"lan lanh luoi mai may mit muoi nam nang nen nghe nhan nhip nho nui oi phao phong que quyt rau " +
	"rom rung sach sao sen song lua suoi tao thac tham thuyen tinh tranh tre trang trong truc vai vang vung xanh xoan xuan xuong"

// readablePassword makes a password that can be told by telephone: five words of
// 64 and four digits, about 43 bits, enough behind the limit of tries.
func readablePassword() (string, error) {
	words := strings.Fields(passwordWords)
	parts := make([]string, 6)
	for i := range 5 {
		n, err := rand.Int(rand.Reader, big.NewInt(int64(len(words))))
		if err != nil {
			return "", err
		}
		parts[i] = words[n.Int64()]
	}
	n, err := rand.Int(rand.Reader, big.NewInt(10_000))
	if err != nil {
		return "", err
	}
	parts[5] = fmt.Sprintf("%04d", n.Int64())
	return strings.Join(parts, "-"), nil
}
