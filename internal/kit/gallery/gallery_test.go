package gallery_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
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

// TestAnOfficialPageHoldsTwentyTwoLinesOfTwentyEight fills the type area of
// GB/T 9704 (156 by 225 mm) as printed: 28 characters of 三号 a line, 22 lines a
// page, and neither one more.
func TestAnOfficialPageHoldsTwentyTwoLinesOfTwentyEight(t *testing.T) {
	t.Parallel()
	s, _ := storetest.SQLite(t)
	site := kittest.New(t, s, kittest.Options{Routes: []func(kit.Deps) []kit.Route{gallery.Routes}})
	b := site.Visitor().Browser().Open("/dev/pages/paper", 1366, 768).Media("print")
	for _, kind := range []string{"sheet", "sheet letter"} {
		got := kittest.Eval[[]int](b, fmt.Sprintf(`(() => {
  const area = document.createElement("div"), text = document.createElement("p"), mm = 96 / 25.4;
  area.className = %q;
  area.style.width = "156mm";
  area.style.display = "block";
  text.style.cssText = "text-indent: 0; margin: 0";
  text.textContent = "营".repeat(28 * 22);
  area.append(text);
  document.body.append(area);
  const range = document.createRange(), lines = n => {
    range.setStart(text.firstChild, 0);
    range.setEnd(text.firstChild, n);
    return new Set([...range.getClientRects()].map(r => Math.round(r.top))).size;
  };
  return [lines(28), lines(29), lines(28 * 22), Math.floor(225 * mm / parseFloat(getComputedStyle(text).lineHeight))];
})()`, kind))
		if want := []int{1, 2, 22, 22}; !slices.Equal(got, want) {
			t.Errorf("%s: lines of 28, of 29 and of 616 characters, and lines a page: %v, want %v", kind, got, want)
		}
	}
}
