package merkle

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// shelf stores hashes by index, as a database would.
type shelf []Hash

func (s shelf) ReadHashes(indexes []int64) ([]Hash, error) {
	out := make([]Hash, len(indexes))
	for i, index := range indexes {
		if index < 0 || index >= int64(len(s)) {
			return nil, fmt.Errorf("no hash %d", index)
		}
		out[i] = s[index]
	}
	return out, nil
}

// grow appends entries and stores what the tree says.
func grow(t testing.TB, tree *Tree, stored shelf, entries ...[]byte) shelf {
	t.Helper()
	for _, entry := range entries {
		first, hashes, err := tree.Append(entry)
		if err != nil {
			t.Fatal(err)
		}
		if first != int64(len(stored)) {
			t.Fatalf("hashes belong at %d, stored are %d", first, len(stored))
		}
		stored = append(stored, hashes...)
	}
	return stored
}

func newTree(t testing.TB) *Tree {
	t.Helper()
	tree, err := OpenTree(0, shelf(nil))
	if err != nil {
		t.Fatal(err)
	}
	return tree
}

// numbered makes n distinct entries.
func numbered(n int) [][]byte {
	entries := make([][]byte, n)
	for i := range entries {
		entries[i] = binary.BigEndian.AppendUint32(nil, uint32(i))
	}
	return entries
}

// wantPart checks that err is a *WrongError about the part.
func wantPart(t *testing.T, name string, err error, part Part) {
	t.Helper()
	var w *WrongError
	if !errors.As(err, &w) || w.Part != part || w.Error() == "" {
		t.Errorf("%s: error %v, want part %s", name, err, part)
	}
}

