package kit

import (
	"context"
	"net"
	"net/http"
	"net/netip"
	"strings"
	"time"
)

// visit is what the log line of one request needs.
type visit struct {
	id      string
	address string
	route   string
	account string
	begun   time.Time
}

type visitKey struct{}

func withVisit(ctx context.Context, v *visit) context.Context {
	return context.WithValue(ctx, visitKey{}, v)
}

func visitOf(r *http.Request) *visit {
	if v, ok := r.Context().Value(visitKey{}).(*visit); ok {
		return v
	}
	return &visit{}
}

// RequestIDOf is the request's number, for doors mounted beside the pages.
func RequestIDOf(ctx context.Context) string {
	if v, ok := ctx.Value(visitKey{}).(*visit); ok {
		return v.id
	}
	return ""
}

// AddressOf is the client's address as the site believes it.
func AddressOf(ctx context.Context) string {
	if v, ok := ctx.Value(visitKey{}).(*visit); ok {
		return v.address
	}
	return ""
}

// NoteVisit names the operation and the account of a mounted door's request
// for the log line.
func NoteVisit(ctx context.Context, operation, account string) {
	if v, ok := ctx.Value(visitKey{}).(*visit); ok {
		v.route, v.account = operation, account
	}
}

// recorder remembers what was answered.
type recorder struct {
	http.ResponseWriter
	status int
	size   int64
}

func (r *recorder) begun() bool { return r.status != 0 }

func (r *recorder) WriteHeader(code int) {
	if r.status == 0 {
		r.status = code
	}
	r.ResponseWriter.WriteHeader(code)
}

func (r *recorder) Write(b []byte) (int, error) {
	if r.status == 0 {
		r.status = http.StatusOK
	}
	n, err := r.ResponseWriter.Write(b)
	r.size += int64(n)
	return n, err
}

// Unwrap lets http.ResponseController reach the connection.
func (r *recorder) Unwrap() http.ResponseWriter { return r.ResponseWriter }

// logVisit writes the one line of a request: numbers and names of routes, no
// names of people, no addresses of pages.
func (s *Site) logVisit(r *http.Request, rec *recorder, v *visit) {
	s.Config.Log.Info("request", "request", v.id, "method", r.Method, "route", v.route,
		"status", rec.status, "ms", time.Since(v.begun).Milliseconds(), "bytes", rec.size,
		"account", v.account, "address", v.address)
}

// clientAddress is the connection's other end, or what a trusted proxy says of
// it: the last address in X-Forwarded-For that is not itself a trusted proxy.
func (s *Site) clientAddress(r *http.Request) string {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		host = r.RemoteAddr
	}
	if !s.trusted(host) {
		return host
	}
	hops := strings.Split(strings.Join(r.Header.Values("X-Forwarded-For"), ","), ",")
	for i := len(hops) - 1; i >= 0; i-- {
		hop, err := netip.ParseAddr(strings.TrimSpace(hops[i]))
		if err != nil {
			break
		}
		host = hop.Unmap().String()
		if !s.trusted(host) {
			break
		}
	}
	return host
}

func (s *Site) trusted(host string) bool {
	addr, err := netip.ParseAddr(host)
	if err != nil {
		return false
	}
	addr = addr.Unmap()
	for _, prefix := range s.Config.Proxies {
		if prefix.Contains(addr) {
			return true
		}
	}
	return false
}

// channelOf guesses 渠道 from the browser: phones say so themselves.
func channelOf(r *http.Request) string {
	if r.Header.Get("Sec-CH-UA-Mobile") == "?1" || strings.Contains(r.UserAgent(), "Mobile") {
		return "mobile"
	}
	return "pc"
}
