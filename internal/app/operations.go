package app

import (
	"yingshang/internal/kit"
	"yingshang/internal/kit/api"
	letters "yingshang/internal/registers/letters/api"
	workdays "yingshang/internal/registers/workdays/api"
	assistance "yingshang/internal/rooms/assistance/api"
	bundle "yingshang/internal/rooms/bundle/api"
	caselog "yingshang/internal/rooms/caselog/api"
	casework "yingshang/internal/rooms/casework/api"
	catalogue "yingshang/internal/rooms/catalogue/api"
	hall "yingshang/internal/rooms/hall/api"
	mandate "yingshang/internal/rooms/mandate/api"
	monitor "yingshang/internal/rooms/monitor/api"
	normdoc "yingshang/internal/rooms/normdoc/api"
	outreach "yingshang/internal/rooms/outreach/api"
	rating "yingshang/internal/rooms/rating/api"
	report "yingshang/internal/rooms/report/api"
	supervision "yingshang/internal/rooms/supervision/api"
	"yingshang/internal/store"
)

// operations mounts the programming interface with the operations of every room.
func operations(site *kit.Site) (*api.API, error) {
	a, err := api.New(site)
	if err != nil {
		return nil, err
	}
	for _, register := range []func(*api.API){
		catalogue.Register, workdays.Register, casework.Register, bundle.Register, assistance.Register, caselog.Register, rating.Register,
		monitor.Register(watcher), mandate.Register, normdoc.Register, hall.Register, supervision.Register, outreach.Register, letters.Register, report.Register(registry),
	} {
		register(a)
	}
	return a, nil
}

// OpenAPI is the document of the programming interface, for the generated
// documents.
func OpenAPI(s *store.Store) ([]byte, error) {
	deps := kit.Deps{Store: s, Rooms: Rooms}
	site, err := kit.NewSite(deps, kit.RegisterGate(s), nil, nil)
	if err != nil {
		return nil, err
	}
	a, err := operations(site)
	if err != nil {
		return nil, err
	}
	return a.Document()
}