// rfcLeaves and rfcRoots are the reference vectors of RFC 6962 implementations.
var rfcLeaves = []string{"", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"}

var rfcRoots = []string{
	"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
	"6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
	"fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
	"aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
	"d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
	"4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
	"76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
	"ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
	"5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
}

func TestTree_RFC6962_roots(t *testing.T) {
	t.Parallel()
	tree, stored := newTree(t), shelf(nil)
	for size, want := range rfcRoots {
		if size > 0 {
			leaf, err := hex.DecodeString(rfcLeaves[size-1])
			if err != nil {
				t.Fatal(err)
			}
			stored = grow(t, tree, stored, leaf)
		}
		root, err := tree.Root()
		if err != nil || hex.EncodeToString(root[:]) != want {
			t.Errorf("size %d: root %x, %v; want %s", size, root[:], err, want)
		}
		if again, err := RootAt(int64(size), stored); err != nil || again != root {
			t.Errorf("size %d: stored hashes give %x, %v", size, again[:], err)
		}
	}
	if got := StoredCount(tree.Size()); got != int64(len(stored)) {
		t.Errorf("%d hashes stored, want %d", len(stored), got)
	}
}

// naiveRoot is RFC 6962 written out, to check against.
func naiveRoot(entries [][]byte) Hash {
	switch len(entries) {
	case 0:
		return sha256.Sum256(nil)
	case 1:
		return sha256.Sum256(append([]byte{0}, entries[0]...))
	}
	half := 1
	for half*2 < len(entries) {
		half *= 2
	}
	left, right := naiveRoot(entries[:half]), naiveRoot(entries[half:])
	return sha256.Sum256(slices.Concat([]byte{1}, left[:], right[:]))
}

func TestTree_equals_definition_and_survives_restart(t *testing.T) {
	t.Parallel()
	entries := numbered(300)
	tree, stored := newTree(t), shelf(nil)
	for i := range entries {
		stored = grow(t, tree, stored, entries[i])
		if i%7 == 3 { // a restart, and an append that is rolled back
			reopened, err := OpenTree(tree.Size(), stored)
			if err != nil {
				t.Fatal(err)
			}
			grow(t, tree.Clone(), slices.Clone(stored), []byte("undone"))
			tree = reopened
		}
		if root, err := tree.Root(); err != nil || root != naiveRoot(entries[:i+1]) {
			t.Fatalf("size %d: %x, %v", i+1, root[:], err)
		}
		if len(tree.edge) > 9 {
			t.Fatalf("size %d keeps %d hashes", i+1, len(tree.edge))
		}
	}
	if _, err := OpenTree(301, stored); err == nil {
		t.Error("a tree with missing hashes opened")
	}
	if _, _, err := tree.Append(make([]byte, MaxEntry+1)); err == nil {
		t.Error("an entry too long was appended")
	}
}

func TestProofs(t *testing.T) {
	t.Parallel()
	entries := numbered(70)
	stored := grow(t, newTree(t), nil, entries...)
	rapid.Check(t, func(rt *rapid.T) {
		size := int64(rapid.IntRange(1, len(entries)).Draw(rt, "size"))
		index := int64(rapid.IntRange(0, int(size)-1).Draw(rt, "index"))
		older := int64(rapid.IntRange(0, int(size)).Draw(rt, "older"))
		root, oldRoot := naiveRoot(entries[:size]), naiveRoot(entries[:older])
		proof, err := ProveInclusion(size, index, stored)
		if err != nil || CheckInclusion(proof, size, root, index, LeafHash(entries[index])) != nil {
			rt.Fatalf("inclusion: %v, %v", err, CheckInclusion(proof, size, root, index, LeafHash(entries[index])))
		}
		if err := CheckInclusion(proof, size, root, index, LeafHash([]byte("other"))); err == nil {
			rt.Fatal("another leaf passed")
		}
		if size > 1 && CheckInclusion(proof[:len(proof)-1], size, root, index, LeafHash(entries[index])) == nil {
			rt.Fatal("a short proof passed")
		}
		link, err := ProveConsistency(older, size, stored)
		if err != nil || CheckConsistency(link, older, oldRoot, size, root) != nil {
			rt.Fatalf("consistency: %v, %v", err, CheckConsistency(link, older, oldRoot, size, root))
		}
		if err := CheckConsistency(link, older, LeafHash(nil), size, root); err == nil {
			rt.Fatal("another old root passed")
		}
		if older > 0 && CheckConsistency(append(link, root), older, oldRoot, size, root) == nil {
			rt.Fatal("a long proof passed")
		}
	})
	_, err := ProveInclusion(5, 5, stored)
	_, err2 := ProveConsistency(6, 5, stored)
	if err == nil || err2 == nil {
		t.Errorf("proofs outside the log: %v, %v", err, err2)
	}
	wantPart(t, "shrunk", CheckConsistency(nil, 6, Hash{}, 5, Hash{}), PartProof)
	wantPart(t, "outside", CheckInclusion(nil, 5, Hash{}, 5, Hash{}), PartProof)
}

func TestTilePaths(t *testing.T) {
	t.Parallel()
	for path, tile := range map[string]Tile{
		"tile/0/000":           {0, 0, 256},
		"tile/0/x001/x234/067": {0, 1234067, 256},
		"tile/1/x001/234.p/8":  {1, 1234, 8},
		"tile/63/999.p/255":    {63, 999, 255},
	} {
		if got := tile.Path(); got != path {
			t.Errorf("%+v has path %s, want %s", tile, got, path)
		}
		if got, err := ParseTilePath(path); err != nil || got != tile {
			t.Errorf("ParseTilePath(%s) = %+v, %v", path, got, err)
		}
	}
	if got := EntriesPath(1234067, 3); got != "tile/entries/x001/x234/067.p/3" {
		t.Error(got)
	}
	if index, width, err := ParseEntriesPath("tile/entries/x001/000"); err != nil || index != 1000 || width != 256 {
		t.Error(index, width, err)
	}
	for _, bad := range []string{"", "tile/0/0", "tile/00/000", "tile/64/000", "tile/0/000.p/0", "tile/0/000.p/256", "tile/0/001/002", "tile/0/x000/001", "tile/-1/000", "tile/0/x001/../001", "0/000"} {
		if got, err := ParseTilePath(bad); err == nil {
			t.Errorf("ParseTilePath(%s) = %+v", bad, got)
		}
		if _, _, err := ParseEntriesPath(bad); err == nil {
			t.Errorf("ParseEntriesPath(%s) passed", bad)
		}
	}
}

func TestNewTiles_规范里的例子(t *testing.T) {
	t.Parallel()
	count := map[[2]int]int{}
	for _, tile := range NewTiles(0, 70_000) {
		if tile.Width == TileWidth {
			count[[2]int{tile.Level, 256}]++
		} else {
			count[[2]int{tile.Level, tile.Width}]++
		}
	}
	want := map[[2]int]int{{0, 256}: 273, {0, 112}: 1, {1, 256}: 1, {1, 17}: 1, {2, 1}: 1}
	if diff := cmp.Diff(want, count); diff != "" {
		t.Error(diff)
	}
}

func TestTileData_and_entries(t *testing.T) {
	t.Parallel()
	entries := numbered(257)
	stored := grow(t, newTree(t), nil, entries...)
	data, err := TileData(Tile{0, 0, 256}, stored)
	first := LeafHash(entries[0])
	if err != nil || len(data) != 8192 || Hash(data[:32]) != first {
		t.Errorf("level 0: %d bytes, %v", len(data), err)
	}
	above, err := TileData(Tile{1, 0, 1}, stored)
	if err != nil || Hash(above) != naiveRoot(entries[:256]) {
		t.Errorf("level 1: %x, %v", above, err)
	}
	var bundle []byte
	for _, entry := range entries[:3] {
		if bundle, err = AppendEntry(bundle, entry); err != nil {
			t.Fatal(err)
		}
	}
	if back, err := ParseEntries(bundle); err != nil || !cmp.Equal(back, entries[:3]) {
		t.Errorf("bundle reads %v, %v", back, err)
	}
	_, err = ParseEntries(bundle[:len(bundle)-1])
	wantPart(t, "cut bundle", err, PartFormat)
	_, err = ParseEntries(make([]byte, 2*257))
	wantPart(t, "wide bundle", err, PartFormat)
	if _, err := AppendEntry(nil, make([]byte, MaxEntry+1)); err == nil {
		t.Error("an entry too long was bundled")
	}
}

func benchmarkTree(b *testing.B, size int) (*Tree, shelf) {
	b.Helper()
	tree := newTree(b)
	return tree, grow(b, tree, nil, numbered(size)...)
}

func BenchmarkAppend(b *testing.B) {
	tree, _ := benchmarkTree(b, 1<<17-1)
	entry := []byte(strings.Repeat("x", 350))
	for b.Loop() {
		if _, _, err := tree.Append(entry); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkProveInclusion(b *testing.B) {
	_, stored := benchmarkTree(b, 100_000)
	for b.Loop() {
		if _, err := ProveInclusion(100_000, 54_321, stored); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkVerifyReceipt(b *testing.B) {
	log := newLog(b)
	text, verifier := log.receipt(b, 3), log.verifier
	for b.Loop() {
		if _, err := VerifyReceipt(text, log.signer.Name(), verifier); err != nil {
			b.Fatal(err)
		}
	}
}
