package rating

import (
	"strings"
	"testing"

	"yingshang/internal/registers/journal"
	"yingshang/internal/store"
)

func Test申诉和数字里也看不到是谁(t *testing.T) {
	t.Parallel()
	both(t, func(t *testing.T, h *hall) {
		c, token := h.invited()
		r := h.rate(token, Answer{Level: 5, Channel: Mobile, Words: "推来推去", Device: "一台手机"})
		d, _ := h.pleads(h.task(r))
		h.act(func(tx *store.Tx) error { _, err := Decide(tx, coordinator, d.ID, 1, true, "查实"); return err })
		var seen []any
		for _, f := range figures {
			_, trace := h.figure(f.ID)
			seen = append(seen, trace)
		}
		h.read(func(tx *store.Tx) error {
			task, err := TaskByID(tx, head, d.ID)
			if err != nil {
				return err
			}
			leaves, err := journal.History(tx, d.ID)
			seen = append(seen, task, leaves)
			return err
		})
		text := jsonOf(t, seen)
		for _, secret := range []string{c.ID, c.No(), c.Party + `"`, r.ID, r.InvitationID, r.Device, "推来推去"} {
			if strings.Contains(text, secret) {
				t.Errorf("单位看得到的里面有 %s：%s", secret, text)
			}
		}
	})
}
