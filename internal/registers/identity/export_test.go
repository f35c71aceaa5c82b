package identity

import "yingshang/internal/kernel/calendar"

// TOTP gives the tests the code of an instant, as a telephone would show it.
func TOTP(secret string, at calendar.Instant) string {
	key, err := base32Text.DecodeString(secret)
	if err != nil {
		panic(err)
	}
	return totp(key, stepOf(at))
}

// JudgeStaff and JudgePublic give the tests the two password rule sets.
func JudgeStaff(password string, words ...string) error { return staffProfile.judge(password, words) }
func JudgePublic(password string) error                 { return publicProfile.judge(password, nil) }
