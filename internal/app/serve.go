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
	"yingshang/internal/store"
	"yingshang/internal/store/blob"
	"yingshang/internal/store/jobs"
)

// siteFlags say how a deployment presents and protects itself.
type siteFlags struct {
	Listen   string   `default:"127.0.0.1:8080" placeholder:"ADDR" help:"监听地址。" env:"YINGSHANG_LISTEN"`
	BaseURL  string   `name:"base-url" placeholder:"URL" help:"回执和二维码里的网址，如 https://zw.example.gov.cn。" env:"YINGSHANG_BASE_URL"`
	TLSCert  string   `name:"tls-cert" placeholder:"FILE" help:"证书文件；不写就用明文，只适合本机或前面有网关。" env:"YINGSHANG_TLS_CERT"`
	TLSKey   string   `name:"tls-key" placeholder:"FILE" help:"证书私钥文件。" env:"YINGSHANG_TLS_KEY"`
	Proxy    []string `placeholder:"CIDR" sep:"none" help:"可信网关的地址段，可以写几次。" env:"YINGSHANG_PROXY"`
	Platform string   `default:"营商环境平台" placeholder:"NAME" help:"工作端名称。" env:"YINGSHANG_PLATFORM"`
	Public   string   `default:"桃江县营商环境服务" placeholder:"NAME" help:"公众端名称。" env:"YINGSHANG_PUBLIC"`
	PublicEn string   `name:"public-en" default:"Taojiang Business Services" placeholder:"NAME" help:"公众端英文名称。" env:"YINGSHANG_PUBLIC_EN"`
	Host     string   `placeholder:"NAME" help:"主办单位。" env:"YINGSHANG_HOST"`
	SiteCode string   `name:"site-code" placeholder:"CODE" help:"网站标识码。" env:"YINGSHANG_SITE_CODE"`
	Filing   string   `placeholder:"TEXT" help:"备案号。" env:"YINGSHANG_FILING"`
	Hotline  string   `placeholder:"PHONE" help:"大厅电话，写在出错页和页脚。" env:"YINGSHANG_HOTLINE"`
}

// config turns the flags into the site's configuration.
func (f siteFlags) config(log *slog.Logger) (kit.Config, error) {
	c := kit.Config{BaseURL: strings.TrimRight(f.BaseURL, "/"), Log: log,
		TLS: f.TLSCert != "" || strings.HasPrefix(f.BaseURL, "https://"),
		Brand: ui.Brand{Platform: f.Platform, Public: f.Public, PublicEn: f.PublicEn, Host: f.Host,
			SiteCode: f.SiteCode, Filing: f.Filing, Hotline: f.Hotline}}
	if (f.TLSCert == "") != (f.TLSKey == "") {
		return c, usage("--tls-cert 和 --tls-key 要一起写。")
	}
	for _, text := range f.Proxy {
		prefix, err := netip.ParsePrefix(text)
		if err != nil {
			return c, usage("--proxy 要写成地址段，如 10.0.0.0/8，现在写的是“%s”。", text)
		}
		c.Proxies = append(c.Proxies, prefix)
	}
	return c, nil
}

type serveCommand struct{ siteFlags }

// Run serves until it is told to stop, then ends in order: no new requests,
// running ones finish, jobs finish, the journal is sealed, the store closes.
func (c serveCommand) Run(a *App) error {
	log := slog.New(slog.NewTextHandler(a.Messages, nil))
	config, err := c.config(log)
	if err != nil {
		return err
	}
	listener, err := net.Listen("tcp", c.Listen)
	if err != nil {
		return broken("地址 %s 不能监听：%v。请换一个端口，或先停掉占用它的程序。", c.Listen, err)
	}
	defer listener.Close()
	return a.withStore(func(s *store.Store) error {
		return a.serve(s, listener, c.siteFlags, config)
	})
}

// house is what runs behind the pages.
type house struct {
	runner      *jobs.Runner
	stopJournal func()
	blobs       *blob.Dir
}

func openHouse(ctx context.Context, s *store.Store, log *slog.Logger) (*house, error) {
	blobs, err := blob.OpenDir(filepath.Join(s.Dir, store.FilesDir))
	if err != nil {
		return nil, broken("文件目录打不开：%v。请确认数据目录可写。", err)
	}
	w := work()
	w.Log = log
	runner, err := jobs.New(s, w)
	if err == nil {
		err = runner.Start(ctx)
	}
	if err != nil {
		return nil, errors.Join(err, blobs.Close())
	}
	stop := journal.Start(s, func(err error) { log.Error("journal", "err", err.Error()) })
	return &house{runner, stop, blobs}, nil
}

// drainTime bounds how long running requests and jobs are waited for.
const drainTime = 15 * time.Second

func (h *house) close() error {
	ctx, cancel := context.WithTimeout(context.Background(), drainTime)
	defer cancel()
	err := h.runner.Stop(ctx)
	h.stopJournal()
	return errors.Join(err, h.blobs.Close())
}

// newSite hangs every room's pages into one site.
func newSite(s *store.Store, blobs blob.Store, config kit.Config) (*kit.Site, error) {
	deps := kit.Deps{Store: s, Blobs: blobs, Rooms: Rooms, Config: config}
	var routes []kit.Route
	var nav []kit.NavItem
	for _, p := range pages {
		routes = append(routes, p.routes(deps)...)
		if p.nav != nil {
			nav = append(nav, p.nav()...)
		}
	}
	return kit.NewSite(deps, kit.RegisterGate(s), routes, nav)
}

func (a *App) serve(s *store.Store, listener net.Listener, f siteFlags, config kit.Config) (err error) {
	h, err := openHouse(a.Context, s, config.Log)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, h.close()) }()
	site, err := newSite(s, h.blobs, config)
	if err != nil {
		return fmt.Errorf("site: %w", err)
	}
	server := &http.Server{Handler: site, ReadHeaderTimeout: 10 * time.Second, ReadTimeout: 2 * time.Minute,
		WriteTimeout: 5 * time.Minute, IdleTimeout: 2 * time.Minute, MaxHeaderBytes: 64 << 10,
		ErrorLog: slog.NewLogLogger(config.Log.Handler(), slog.LevelWarn)}
	if !config.TLS && !loopback(listener.Addr()) {
		a.say("注意：正在用明文对外服务。请配置 --tls-cert 和 --tls-key，或放在网关后面并写 --base-url https://…")
	}
	a.say("已启动：http%s://%s", map[bool]string{true: "s"}[f.TLSCert != ""], listener.Addr())
	ended := make(chan error, 1)
	go func() {
		if f.TLSCert != "" {
			ended <- server.ServeTLS(listener, f.TLSCert, f.TLSKey)
			return
		}
		ended <- server.Serve(listener)
	}()
	select {
	case err := <-ended:
		return broken("网页服务停了：%v。", err)
	case <-a.Context.Done():
	}
	a.say("正在停止：等手头的请求和任务做完")
	ctx, cancel := context.WithTimeout(context.Background(), drainTime)
	defer cancel()
	err = server.Shutdown(ctx)
	<-ended // http.ErrServerClosed, which is what was asked for
	return err
}

func loopback(addr net.Addr) bool {
	tcp, ok := addr.(*net.TCPAddr)
	return ok && tcp.IP.IsLoopback()
}
