package app

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"path/filepath"
	"strings"
	"time"

	"yingshang/internal/kit"
	"yingshang/internal/kit/ui"
	"yingshang/internal/registers/journal"
	hall "yingshang/internal/rooms/hall/pages"
	"yingshang/internal/store"
	"yingshang/internal/store/blob"
	"yingshang/internal/store/jobs"
)

// defaultListen is where pages are served when nobody says otherwise: this
// machine only, because plain HTTP must not leave it.
const defaultListen = "127.0.0.1:8020"

type serveCommand struct {
	Listen  string   `help:"监听地址。" default:"127.0.0.1:8020" placeholder:"HOST:PORT" env:"YINGSHANG_LISTEN"`
	BaseURL string   `help:"对外网址，印在回执和二维码上。" placeholder:"URL" env:"YINGSHANG_BASE_URL"`
	TLS     bool     `help:"前面有 HTTPS 网关。" env:"YINGSHANG_TLS"`
	TLSCert string   `help:"证书文件；写了就自己提供 HTTPS。" placeholder:"FILE" env:"YINGSHANG_TLS_CERT"`
	TLSKey  string   `help:"证书私钥文件。" placeholder:"FILE" env:"YINGSHANG_TLS_KEY"`
	Proxy   []string `help:"可信网关的地址段，可以写几次。" placeholder:"CIDR" sep:"none" env:"YINGSHANG_PROXY"`
	brandFlags
}

// brandFlags are what a deployment calls itself.
type brandFlags struct {
	Platform string `help:"工作端名称。" default:"营商环境平台" placeholder:"NAME" env:"YINGSHANG_PLATFORM"`
	Public   string `help:"公众端名称。" default:"桃江县营商环境服务" placeholder:"NAME" env:"YINGSHANG_PUBLIC"`
	PublicEn string `help:"公众端英文名称。" default:"Taojiang County Business Services" placeholder:"NAME" env:"YINGSHANG_PUBLIC_EN"`
	Host     string `help:"主办单位。" default:"桃江县行政审批服务局" placeholder:"NAME" env:"YINGSHANG_HOST"`
	SiteCode string `help:"网站标识码。" placeholder:"CODE" env:"YINGSHANG_SITE_CODE"`
	Filing   string `help:"备案号。" placeholder:"TEXT" env:"YINGSHANG_FILING"`
	Hotline  string `help:"服务电话，写在出错页和页脚。" default:"12345" placeholder:"PHONE" env:"YINGSHANG_HOTLINE"`
}

func (b brandFlags) brand() ui.Brand {
	return ui.Brand{Platform: b.Platform, Public: b.Public, PublicEn: b.PublicEn, Host: b.Host,
		SiteCode: b.SiteCode, Filing: b.Filing, Hotline: b.Hotline}
}

// Run serves the county until it is told to stop.
func (cmd *serveCommand) Run(a *App) error {
	config, err := cmd.config()
	if err != nil {
		return err
	}
	if !config.TLS && !loopback(cmd.Listen) {
		return usage("监听 %s 会让密码明文经过网络。请只监听本机（%s），配置 --tls-cert 和 --tls-key，或在 HTTPS 网关后面加 --tls。",
			cmd.Listen, defaultListen)
	}
	return a.withStore(func(s *store.Store) error {
		if err := a.sayFirstSteps(s); err != nil {
			return err
		}
		return a.serveWith(s, cmd.Listen, config, cmd.TLSCert, cmd.TLSKey)
	})
}

func (cmd *serveCommand) config() (kit.Config, error) {
	c := kit.Config{BaseURL: strings.TrimRight(cmd.BaseURL, "/"), TLS: cmd.TLS || cmd.TLSCert != "", Brand: cmd.brand()}
	if (cmd.TLSCert == "") != (cmd.TLSKey == "") {
		return c, usage("--tls-cert 和 --tls-key 要一起写，请补上缺的一个。")
	}
	for _, text := range cmd.Proxy {
		prefix, err := netip.ParsePrefix(text)
		if err != nil {
			return c, usage("--proxy 要写成地址段，如 10.0.0.0/8，现在写的是“%s”。", text)
		}
		c.Proxies = append(c.Proxies, prefix)
	}
	return c, nil
}

