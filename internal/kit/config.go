package kit

import (
	"context"
	"log/slog"
	"net/netip"
	"time"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kit/ui"
)

// DemoAccount is a ready log-in offered on the sign-in page of a demo.
type DemoAccount struct{ Login, Password, Who string }

// Check is one line of /readyz.
type Check struct {
	Name string
	Run  func(ctx context.Context) error
}

// Config says how this deployment's site presents and protects itself.
type Config struct {
	Brand ui.Brand // names, host unit, phone
	// BaseURL is the address in receipts and QR codes: "https://zw.example.gov.cn".
	BaseURL string
	// TLS says that browsers reach the site over https; only a loopback
	// listener for trying out goes without.
	TLS bool
	// Proxies are the addresses whose X-Forwarded-For is believed.
	Proxies []netip.Prefix
	// Demo shows the banner "演示数据：…" and the accounts on the sign-in page.
	Demo         string
	DemoAccounts []DemoAccount
	// Closed, if set, answers every page with 503 until the instant it names.
	Closed func() (until calendar.Instant, closed bool)
	Ready  []Check
	Log    *slog.Logger // default slog.Default()
	// Paces overrides how often one address may use a pace's routes.
	Paces map[Pace]Limit
	// Home is where staff land after sign-in; default "/inbox".
	Home string
}

// Limit allows Burst requests at once and one more every Every.
type Limit struct {
	Every time.Duration
	Burst int
}
