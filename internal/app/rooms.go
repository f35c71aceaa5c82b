package app

import (
	"yingshang/internal/manifest"
	"yingshang/internal/registers/org"
	"yingshang/internal/registers/party"
	"yingshang/internal/registers/project"
	"yingshang/internal/registers/workdays"
	"yingshang/internal/rooms/caselog"
	"yingshang/internal/rooms/casework"
	"yingshang/internal/rooms/report"
)

// Rooms is the one list of registers and rooms, in the order of the report.
var Rooms = []manifest.Room{
	org.Manifest,
	workdays.Manifest,
	party.Manifest,
	project.Manifest,
	casework.Manifest,
	caselog.Manifest,
	report.Manifest,
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
