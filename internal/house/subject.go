package house

import (
	"yingshang/internal/manifest"
	"yingshang/internal/rooms/casework"
)

// Rooms are the manifests the house is tested with.
func Rooms() []manifest.Room { return []manifest.Room{casework.Manifest} }

// Route is one way in, as a door registers it.
type Route struct {
	Method string
	Path   string
	Perm   string // name of a manifest's permission
	Zh     string // title of the page or act
}

// Routes are the ways in of every door.
func Routes() []Route { return nil }
