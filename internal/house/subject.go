package house

import (
	"yingshang/internal/app"
	"yingshang/internal/manifest"
)

// Rooms are the manifests of the program: registers and rooms.
func Rooms() []manifest.Room { return app.Rooms }

// Route is one way in, as a door registers it.
type Route struct {
	Method string
	Path   string
	Perm   string // name of a manifest's permission
	Zh     string // title of the page or act
}

// Routes are the ways in of every door.
func Routes() []Route { return nil }
