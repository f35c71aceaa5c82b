package journal

import (
	"strings"

	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/merkle"
	"yingshang/internal/store"
)

// Part is one published file of the log.
type Part struct {
	Content   []byte
	Mime      string
	Immutable bool // may be cached for ever
}

// Serve returns the part of the log at a C2SP tlog-tiles path below the log's
// address: "checkpoint", "tile/<L>/<N>[.p/<W>]" or "tile/entries/<N>[.p/<W>]".
// Only what the newest checkpoint covers is published. It needs no sign-in:
// leaves hold no personal data. Unknown paths answer NoSuchTile.
func Serve(tx *store.Tx, path string) (Part, error) {
	text, size, ok, err := Checkpoint(tx)
	if err != nil {
		return Part{}, err
	}
	switch {
	case !ok:
		return Part{}, NoSuchTile.New(fault.Args{"path": path})
	case path == "checkpoint":
		return Part{Content: text, Mime: "text/plain; charset=utf-8"}, nil
	case strings.HasPrefix(path, "tile/entries/"):
		return serveEntries(tx, path, size)
	}
	return serveTile(tx, path, size)
}

func serveTile(tx *store.Tx, path string, size int64) (Part, error) {
	tile, err := merkle.ParseTilePath(path)
	// A hash at level l of tiles covers 256^l leaves; above level 7 none exists.
	if err != nil || tile.Level > 7 || !covered(tile.Index, tile.Width, size>>(8*tile.Level)) {
		return Part{}, NoSuchTile.Because(err, fault.Args{"path": path})
	}
	data, err := merkle.TileData(tile, hashes{tx})
	return Part{data, "application/octet-stream", true}, err
}

func serveEntries(tx *store.Tx, path string, size int64) (Part, error) {
	index, width, err := merkle.ParseEntriesPath(path)
	if err != nil || !covered(index, width, size) {
		return Part{}, NoSuchTile.Because(err, fault.Args{"path": path})
	}
	leaves, err := leavesFrom.All(tx, tx.County(), index*merkle.TileWidth, width)
	if err != nil {
		return Part{}, err
	}
	var bundle []byte
	for i, leaf := range leaves {
		if *leaf.Place != index*merkle.TileWidth+int64(i) {
			return Part{}, TreeDamaged.New(fault.Args{"place": *leaf.Place})
		}
		if bundle, err = merkle.AppendEntry(bundle, leaf.Entry); err != nil {
			return Part{}, err
		}
	}
	return Part{bundle, "application/octet-stream", true}, nil
}

// covered reports whether width hashes from index*256 on lie below the count,
// without overflow for absurd indexes.
func covered(index int64, width int, count int64) bool {
	return index <= count/merkle.TileWidth && index*merkle.TileWidth+int64(width) <= count
}

// ProveConsistency returns the proof that the log of the newest checkpoint
// begins with the first older leaves, for witnesses (见证方).
func ProveConsistency(tx *store.Tx, older int64) (proof []merkle.Hash, newest []byte, err error) {
	text, size, ok, err := Checkpoint(tx)
	if err != nil || !ok {
		return nil, nil, err
	}
	proof, err = merkle.ProveConsistency(older, size, hashes{tx})
	return proof, text, err
}
