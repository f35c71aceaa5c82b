package kit

import (
	"context"

	"yingshang/internal/registers/identity"
	"yingshang/internal/store"
)

// Gate (门禁) is what the site asks of the identity register. It is a value,
// so that tests of pages can let an actor in without hashing a password.
type Gate struct {
	Resolve func(tx *store.Tx, token, address string) (identity.Session, error)
	Bearer  func(tx *store.Tx, secret, address string) (identity.Session, error)
	Touch   func(ctx context.Context, session identity.Session) error
	SignIn  func(ctx context.Context, in identity.SignInInput) (identity.SignedIn, error)
	StepUp  func(ctx context.Context, token, code, address string) (identity.SignedIn, error)
	SignOut func(tx *store.Tx, session identity.Session) error
	// ChangePassword, OfferFactor and TakeFactor serve a session that must do so
	// first, or its owner at will; Activate serves somebody with a first code.
	ChangePassword func(ctx context.Context, token, old, password, address string) (identity.SignedIn, error)
	OfferFactor    func(tx *store.Tx, session identity.Session) (identity.Enrolment, error)
	TakeFactor     func(ctx context.Context, token, code, address string) (identity.SignedIn, error)
	Activate       func(ctx context.Context, in identity.ActivateInput) error
}

// RegisterGate is the gate of the identity register.
func RegisterGate(s *store.Store) Gate {
	return Gate{
		Resolve: identity.Resolve,
		Bearer:  identity.ResolveToken,
		SignOut: identity.SignOut,
		Touch: func(ctx context.Context, session identity.Session) error {
			return identity.Touch(ctx, s, session)
		},
		SignIn: func(ctx context.Context, in identity.SignInInput) (identity.SignedIn, error) {
			return identity.SignIn(ctx, s, in)
		},
		StepUp: func(ctx context.Context, token, code, address string) (identity.SignedIn, error) {
			return identity.StepUp(ctx, s, token, code, address)
		},
		OfferFactor: identity.OfferFactor,
		TakeFactor: func(ctx context.Context, token, code, address string) (identity.SignedIn, error) {
			return identity.TakeFactor(ctx, s, token, code, address)
		},
		ChangePassword: func(ctx context.Context, token, old, password, address string) (identity.SignedIn, error) {
			return identity.ChangePassword(ctx, s, token, address, old, password)
		},
		Activate: func(ctx context.Context, in identity.ActivateInput) error {
			return identity.Activate(ctx, s, in)
		},
	}
}