func loopback(listen string) bool {
	host, _, err := net.SplitHostPort(listen)
	if err != nil {
		return false
	}
	ip := net.ParseIP(host)
	return host == "localhost" || (ip != nil && ip.IsLoopback())
}

// NewSite wires every page and every operation to the store and its files.
func NewSite(s *store.Store, blobs blob.Store, config kit.Config) (*kit.Site, error) {
	deps := kit.Deps{Store: s, Blobs: blobs, Rooms: Rooms, Config: config, Strip: hall.Strip}
	site, err := kit.NewSite(deps, kit.RegisterGate(s), routes(deps), nav())
	if err != nil {
		return nil, err
	}
	_, err = operations(site)
	return site, err
}

// house is what runs behind the pages.
type house struct {
	runner      *jobs.Runner
	stopJournal func()
	blobs       *blob.Dir
}

// openHouse starts files, jobs and sequencer. Files lie where backups look.
func openHouse(ctx context.Context, s *store.Store) (*house, error) {
	blobs, err := blob.OpenDir(filepath.Join(s.Dir, store.FilesDir))
	if err != nil {
		return nil, broken("文件目录打不开：%v。请确认数据目录可写。", err)
	}
	runner, err := jobs.New(s, work())
	if err == nil {
		err = runner.Start(ctx)
	}
	if err != nil {
		return nil, errors.Join(err, blobs.Close())
	}
	stop := journal.Start(s, func(err error) { slog.Error("sequencer", "error", err) })
	return &house{runner, stop, blobs}, nil
}

// drainTime bounds how long running requests and jobs are waited for.
const drainTime = 10 * time.Second

// close ends in the opposite order; what was not done is taken up at the next
// start.
func (h *house) close() error {
	ctx, cancel := context.WithTimeout(context.Background(), drainTime)
	defer cancel()
	err := h.runner.Stop(ctx)
	h.stopJournal()
	return errors.Join(err, h.blobs.Close())
}

// serve runs the house and its site on plain HTTP until the context ends.
func (a *App) serve(s *store.Store, listen string, config kit.Config) error {
	return a.serveWith(s, listen, config, "", "")
}

// serveWith runs the house and its site until the context ends: no new
// requests, running ones finish, jobs finish, the journal is sealed.
func (a *App) serveWith(s *store.Store, listen string, config kit.Config, cert, key string) (err error) {
	l, err := net.Listen("tcp", listen)
	if err != nil {
		return broken("监听不了 %s：%v。请换一个端口，例如 --listen 127.0.0.1:8021。", listen, err)
	}
	defer func() { _ = l.Close() }() // closed already by a server that ended in order
	scheme := "http"
	if cert != "" {
		scheme = "https"
	}
	if config.BaseURL == "" {
		config.BaseURL = scheme + "://" + l.Addr().String()
	}
	if config.Brand == (ui.Brand{}) {
		config.Brand = defaultBrand
	}
	h, err := openHouse(a.Context, s)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, h.close()) }()
	site, err := NewSite(s, h.blobs, config)
	if err != nil {
		return err
	}
	a.say("已开始服务：%s://%s/ ，按 Ctrl+C 结束。", scheme, l.Addr())
	return a.untilTold(site.Server(), l, cert, key)
}

// defaultBrand names the county the program was made for.
var defaultBrand = ui.Brand{Platform: "营商环境平台", Public: "桃江县营商环境服务",
	PublicEn: "Taojiang County Business Services", Host: "桃江县行政审批服务局", Hotline: "12345"}

func (a *App) untilTold(server *http.Server, l net.Listener, cert, key string) error {
	served := make(chan error, 1)
	go func() {
		if cert != "" {
			served <- server.ServeTLS(l, cert, key)
			return
		}
		served <- server.Serve(l)
	}()
	var err error
	select {
	case err = <-served:
	case <-a.Context.Done():
		a.say("正在停止：等手头的请求和任务做完。")
		end, cancel := context.WithTimeout(context.WithoutCancel(a.Context), drainTime)
		defer cancel()
		err = server.Shutdown(end)
		<-served // says that it was closed, which was asked for
	}
	if err != nil && !errors.Is(err, http.ErrServerClosed) {
		return fmt.Errorf("serve: %w", err)
	}
	return nil
}
