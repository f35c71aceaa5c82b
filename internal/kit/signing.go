package kit

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"strings"

	"yingshang/internal/store/seal"
)

// signKeys sign what the site gives to a browser and wants back unchanged.
type signKeys struct{ csrf, kept, flash []byte }

func newSignKeys(k *seal.Keyring) signKeys {
	return signKeys{csrf: k.Derive("csrf"), kept: k.Derive("kept"), flash: k.Derive("flash")}
}

var encoding = base64.RawURLEncoding

func sum(key []byte, text string) []byte {
	mac := hmac.New(sha256.New, key)
	mac.Write([]byte(text))
	return mac.Sum(nil)
}

// sign returns text with its signature before it.
func sign(key []byte, text string) string {
	return encoding.EncodeToString(sum(key, text)) + "." + encoding.EncodeToString([]byte(text))
}

// unsign gives back what sign signed.
func unsign(key []byte, signed string) (string, bool) {
	mac, body, found := strings.Cut(signed, ".")
	if !found {
		return "", false
	}
	text, err := encoding.DecodeString(body)
	if err != nil {
		return "", false
	}
	got, err := encoding.DecodeString(mac)
	if err != nil || !hmac.Equal(got, sum(key, string(text))) {
		return "", false
	}
	return string(text), true
}

// spoken has no letters or digits that are mistaken for each other when read
// out on the phone.
const spoken = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"

// newRequestID is what an error page shows and a caller reads out: 8 characters.
func newRequestID() string {
	b := make([]byte, 8)
	_, _ = rand.Read(b) // crypto/rand.Read never fails since Go 1.24
	for i := range b {
		b[i] = spoken[int(b[i])%len(spoken)]
	}
	return string(b)
}

// newOp numbers one form shown to one person.
func newOp() string { return randomText() }

func randomText() string {
	b := make([]byte, 18)
	_, _ = rand.Read(b) // crypto/rand.Read never fails since Go 1.24
	return encoding.EncodeToString(b)
}
