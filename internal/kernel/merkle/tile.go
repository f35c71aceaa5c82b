package merkle

import (
	"encoding/binary"
	"fmt"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/tlog"
)

// Tiles are 2^8 hashes wide (C2SP tlog-tiles).
const (
	tileHeight = 8
	TileWidth  = 1 << tileHeight
	maxLevel   = 63
)

// Tile names Width consecutive hashes at one level of the tree.
type Tile struct {
	Level int   // 0 holds leaf hashes; each level above, roots of full tiles below
	Index int64 // from 0 within the level
	Width int   // 1 to 256; less than 256 is a partial tile
}

// Path is the place of the tile below the log's prefix: tile/0/x001/x234/067.p/8.
func (t Tile) Path() string {
	return "tile/" + strconv.Itoa(t.Level) + "/" + indexPath(t.Index, t.Width)
}

// EntriesPath is the place of the bundle with the entries of a level 0 tile.
func EntriesPath(index int64, width int) string {
	return "tile/entries/" + indexPath(index, width)
}

// indexPath writes the index in groups of three digits, all but the last marked
// x, and the width if partial.
func indexPath(index int64, width int) string {
	path := fmt.Sprintf("%03d", index%1000)
	for index /= 1000; index > 0; index /= 1000 {
		path = fmt.Sprintf("x%03d/%s", index%1000, path)
	}
	if width < TileWidth {
		path += ".p/" + strconv.Itoa(width)
	}
	return path
}

// ParseTilePath reads a tile path and accepts only the form that Path writes.
func ParseTilePath(path string) (Tile, error) {
	level, rest, ok := strings.Cut(strings.TrimPrefix(path, "tile/"), "/")
	n, err := strconv.Atoi(level)
	tile := Tile{Level: n}
	if ok && err == nil && n >= 0 && n <= maxLevel {
		tile.Index, tile.Width, ok = parseIndexPath(rest)
	}
	if !ok || tile.Path() != path {
		return Tile{}, fmt.Errorf("分片路径“%s”不对，应像 tile/0/x001/234 或 tile/0/000.p/8", path)
	}
	return tile, nil
}

// ParseEntriesPath reads the path of an entry bundle.
func ParseEntriesPath(path string) (index int64, width int, err error) {
	index, width, ok := parseIndexPath(strings.TrimPrefix(path, "tile/entries/"))
	if !ok || EntriesPath(index, width) != path {
		return 0, 0, fmt.Errorf("条目路径“%s”不对，应像 tile/entries/x001/234 或 tile/entries/000.p/8", path)
	}
	return index, width, nil
}

// parseIndexPath reads loosely; the caller compares with the strict form.
func parseIndexPath(path string) (index int64, width int, ok bool) {
	width = TileWidth
	path, partial, isPartial := strings.Cut(path, ".p/")
	if isPartial {
		n, err := strconv.Atoi(partial)
		if err != nil || n < 1 || n >= TileWidth {
			return 0, 0, false
		}
		width = n
	}
	digits := strings.NewReplacer("x", "", "/", "").Replace(path)
	index, err := strconv.ParseInt(digits, 10, 64)
	return index, width, err == nil && index >= 0
}

// NewTiles lists the tiles to publish when the log grows from oldSize to newSize
// leaves, in the order in which they may be published.
func NewTiles(oldSize, newSize int64) []Tile {
	var tiles []Tile
	for _, t := range tlog.NewTiles(tileHeight, oldSize, newSize) {
		tiles = append(tiles, Tile{Level: t.L, Index: t.N, Width: t.W})
	}
	return tiles
}

// TileData reads the bytes of a tile: its hashes, one after another.
func TileData(t Tile, r HashReader) ([]byte, error) {
	data, err := tlog.ReadTileData(tlog.Tile{H: tileHeight, L: t.Level, N: t.Index, W: t.Width}, r)
	if err != nil {
		return nil, fmt.Errorf("读不出分片 %s，请检查留痕库: %w", t.Path(), err)
	}
	return data, nil
}

// AppendEntry adds an entry to a bundle: a big-endian 16-bit length, then the
// bytes.
func AppendEntry(bundle, entry []byte) ([]byte, error) {
	if len(entry) > MaxEntry {
		return bundle, fmt.Errorf("留痕有 %d 字节，超过 %d，请缩短", len(entry), MaxEntry)
	}
	return append(binary.BigEndian.AppendUint16(bundle, uint16(len(entry))), entry...), nil
}

// ParseEntries reads a bundle back; the entries share its memory.
func ParseEntries(bundle []byte) ([][]byte, error) {
	var entries [][]byte
	for rest := bundle; len(rest) > 0; {
		if len(rest) < 2 || len(rest)-2 < int(binary.BigEndian.Uint16(rest)) {
			return nil, wrong(PartFormat, fmt.Sprintf("第 %d 条之后条目文件不完整，请重新取一份", len(entries)))
		}
		end := 2 + int(binary.BigEndian.Uint16(rest))
		entries = append(entries, rest[2:end:end])
		rest = rest[end:]
	}
	if len(entries) > TileWidth {
		return nil, wrong(PartFormat, fmt.Sprintf("条目文件有 %d 条，最多 %d 条，请确认文件没有改动", len(entries), TileWidth))
	}
	return entries, nil
}
