package pages_test

import (
	"testing"

	"yingshang/internal/kit"
	"yingshang/internal/kit/kittest"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/identity"
	"yingshang/internal/registers/letters"
	"yingshang/internal/registers/letters/pages"
	"yingshang/internal/store"
	"yingshang/internal/store/storetest"
)

func Test核对文书_查不到也说怎么办(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, _ *store.SetClock) {
		site := kittest.New(t, s, kittest.Options{Rooms: []manifest.Room{letters.Manifest},
			Routes: []func(kit.Deps) []kit.Route{pages.Routes}, Nav: pages.Nav()})
		visitor := site.Visitor()
		visitor.Get("/v").Want(200, "核对码")
		visitor.Get("/v/0000000000").Want(404, "没有文书用这个核对码")
		visitor.Get("/v?code=写错").Want(404, "请照文书右下角")
		site.As(identity.Approver, "yhb").Get("/letters/nothing").Want(404)
		site.As(identity.Approver, "yhb").Get("/letters").Want(200, "没有文书")
		site.As(identity.SystemAdmin, "yhb").Get("/letters").Want(403)
	})
}
