package app

import (
	"slices"

	"yingshang/internal/manifest"
	"yingshang/internal/registers/identity"
	"yingshang/internal/registers/journal"
	"yingshang/internal/registers/letters"
	"yingshang/internal/registers/org"
	"yingshang/internal/registers/papers"
	"yingshang/internal/registers/party"
	"yingshang/internal/registers/project"
	"yingshang/internal/registers/workdays"
	"yingshang/internal/rooms/appraisal"
	"yingshang/internal/rooms/assistance"
	"yingshang/internal/rooms/bundle"
	"yingshang/internal/rooms/caselog"
	"yingshang/internal/rooms/casework"
	"yingshang/internal/rooms/catalogue"
	"yingshang/internal/rooms/documents"
	"yingshang/internal/rooms/enquiry"
	"yingshang/internal/rooms/hall"
	"yingshang/internal/rooms/incident"
	"yingshang/internal/rooms/mandate"
	"yingshang/internal/rooms/monitor"
	"yingshang/internal/rooms/normdoc"
	"yingshang/internal/rooms/outreach"
	"yingshang/internal/rooms/rating"
	"yingshang/internal/rooms/replication"
	"yingshang/internal/rooms/report"
	"yingshang/internal/rooms/supervision"
)

// watched are the registers and rooms whose clocks the monitor watches.
var watched = []manifest.Room{
	journal.Manifest,
	identity.Manifest,
	org.Manifest,
	workdays.Manifest,
	party.Manifest,
	project.Manifest,
	papers.Manifest,
	letters.Manifest,
	catalogue.Over(manifest.GroundsOf([]manifest.Room{normdoc.Manifest})),
	casework.Manifest,
	bundle.Manifest,
	rating.Manifest,
	assistance.Manifest,
	caselog.Manifest,
	appraisal.Manifest,
	normdoc.Over(manifest.CitationsOf([]manifest.Room{catalogue.Manifest})),
	mandate.Manifest,
	replication.Manifest,
	incident.Manifest,
	enquiry.Over(casework.Manifest, caselog.Manifest),
	documents.Manifest,
	hall.Manifest,
	outreach.Manifest,
	supervision.Manifest,
}

// watcher is the monitor over every clock.
var watcher = monitor.Watch(clocks())

func clocks() []manifest.ClockSource {
	var out []manifest.ClockSource
	for _, room := range watched {
		out = append(out, room.Clocks...)
	}
	return out
}

// appraiser reckons scores from the records of the other rooms.
var appraiser = Appraiser()

// Appraiser is the keeper of scores over the rooms of the program.
func Appraiser() *appraisal.Keeper {
	rooms := append(watched[:len(watched):len(watched)], watcher.Room())
	return appraisal.Over(slices.DeleteFunc(rooms, func(r manifest.Room) bool { return r.Name == appraisal.Manifest.Name }))
}

// Rooms is the one list of registers and rooms, in the order of the report.
var Rooms = append(watched[:len(watched):len(watched)], watcher.Room(), report.Manifest)

// mandated fills indicators in from the figures of the rooms.
var mandated = Mandated()

// Mandated is the keeper of indicators over the rooms of the program.
func Mandated() *mandate.Keeper {
	return mandate.Over(append(watched[:len(watched):len(watched)], watcher.Room()))
}

// registry is every figure of the rooms.
var registry = report.NewRegistry(Rooms)

// importers returns every ledger kind, in the order of the rooms.
func importers() []manifest.Importer {
	var out []manifest.Importer
	for _, room := range Rooms {
		out = append(out, room.Importers...)
	}
	return out
}
