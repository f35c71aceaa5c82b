package app

import "slices"

// cards: the cards in sight with the count behind each, and those computed for an
// instant; they agree.
func (g *gateway) cards() {
	for _, when := range []string{"2020-06-22 06:00", "2020-06-24 06:00"} {
		g.clock.Set(demoInstant(when))
		if err := watcher.Remind(g.s); err != nil {
			g.t.Fatal(err)
		}
		if err := watcher.Patrol(g.s); err != nil {
			g.t.Fatal(err)
		}
	}
	numbers := g.everyItem("reader", "monitor-cards", "/cards", "number")
	g.wantEach("cards", g.everyItem("reader", "monitor-cards", "/cards?limit=2", "number"), numbers)
	for _, c := range g.get("other", "monitor-cards", "/cards")["items"].([]any) {
		if unit := c.(object)["unit"]; unit != programs["other"].unit {
			g.t.Errorf("another unit sees %v", c)
		}
	}
	late := g.get("reader", "monitor-cards", "/cards?status=effective&kind=case.decision&from=2020-06-01")["items"].([]any)
	if len(late) == 0 {
		g.t.Fatal("no case is late")
	}
	one := g.get("reader", "monitor-card", "/cards/"+late[0].(object)["number"].(string))
	if one["status"] != "effective" || len(one["days"].([]any)) == 0 || one["why"] == "" {
		g.t.Errorf("card: %v", one)
	}
	g.refused("no card", g.send(g.tokens["reader"], "GET", "/cards/XN2020-9999", "", nil), 404, "monitor.card_unknown")
	drawn := g.get("reader", "monitor-drawn", "/cards-at?at=2020-06-24+06:00")["items"].([]any)
	if len(drawn) != len(numbers) {
		g.t.Errorf("computed %d, recorded %d", len(drawn), len(numbers))
	}
	g.refused("no instant", g.send(g.tokens["reader"], "GET", "/cards-at?at=yesterday", "", nil), 422, "form.invalid")
}

// letters: the register of the own unit page by page, one letter with its service,
// and the check that needs no token.
func (g *gateway) letters() {
	numbers := g.everyItem("reader", "letters-list", "/letters", "number")
	g.wantEach("letters", g.everyItem("reader", "letters-list", "/letters?limit=2", "number"), numbers)
	if other := g.get("other", "letters-list", "/letters")["items"].([]any); len(other) != 0 {
		g.t.Errorf("another unit sees %v", other)
	}
	id := g.everyItem("reader", "letters-list", "/letters?form=acceptance&state=valid&from=2020-06-01&to=2020-06-30", "id")[0]
	one := g.get("reader", "letters-letter", "/letters/"+id)
	if !slices.Contains(numbers, one["number"].(string)) || one["form"] != "acceptance" || one["state"] != "valid" || len(one["served"].([]any)) != 0 {
		g.t.Errorf("letter: %v of %v", one, numbers)
	}
	g.refused("another unit's", g.send(g.tokens["other"], "GET", "/letters/"+id, "", nil), 404, "store.no_row")
	g.refused("no day", g.send(g.tokens["reader"], "GET", "/letters?from=yesterday", "", nil), 422, "form.invalid")
	g.tokens["nobody"] = ""
	if none := g.get("nobody", "letters-verify", "/letter-check?code=0000"); none["found"] != false {
		g.t.Errorf("check: %v", none)
	}
}
