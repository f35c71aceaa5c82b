package kit

import (
	"net/http"

	"yingshang/internal/registers/identity"
)

// ownRoutes are the pages of the kit itself.
func (s *Site) ownRoutes() []Route {
	return append(s.aboutRoutes(), []Route{
		{Method: "GET", Pattern: "/sign-in", Name: "kit.sign_in", Perm: Public, Handle: s.signInPage},
		{Method: "POST", Pattern: "/sign-in", Name: "kit.sign_in.send", Perm: Public, Handle: s.signIn, Pace: PaceSignIn},
		{Method: "GET", Pattern: "/sign-in/code", Name: "kit.code", Perm: SignedIn, Handle: s.codePage},
		{Method: "POST", Pattern: "/sign-in/code", Name: "kit.code.send", Perm: SignedIn, Handle: s.stepUp, Pace: PaceSignIn},
		{Method: "GET", Pattern: "/sign-in/enrol", Name: "kit.enrol", Perm: SignedIn, Handle: s.enrolPage},
		{Method: "POST", Pattern: "/sign-in/enrol", Name: "kit.enrol.send", Perm: SignedIn, Handle: s.enrol, Pace: PaceSignIn},
		{Method: "POST", Pattern: "/sign-in/enrol/offer", Name: "kit.enrol.offer", Perm: SignedIn, Handle: s.offer, Pace: PaceSignIn},
		{Method: "GET", Pattern: "/password", Name: "kit.password", Perm: SignedIn, Handle: s.passwordPage},
		{Method: "POST", Pattern: "/password", Name: "kit.password.send", Perm: SignedIn, Handle: s.changePassword, Pace: PaceSignIn},
		{Method: "GET", Pattern: "/activate", Name: "kit.activate", Perm: Public, Handle: s.activatePage},
		{Method: "POST", Pattern: "/activate", Name: "kit.activate.send", Perm: Public, Handle: s.activate, Pace: PaceSignIn},
		{Method: "POST", Pattern: "/sign-out", Name: "kit.sign_out", Perm: SignedIn, Handle: s.signOut},
		{Method: "GET", Pattern: "/static/{file}", Name: "kit.static", Perm: Public, Handle: s.static},
		{Method: "GET", Pattern: "/favicon.ico", Name: "kit.favicon", Perm: Public, Handle: s.favicon},
		{Method: "GET", Pattern: "/healthz", Name: "kit.health", Perm: Public, Handle: s.health},
		{Method: "GET", Pattern: "/readyz", Name: "kit.ready", Perm: Public, Handle: s.ready},
		{Method: "GET", Pattern: "/keys", Name: "kit.keys", Perm: Public, Handle: s.keysPage},
	}...)
}

// mustRoutes stay open to a session that has to do something first.
var mustRoutes = map[string]bool{
	"kit.code": true, "kit.code.send": true, "kit.enrol": true, "kit.enrol.send": true, "kit.enrol.offer": true,
	"kit.password": true, "kit.password.send": true, "kit.sign_out": true,
}

var mustPages = map[identity.Must]string{
	identity.MustPassword: "/password",
	identity.MustFactor:   "/sign-in/code",
	identity.MustEnrol:    "/sign-in/enrol",
}

func mustPage(m identity.Must) string { return mustPages[m] }

// Server is the http.Server of the site with its limits against slow and
// greedy clients. The caller sets Addr and runs it.
func (s *Site) Server() *http.Server {
	return &http.Server{
		Handler:           s,
		ReadHeaderTimeout: readHeaderTimeout,
		ReadTimeout:       readTimeout,
		WriteTimeout:      writeTimeout,
		IdleTimeout:       idleTimeout,
		MaxHeaderBytes:    maxHeader,
		HTTP2:             &http.HTTP2Config{MaxConcurrentStreams: maxStreams},
	}
}
