package gallery_test

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"yingshang/internal/kit"
	"yingshang/internal/kit/gallery"
	"yingshang/internal/kit/kittest"
	"yingshang/internal/store/storetest"
)

// shots is where the pictures go that a person wants to look at; empty for none.
var shots = os.Getenv("YINGSHANG_SHOTS")

func TestEveryScreenIsAccessible(t *testing.T) {
	t.Parallel()
	s, _ := storetest.SQLite(t)
	site := kittest.New(t, s, kittest.Options{Routes: []func(kit.Deps) []kit.Route{gallery.Routes},
		Config: func(c *kit.Config) {
			c.Demo = "桃江县 2020 年上半年，全部人名和企业都是编的"
			c.DemoAccounts = []kit.DemoAccount{{Login: "a", Password: "b", Who: "窗口人员 王某"}, {Login: "c", Password: "d", Who: "审批人 李某"}}
		}})
	b := site.Visitor().Browser()
	addresses := []string{"/sign-in", "/dev/form", "/no-such-page", "/keys", "/activate"}
	for _, name := range gallery.Pages {
		addresses = append(addresses, "/dev/pages/"+name)
	}
	for _, look := range []struct {
		name          string
		width, height int
		size          string
		axe           bool
	}{{"desk", 1366, 768, "md", true}, {"narrow", 320, 700, "md", false}, {"elderly", 390, 844, "lg", true}} {
		for _, address := range addresses {
			what := fmt.Sprintf("%s at %s", address, look.name)
			b.Open(address+"?size="+look.size, look.width, look.height)
			b.WantNoSideScroll(what)
			if look.axe {
				b.WantAccessible(what)
			}
			if shots != "" {
				b.Shot(filepath.Join(shots, look.name, filepath.Base(address)+".png"), look.width != 1366)
			}
		}
	}
}
