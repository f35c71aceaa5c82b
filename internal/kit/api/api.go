package api

import (
	"context"
	"encoding/json"
	"net/http"
	"sync"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"yingshang/internal/kernel/fault"
	"yingshang/internal/kit"
)

// API is the programming interface of one site.
type API struct {
	huma.API
	site *kit.Site
	text func() ([]byte, error) // the OpenAPI document, made once
}

// NoOperation: no operation has this address and method.
var NoOperation = fault.Define("api.no_operation", fault.NotFound, "没有这个接口，或方法不对。请对照 /api 的说明核对地址和方法。")

// New mounts the interface under /api/v1 with its document at
// /api/openapi.json and its page at /api. Register every operation before the
// site serves.
func New(site *kit.Site) (*API, error) {
	speakChinese()
	config := huma.DefaultConfig("营商环境平台数据接口 Yingshang API", "1.0.0")
	config.CreateHooks = nil // no $schema links
	config.OpenAPIPath, config.DocsPath, config.SchemasPath = "", "", ""
	config.RejectUnknownQueryParameters = true
	config.Info.Description = "县域营商环境平台的数据接口。County business-environment platform. 说明页：/api"
	config.Components.SecuritySchemes = map[string]*huma.SecurityScheme{
		schemeName: {Type: "http", Scheme: "bearer", Description: "接口令牌，由系统管理员发给接口账号。API token."},
	}
	mux := http.NewServeMux()
	a := &API{API: humago.NewWithPrefix(mux, "/api/v1", config), site: site}
	a.UseMiddleware(a.admit)
	a.text = sync.OnceValues(func() ([]byte, error) { return json.MarshalIndent(a.OpenAPI(), "", "  ") })
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		writeProblem(w, kit.ProblemOf(NoOperation.New(nil), kit.RequestIDOf(r.Context())))
	})
	site.Mount(kit.APIPrefix, takeDryRun(mux))
	return a, site.Add(
		kit.Route{Method: "GET", Pattern: "/api", Name: "api.page", Perm: kit.Public, Handle: a.page},
		kit.Route{Method: "GET", Pattern: "/api/openapi.json", Name: "api.document", Perm: kit.Public, Handle: a.document},
	)
}

const schemeName = "token"

// Document is the OpenAPI document; register every operation before.
func (a *API) Document() ([]byte, error) { return a.text() }

// document answers with it.
func (a *API) document(c *kit.Ctx) error {
	text, err := a.text()
	if err != nil {
		return err
	}
	c.Header().Set("Cache-Control", "no-cache")
	return c.Send("application/json", text)
}

type dryRunKey struct{}

// takeDryRun takes ?dry_run=1 out of the address, for huma refuses parameters
// an operation's own input does not name.
func takeDryRun(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		query := r.URL.Query()
		if query.Get("dry_run") == "1" && r.Method == http.MethodPost {
			query.Del("dry_run")
			r = r.WithContext(context.WithValue(r.Context(), dryRunKey{}, true))
			address := *r.URL
			address.RawQuery = query.Encode()
			r.URL = &address
		}
		next.ServeHTTP(w, r)
	})
}

func writeProblem(w http.ResponseWriter, p *kit.Problem) {
	body, err := json.Marshal(p)
	if err != nil {
		body = []byte(`{}`) // a Problem holds nothing that cannot be marshalled
	}
	w.Header().Set("Content-Type", "application/problem+json")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(p.Status)
	_, _ = w.Write(body) // nobody is left to tell
}
