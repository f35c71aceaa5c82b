package app

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"path/filepath"
	"time"

	"yingshang/internal/kit"
	"yingshang/internal/kit/ui"
	"yingshang/internal/registers/journal"
	"yingshang/internal/store"
	"yingshang/internal/store/blob"
	"yingshang/internal/store/jobs"
)

// defaultListen is where pages are served when nobody says otherwise: this
// machine only, because plain HTTP must not leave it.
const defaultListen = "127.0.0.1:8020"

type serveCommand struct {
	Listen  string `help:"监听地址。" default:"127.0.0.1:8020" placeholder:"HOST:PORT" env:"YINGSHANG_LISTEN"`
	BaseURL string `help:"对外网址，印在回执和二维码上。" placeholder:"URL" env:"YINGSHANG_BASE_URL"`
	TLS     bool   `help:"前面有 HTTPS 网关。" env:"YINGSHANG_TLS"`
}

// Run serves the county until it is told to stop.
func (cmd *serveCommand) Run(a *App) error {
	if !cmd.TLS && !loopback(cmd.Listen) {
		return usage("监听 %s 会让密码明文经过网络。请只监听本机（%s），或在 HTTPS 网关后面加 --tls。", cmd.Listen, defaultListen)
	}
	return a.withStore(func(s *store.Store) error {
		return a.serve(s, cmd.Listen, kit.Config{BaseURL: cmd.BaseURL, TLS: cmd.TLS})
	})
}

func loopback(listen string) bool {
	host, _, err := net.SplitHostPort(listen)
	if err != nil {
		return false
	}
	ip := net.ParseIP(host)
	return host == "localhost" || (ip != nil && ip.IsLoopback())
}

// NewSite wires every page to the store.
func NewSite(s *store.Store, config kit.Config) (*kit.Site, error) {
	blobs, err := blob.OpenDir(filepath.Join(s.Dir, "papers"))
	if err != nil {
		return nil, err
	}
	if config.Brand == (ui.Brand{}) {
		config.Brand = ui.Brand{Platform: "营商环境平台", Public: "桃江县营商环境服务", PublicEn: "Taojiang County Business Services",
			Host: "桃江县行政审批服务局", Hotline: "12345"}
	}
	deps := kit.Deps{Store: s, Blobs: blobs, Rooms: Rooms, Config: config}
	return kit.NewSite(deps, kit.RegisterGate(s), routes(deps), nav())
}

// serve runs site, jobs and sequencer until the context ends, and stops them in
// the opposite order.
func (a *App) serve(s *store.Store, listen string, config kit.Config) error {
	if config.BaseURL == "" {
		config.BaseURL = "http://" + listen
	}
	site, err := NewSite(s, config)
	if err != nil {
		return err
	}
	runner, err := jobs.New(s, work())
	if err != nil {
		return err
	}
	if err := runner.Start(a.Context); err != nil {
		return err
	}
	stopSequencer := journal.Start(s, func(err error) { slog.Error("sequencer", "error", err) })
	defer stopSequencer()
	defer func() { _ = runner.Stop(context.WithoutCancel(a.Context)) }() // what was not done is taken up at the next start
	l, err := net.Listen("tcp", listen)
	if err != nil {
		return broken("监听不了 %s：%v。请换一个端口，例如 --listen 127.0.0.1:8021。", listen, err)
	}
	server := site.Server()
	a.say("已开始服务：http://%s/ ，按 Ctrl+C 结束。", l.Addr())
	served := make(chan error, 1)
	go func() { served <- server.Serve(l) }()
	select {
	case err = <-served:
	case <-a.Context.Done():
		end, cancel := context.WithTimeout(context.WithoutCancel(a.Context), 10*time.Second)
		defer cancel()
		err = server.Shutdown(end)
	}
	if errors.Is(err, http.ErrServerClosed) {
		err = nil
	}
	if err != nil {
		return fmt.Errorf("serve: %w", err)
	}
	return nil
}
