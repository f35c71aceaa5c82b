package app

import (
	"yingshang/internal/kernel/flow"
	"yingshang/internal/registers/identity"
	"yingshang/internal/rooms/hall"
	"yingshang/internal/store"
)

// hallStory: a machine in the hall books, draws and calls; a second query code
// is not to be had, and the number of another window is not there.
func (g *gateway) hallStory() {
	const place = "430922-zwzx"
	keeper := flow.Actor{Account: "y", Name: "优化办甲", Unit: "430922-yhb", Roles: []flow.Role{identity.Coordinator}}
	g.act(func(tx *store.Tx) error {
		_, err := hall.SetHours(tx, keeper, hall.HoursDraft{Hall: place, Kind: hall.Regular, Days: hall.Workday, Opens: 540, Closes: 1020,
			Places: 1, From: tx.Today(), Document: "示例公告"})
		return err
	})
	today := g.clock.Now().Day().String()
	slots := g.get("nobody", "hall-places", "/hall/places?window=A03&day="+today)["items"].([]any)
	last := slots[len(slots)-1].(object)["starts"].(string)
	booking := object{"window": "A03", "day": today, "starts": last, "matter": "不动产登记", "mobile": "19900000008"}
	key := g.key()
	booked := g.well("hall-book", g.send(g.tokens["window"], "POST", "/hall/appointments", g.text(booking), key))
	again := g.well("hall-book", g.send(g.tokens["window"], "POST", "/hall/appointments", g.text(booking), key))
	if booked["code"] == "" || booked["code"] == nil || again["code"] != nil || again["number"] != booked["number"] {
		g.t.Errorf("booked %v, again %v", booked, again)
	}
	booking["mobile"] = "19900000009"
	g.refused("full", g.send(g.tokens["window"], "POST", "/hall/appointments", g.text(booking), g.key()), 409, "hall.slot_full")
	day := g.get("reader", "hall-appointments", "/hall/appointments?hall="+place+"&day="+today)["items"].([]any)
	if len(day) != 1 || day[0].(object)["tail"] != "0008" {
		g.t.Errorf("appointments: %v", day)
	}
	mine := g.post("window", "hall-arrive", "/hall/appointments/"+booked["id"].(string)+"/arrive", object{})
	first := g.post("window", "hall-take", "/hall/numbers", object{"hall": place, "unit": "430922-zrzy", "class": "ordinary"})
	waiting := g.get("reader", "hall-queue", "/hall/queue?hall="+place+"&unit=430922-zrzy")["items"].([]any)
	if len(waiting) != 2 || waiting[0].(object)["id"] != first["id"] || waiting[1].(object)["id"] != mine["id"] {
		g.t.Errorf("queue: %v", waiting)
	}
	if called := g.post("window", "hall-call", "/hall/call", object{}); called["number"] != first["number"] || called["window"] != "A03" {
		g.t.Errorf("called %v", called)
	}
	at := "/hall/numbers/" + first["id"].(string)
	g.refused("another window", g.send(g.tokens["other"], "POST", at+"/done", "{}", g.key()), 404, "hall.turn_unknown")
	g.post("window", "hall-skip", at+"/skip", object{})
	g.post("window", "hall-recall", at+"/recall", object{})
	g.post("window", "hall-transfer", at+"/transfer", object{"unit": "430922-fgj"})
	g.refused("sent on", g.send(g.tokens["window"], "POST", at+"/done", "{}", g.key()), 404, "hall.turn_unknown")
	next := g.post("window", "hall-call", "/hall/call", object{})
	g.post("window", "hall-done", "/hall/numbers/"+next["id"].(string)+"/done", object{})
	for _, l := range g.get("nobody", "hall-lanes", "/hall/lanes?hall="+place)["items"].([]any) {
		if lane := l.(object); lane["unit"] == "430922-fgj" && lane["waiting"] != 1.0 {
			g.t.Errorf("lane: %v", lane)
		}
	}
	if list := g.get("reader", "hall-handouts", "/hall/handouts?item=handbook")["items"].([]any); len(list) != 0 {
		g.t.Errorf("handouts before any: %v", list)
	}
}
