package ui

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"path"
	"strings"
)

//go:embed static
var static embed.FS

// Asset is one embedded file with its gzip twin.
type Asset struct {
	Name  string // with its content hash: "yingshang.1a2b3c4d5e.css"
	Media string
	Body  []byte
	Gzip  []byte
}

var mediaTypes = map[string]string{
	".css": "text/css; charset=utf-8",
	".js":  "text/javascript; charset=utf-8",
	".svg": "image/svg+xml",
	".ico": "image/x-icon",
}

var assets, hashed = loadAssets()

// loadAssets names every file by its content, so that browsers may keep it for
// ever. It panics on an unreadable embedded file: that is a broken build.
func loadAssets() (byName map[string]Asset, hashedName map[string]string) {
	byName, hashedName = map[string]Asset{}, map[string]string{}
	entries, err := static.ReadDir("static")
	if err != nil {
		panic(err)
	}
	for _, entry := range entries {
		body, err := static.ReadFile("static/" + entry.Name())
		if err != nil {
			panic(err)
		}
		sum := sha256.Sum256(body)
		ext := path.Ext(entry.Name())
		name := strings.TrimSuffix(entry.Name(), ext) + "." + hex.EncodeToString(sum[:5]) + ext
		byName[name] = Asset{Name: name, Media: mediaTypes[ext], Body: body, Gzip: gzipped(body)}
		hashedName[entry.Name()] = name
	}
	return byName, hashedName
}

func gzipped(body []byte) []byte {
	var b bytes.Buffer
	w, _ := gzip.NewWriterLevel(&b, gzip.BestCompression) // the level is a constant in range
	_, _ = w.Write(body)                                  // a bytes.Buffer takes everything
	_ = w.Close()
	return b.Bytes()
}

// FindAsset returns an embedded file by its hashed name.
func FindAsset(name string) (Asset, bool) {
	a, ok := assets[name]
	return a, ok
}

// Favicon is the site's small picture.
func Favicon() Asset { return assets[hashed["favicon.svg"]] }

// AssetHref is the address of an embedded file by its plain name. It panics on
// a name that is not embedded: that is a mistake in a template.
func AssetHref(name string) string {
	h, ok := hashed[name]
	if !ok {
		panic("no embedded file " + name)
	}
	return "/static/" + h
}
