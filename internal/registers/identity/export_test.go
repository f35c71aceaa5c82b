package identity

import (
	"context"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/store"
)

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

// ForceRoles writes roles past every verb, to see what the table itself refuses.
func ForceRoles(ctx context.Context, s *store.Store, a Account, roles []flow.Role) error {
	return s.Maintain(ctx, func(tx *store.Tx) error {
		a.Roles = roles
		return save(tx, &a)
	})
}
