package demo

import (
	"strconv"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/rooms/monitor"
	"yingshang/internal/rooms/rating"
	"yingshang/internal/store"
)

func init() {
	actions["评价"] = rate
	actions["系统故障"] = systemFault
}

// rate gives the rating of a case through its single-use token, as the holder
// of the receipt does.
func rate(r *replay, tx *store.Tx, _ flow.Actor, e Event) error {
	token, err := rating.Token(tx, flow.System("demo"), r.cases[e.Case])
	if err != nil {
		return err
	}
	level, err := strconv.Atoi(e.Get("结论"))
	if err != nil {
		return err
	}
	_, err = rating.Rate(tx, flow.Actor{}, string(token), rating.Answer{Level: rating.Level(level),
		Channel: rating.Channel(e.Get("渠道")), Words: e.Get("说明"), Device: "示例设备" + e.Case})
	return err
}

// systemFault reports a fault of office hours and has a second person of the
// supervising office certify it.
func systemFault(r *replay, tx *store.Tx, by flow.Actor, e Event) error {
	day, _, err := e.Day("日期")
	if err != nil {
		return err
	}
	f, err := monitor.ReportFault(tx, by, monitor.FaultInput{System: "不动产登记系统", From: day.Start() + hour(8), To: day.Start() + hour(18),
		Units: []string{e.Get("事项")}, Cause: e.Get("说明"), Document: e.Get("文号")})
	if err != nil {
		return err
	}
	second, err := r.actor(tx, Event{By: e.Get("材料"), cells: map[string]string{}})
	if err != nil {
		return err
	}
	_, err = monitor.CertifyFault(tx, second, f.ID, f.Version, "附运维日志，属实")
	return err
}

func hour(n int) calendar.Instant { return calendar.Instant(n) * 3_600_000 }
