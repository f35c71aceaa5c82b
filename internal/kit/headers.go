package kit

import (
	"net/http"
)

// policy forbids everything the pages do not need; nothing inline runs.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; " +
	"font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; " +
	"frame-ancestors 'none'; object-src 'none'"

// protective are the headers of every answer, errors and files included.
var protective = [][2]string{
	{"Content-Security-Policy", policy},
	{"X-Content-Type-Options", "nosniff"},
	{"Referrer-Policy", "no-referrer"},
	{"Cross-Origin-Opener-Policy", "same-origin"},
	{"Permissions-Policy", "accelerometer=(), autoplay=(), camera=(), display-capture=(), " +
		"encrypted-media=(), fullscreen=(), geolocation=(), gyroscope=(), magnetometer=(), " +
		"microphone=(), midi=(), payment=(), usb=()"},
}

// hsts keeps browsers on https for two years once they have seen it.
const hsts = "max-age=63072000; includeSubDomains"

func (s *Site) protect(h http.Header) {
	for _, pair := range protective {
		h.Set(pair[0], pair[1])
	}
	if s.Config.TLS {
		h.Set("Strict-Transport-Security", hsts)
	}
}

// noStore keeps pages of signed-in people and forms out of every cache.
func noStore(h http.Header) { h.Set("Cache-Control", "no-store") }
