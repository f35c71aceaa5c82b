package identity

import (
	"net/netip"
	"slices"
	"time"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/store"
)

// Failed sign-ins are counted in three buckets. The one for an account at an
// address is the strict one of the standard: five failures lock that pair, and a
// stranger elsewhere cannot lock a clerk out. The other two stop guessing that is
// spread over addresses or over accounts; they are wider because a whole hall may
// stand behind one address.
type bucketRule struct {
	name  string
	tries int
	id    func(login, address string) string
}

var bucketRules = []bucketRule{
	{"account_at_address", 5, func(login, address string) string { return "p/" + login + "/" + address }},
	{"account", 20, func(login, _ string) string { return "l/" + login }},
	{"address", 30, func(_, address string) string { return "a/" + address }},
}

const (
	tryWindow = 15 * time.Minute
	lockTime  = 30 * time.Minute
)

// origin names, by keyed digests, who tries from where.
type origin struct{ login, address string }

func originOf(tx *store.Tx, login, address string) origin {
	return origin{tx.Blind("login", login), addressDigest(tx, address)}
}

// addressDigest folds an IPv6 address to its /64, which one household owns.
func addressDigest(tx *store.Tx, address string) string {
	ip, err := netip.ParseAddr(address)
	if addrPort, portErr := netip.ParseAddrPort(address); err != nil && portErr == nil {
		ip, err = addrPort.Addr(), nil
	}
	if err != nil {
		return tx.Blind("address", address)
	}
	ip = ip.Unmap()
	if ip.Is6() {
		if prefix, err := ip.Prefix(64); err == nil {
			ip = prefix.Addr()
		}
	}
	return tx.Blind("address", ip.String())
}

// lockedUntil returns the end of the longest lock that holds for the origin.
func lockedUntil(tx *store.Tx, o origin) (calendar.Instant, error) {
	var until calendar.Instant
	for _, rule := range bucketRules {
		row, _, err := attemptByID.Find(tx, tx.County(), rule.id(o.login, o.address))
		if err != nil {
			return 0, err
		}
		until = max(until, row.LockedUntil)
	}
	if until <= tx.Now() {
		return 0, nil
	}
	return until, nil
}

// takeTurn keeps other tries of the pair waiting until this act is done, so that
// guesses that arrive together are judged one after the other, and refuses while
// a lock holds. The refusal undoes the act: there is nothing to record.
func takeTurn(tx *store.Tx, o origin) error {
	if _, err := takeAttempt.One(tx, tx.County(), bucketRules[0].id(o.login, o.address), o.login, tx.Now()); err != nil {
		return err
	}
	until, err := lockedUntil(tx, o)
	if err == nil && until > 0 {
		err = tooMany(until)
	}
	return err
}

func tooMany(until calendar.Instant) error {
	// Rounded up to the minute, so that trying at the time shown succeeds.
	const minute = 60_000
	return TooManyTries.New(fault.Args{"until": ((until + minute - 1) / minute * minute).Clock()})
}

// countFailure notes a failure in every bucket and returns the names of those
// that it locked.
func countFailure(tx *store.Tx, o origin) ([]string, error) {
	var locked []string
	for _, rule := range bucketRules {
		login := o.login
		if rule.name == "address" {
			login = "" // unlocking an account does not free an address
		}
		row, err := takeAttempt.One(tx, tx.County(), rule.id(o.login, o.address), login, tx.Now())
		if err != nil {
			return nil, err
		}
		since := tx.Now() - calendar.Instant(tryWindow.Milliseconds())
		times := slices.DeleteFunc(row.Times, func(at calendar.Instant) bool { return at <= since })
		times = append(times, tx.Now())
		until := row.LockedUntil
		if len(times) >= rule.tries {
			times, until = []calendar.Instant{}, tx.Now()+calendar.Instant(lockTime.Milliseconds())
			locked = append(locked, rule.name)
		}
		if err := saveAttempt.One(tx, times, until, tx.County(), row.ID); err != nil {
			return nil, err
		}
	}
	return locked, nil
}

// forgive forgets the pair's failures after a success; the wide buckets keep
// theirs, or a guesser could clear them with an account of his own.
func forgive(tx *store.Tx, o origin) error {
	_, err := clearAttempt.Run(tx, tx.County(), bucketRules[0].id(o.login, o.address))
	return err
}
