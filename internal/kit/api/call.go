package api

import (
	"context"
	"errors"
	"net/http"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/kit"
	"yingshang/internal/registers/identity"
	"yingshang/internal/store"
)

// Call is one request of a program.
type Call struct {
	Actor   flow.Actor
	Session *identity.Session // nil on public operations without a token
	Now     calendar.Instant

	ctx    context.Context
	site   *kit.Site
	key    string
	dryRun bool
}

type callKey struct{}

func callOf(ctx context.Context) *Call { return ctx.Value(callKey{}).(*Call) }

// Read runs fn on one state of the data.
func (c *Call) Read(fn func(tx *store.Tx) error) error { return c.site.Store.Read(c.ctx, fn) }

// Context is the request's context.
func (c *Call) Context() context.Context { return c.ctx }

// problem turns a verb's error into the answer; what the house itself broke is
// logged and told as such.
func (c *Call) problem(err error) error {
	what, ok := fault.Of(err)
	if !ok {
		what = kit.Broken.Because(err, fault.Args{"request": c.Actor.Request})
	}
	if what.Def.Kind == fault.Internal || what.Cause != nil {
		c.site.Config.Log.Error("failed", "request", c.Actor.Request, "err", what.Error())
	}
	return kit.ProblemOf(what, c.Actor.Request)
}

// admit resolves the token and checks permission and act number before the
// operation sees anything.
func (a *API) admit(ctx huma.Context, next func(huma.Context)) {
	op := ctx.Operation()
	perm, _ := op.Metadata[permKey].(string)
	c := &Call{ctx: ctx.Context(), site: a.site, Now: a.site.Store.Now(), key: ctx.Header(keyHeader)}
	c.dryRun, _ = c.ctx.Value(dryRunKey{}).(bool)
	c.Actor = flow.Actor{Channel: "api", Address: kit.AddressOf(c.ctx), Request: kit.RequestIDOf(c.ctx)}
	pace, _ := op.Metadata[paceKey].(kit.Pace)
	err := errors.Join(a.closed(), a.site.Take(pace, c.Actor.Address))
	if err == nil {
		err = a.resolve(ctx, c, perm)
	}
	kit.NoteVisit(c.ctx, op.OperationID, c.Actor.Account)
	if err == nil && op.Method == http.MethodPost && !keyOK(c.key) {
		err = KeyNeeded.New(nil)
	}
	if err != nil {
		a.refuse(ctx, c.problem(err))
		return
	}
	if c.Session != nil {
		ctx.SetHeader("Cache-Control", "no-store")
	}
	ctx = huma.WithValue(ctx, callKey{}, c)
	c.ctx = ctx.Context()
	next(ctx)
}

func (a *API) closed() error {
	if a.site.Config.Closed == nil {
		return nil
	}
	until, closed := a.site.Config.Closed()
	if !closed {
		return nil
	}
	return kit.Closed.New(fault.Args{"until": until})
}

// TokenNeeded: the operation is not public and no usable token came with it.
var TokenNeeded = fault.Define("api.token_needed", fault.Forbidden, "这个接口要带令牌。请在请求头写 Authorization: Bearer 令牌；没有令牌请向系统管理员申请。")

// NotAllowed: neither the account's roles nor the token's scopes reach so far.
var NotAllowed = fault.Define("api.not_allowed", fault.Forbidden,
	"这个令牌没有“{perm}”权限。请向系统管理员换发勾了这项权限的令牌；账号本身要有{roles}之一的岗位。")

func (a *API) resolve(ctx huma.Context, c *Call, perm string) error {
	scheme, secret, _ := strings.Cut(ctx.Header("Authorization"), " ")
	if secret == "" || !strings.EqualFold(scheme, "bearer") {
		if a.site.Open(perm) {
			return nil
		}
		return TokenNeeded.New(nil)
	}
	var session identity.Session
	err := c.Read(func(tx *store.Tx) (err error) {
		session, err = a.site.Gate.Bearer(tx, strings.TrimSpace(secret), c.Actor.Address)
		return err
	})
	if err != nil {
		return err
	}
	by := session.Actor
	by.Channel, by.Address, by.Request = c.Actor.Channel, c.Actor.Address, c.Actor.Request
	c.Session, c.Actor = &session, by
	if session.Stale {
		if err := a.site.Gate.Touch(c.ctx, session); err != nil {
			return err
		}
	}
	if declared, ok := a.site.Perm(perm); ok && !a.site.Open(perm) && !session.Can(declared) {
		a.site.Denied(c.ctx, by, ctx.Operation().OperationID, NotAllowed.Code)
		return NotAllowed.New(fault.Args{"perm": declared.Zh, "roles": flow.RoleNames(declared.Roles)})
	}
	return nil
}

// refuse answers a problem found before the operation ran. A missing or bad
// token is 401, so that programs know to fetch another.
func (a *API) refuse(ctx huma.Context, err error) {
	p, ok := err.(*kit.Problem)
	if !ok {
		p = kit.NewProblem(http.StatusInternalServerError, kit.Broken.Code, "")
	}
	if p.Code == TokenNeeded.Code || p.Code == identity.BadToken.Code {
		detail, request := p.Detail, p.Request
		p = kit.NewProblem(http.StatusUnauthorized, p.Code, detail)
		p.Request = request
		ctx.SetHeader("WWW-Authenticate", "Bearer")
	}
	ctx.SetHeader("Cache-Control", "no-store")
	ctx.SetHeader("Content-Type", "application/problem+json")
	ctx.SetStatus(p.Status)
	_ = a.Marshal(ctx.BodyWriter(), "application/json", p) // nobody is left to tell
}
