package kit

import (
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"runtime/debug"
	"strings"
	"time"

	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
)

// ServeHTTP answers one request: headers first, so that no way out of it can
// miss them, then limits, then the route; one log line at the end.
func (s *Site) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	rec := &recorder{ResponseWriter: w}
	visit := &visit{id: newRequestID(), address: s.clientAddress(r), begun: time.Now()}
	r = r.WithContext(withVisit(r.Context(), visit))
	s.protect(rec.Header())
	rec.Header().Set("X-Request-Id", visit.id)
	defer s.logVisit(r, rec, visit)
	defer s.recoverPanic(rec, r)
	leave, ok := s.crowd.enter(visit.address)
	if !ok {
		s.fail(s.newCtx(rec, r, nil), TooMany.New(nil))
		return
	}
	defer leave()
	s.mux.ServeHTTP(rec, r)
}

// recoverPanic answers a handler's panic with the page of a broken house.
func (s *Site) recoverPanic(w *recorder, r *http.Request) {
	p := recover()
	if p == nil {
		return
	}
	if p == http.ErrAbortHandler {
		panic(p) // the connection is to be cut, as net/http understands it
	}
	visit := visitOf(r)
	s.Config.Log.Error("panic", "request", visit.id, "route", visit.route,
		"panic", fmt.Sprint(p), "stack", string(debug.Stack()))
	if !w.begun() {
		s.fail(s.newCtx(w, r, nil), Broken.New(fault.Args{"request": visit.id}))
	}
}

func (s *Site) newCtx(w http.ResponseWriter, r *http.Request, route *Route) *Ctx {
	visit := visitOf(r)
	c := &Ctx{Request: r, RequestID: visit.id, Now: s.Store.Now(), site: s, route: route, w: w,
		forms: map[string]*Form{}, Lang: "zh"}
	c.Actor = flow.Actor{Channel: channelOf(r), Address: visit.address, Request: visit.id}
	return c
}

// answer runs one route: preferences, session, body, origin, permission, pace
// and then the handler.
func (s *Site) answer(w http.ResponseWriter, r *http.Request, route *Route) {
	visitOf(r).route = route.Name
	c := s.newCtx(w, r, route)
	err := s.prepare(c)
	if err == nil && !c.wrote {
		err = route.Handle(c)
	}
	if err != nil {
		s.fail(c, err)
	}
}

// prepare does what comes before the handler; it may already answer.
func (s *Site) prepare(c *Ctx) error {
	if s.Config.Closed != nil && c.route.Name != "kit.health" {
		if until, closed := s.Config.Closed(); closed {
			return Closed.New(fault.Args{"until": until})
		}
	}
	if err := s.readPreferences(c); err != nil || c.wrote {
		return err
	}
	holder := s.tokenHolder(c.Request) // the forms of a session that ended still carry its token
	if err := s.readSession(c); err != nil {
		return err
	}
	if err := s.paces.take(c.route.Pace, c.Actor.Address); err != nil {
		return err
	}
	if c.Request.Method == http.MethodPost {
		if err := s.readBody(c); err != nil {
			return err
		}
		if err := s.checkOrigin(c, holder); err != nil {
			return err
		}
	}
	return s.admit(c)
}

// admit lets the session through to the route, or sends it where it has to go
// first.
func (s *Site) admit(c *Ctx) error {
	perm := s.perms[c.route.Perm]
	switch {
	case s.Open(c.route.Perm):
		return nil
	case c.Session == nil:
		return s.askToSignIn(c)
	case c.Session.Must != "" && !mustRoutes[c.route.Name]:
		return c.Redirect(mustPage(c.Session.Must))
	case s.can(c, c.route.Perm):
		return nil
	}
	return NotAllowed.New(fault.Args{"perm": perm.Zh, "roles": flow.RoleNames(perm.Roles)})
}

// fail answers an error once: logged here, shown as a page.
func (s *Site) fail(c *Ctx, err error) {
	what, ok := fault.Of(err)
	if !ok {
		what = Broken.Because(err, fault.Args{"request": c.RequestID})
	}
	c.logCause(what)
	if what.Def.Kind == fault.Forbidden {
		s.noteDenied(c, what)
	}
	if rec, ok := c.w.(*recorder); ok && rec.begun() {
		return // the answer is already on its way and cannot be taken back
	}
	if strings.HasPrefix(c.Request.URL.Path, APIPrefix) {
		c.sendProblem(what)
		return
	}
	s.showFault(c, what)
}

// logCause writes down why something failed; what a person mended on a form
// is no event for the log.
func (c *Ctx) logCause(err error) {
	what, ok := fault.Of(err)
	if ok && what.Cause == nil && what.Def.Kind != fault.Internal {
		return
	}
	level := slog.LevelWarn
	if !ok || what.Def.Kind == fault.Internal {
		level = slog.LevelError
	}
	name := ""
	if c.route != nil {
		name = c.route.Name
	}
	c.site.Config.Log.Log(c.Request.Context(), level, "failed", "request", c.RequestID, "route", name, "err", err.Error())
}

// noRoute answers addresses no route has.
func (s *Site) noRoute(w http.ResponseWriter, r *http.Request) {
	c := s.newCtx(w, r, &Route{Name: "kit.none", Perm: Public})
	visitOf(r).route = "kit.none"
	if err := errors.Join(s.readPreferences(c), s.readSession(c)); err != nil {
		s.fail(c, err)
		return
	}
	if c.wrote {
		return
	}
	if allowed := s.allowedMethod(r); allowed != "" {
		w.Header().Set("Allow", allowed)
		s.fail(c, WrongMethod.New(nil))
		return
	}
	s.fail(c, NoPage.New(nil))
}

// allowedMethod names the method under which the address does exist.
func (s *Site) allowedMethod(r *http.Request) string {
	for _, method := range []string{http.MethodGet, http.MethodPost} {
		other := *r
		other.Method = method
		if _, pattern := s.mux.Handler(&other); pattern != "/" && pattern != "" {
			return method
		}
	}
	return ""
}
