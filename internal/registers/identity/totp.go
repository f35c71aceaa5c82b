package identity

import (
	"crypto/hmac"
	"crypto/sha1"
	"encoding/base32"
	"encoding/binary"
	"fmt"
	"net/url"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/zh/fold"
	"yingshang/internal/store"
)

// Dynamic codes (动态码) follow RFC 6238 with the parameters that every
// authenticator knows: SHA-1, six digits, thirty seconds.
const (
	stepMs     = 30_000
	codeDigits = 6
	factorLen  = 20 // bytes, RFC 4226 recommends the length of the hash
	drift      = 1  // steps that a telephone's clock may be ahead or behind
)

// stepOf is the number of the thirty-second step.
func stepOf(at calendar.Instant) int64 { return int64(at) / stepMs }

// totp is the code of one step (RFC 4226 5.3).
func totp(key []byte, step int64) string {
	var counter [8]byte
	binary.BigEndian.PutUint64(counter[:], uint64(step))
	mac := hmac.New(sha1.New, key)
	mac.Write(counter[:])
	sum := mac.Sum(nil)
	at := sum[len(sum)-1] & 15
	number := binary.BigEndian.Uint32(sum[at:]) & 0x7fffffff
	return fmt.Sprintf("%0*d", codeDigits, number%1_000_000)
}

// stepFor returns the step whose code was typed, if it is near now and later
// than the last one used: a code serves once.
func stepFor(key []byte, typed string, now calendar.Instant, last int64) (int64, bool) {
	typed = fold.Compact(typed)
	for step := stepOf(now) - drift; step <= stepOf(now)+drift; step++ {
		// Both sides are six digits at most and the tries are limited, so a plain
		// comparison tells an attacker nothing.
		if step > last && totp(key, step) == typed {
			return step, true
		}
	}
	return 0, false
}

var base32Text = base32.StdEncoding.WithPadding(base32.NoPadding)

// Enrolment is what a person scans or types into an authenticator, shown once.
type Enrolment struct {
	Secret string // base 32
	URI    string // otpauth://…, for the QR picture
}

func enrolment(key []byte, login string) Enrolment {
	const issuer = "营商"
	secret := base32Text.EncodeToString(key)
	q := url.Values{"secret": {secret}, "issuer": {issuer}, "algorithm": {"SHA1"}, "digits": {"6"}, "period": {"30"}}
	u := url.URL{Scheme: "otpauth", Host: "totp", Path: "/" + issuer + ":" + login, RawQuery: q.Encode()}
	return Enrolment{Secret: secret, URI: u.String()}
}

// sealSubject is whose key seals what belongs to the account.
func sealSubject(account string) string { return "account:" + account }

// spend checks a dynamic code against the factor in force and marks its step as
// used in the same transaction.
func spend(tx *store.Tx, s secret, typed string) (bool, error) {
	key, err := factorKey(tx, s.ID, s.Factor)
	if err != nil {
		return false, err
	}
	step, ok := stepFor(key, typed, tx.Now(), s.Step)
	if !ok {
		return false, nil
	}
	n, err := spendStep.Run(tx, step, tx.County(), s.ID)
	return n == 1, err
}

func factorKey(tx *store.Tx, account string, sealed []byte) ([]byte, error) {
	text, err := tx.Unseal(sealSubject(account), sealed)
	if err != nil {
		return nil, err
	}
	return base32Text.DecodeString(text)
}
