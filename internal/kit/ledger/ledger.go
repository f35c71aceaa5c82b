package ledger

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"iter"
	"path/filepath"

	"yingshang/internal/kernel/fault"
	"yingshang/internal/manifest"
)

// File is a file as it was handed in.
type File struct {
	Name string
	Data []byte
}

// Bounds of what is read. A CSV file is read row by row and may be longer.
const (
	maxWorkbook  = 30 << 20
	maxText      = 256 << 20
	maxSheetRows = 100_000
	maxColumns   = 256
)

// Table is a file whose heading has been understood.
type Table struct {
	File    string
	Digest  string   // SHA-256 of the file, hex
	Sheet   string   // empty for CSV
	Heading int      // number of the last heading row
	Mapped  []Mapped // columns found, in the file's order
	Ignored []string // headings that belong to no column
	grid    grid
	columns []manifest.Column
}

// Mapped says where a column was found.
type Mapped struct {
	Column  manifest.Column
	Heading string
	At      int // index of the cell
}

// grid is a sheet before anything is understood. each yields the rows that are
// not blank with their numbers; it can be run again. A fault on the way (a
// quotation mark without its twin) comes as the last row's problem.
type grid struct {
	sheet  string
	merges []merge
	each   iter.Seq[gridRow]
}

type gridRow struct {
	number  int
	cells   []string
	problem string // the row could not be read; reading stops here
}

// merge is a merged range; rows are counted from 1, columns from 0.
type merge struct {
	top, bottom, left, right int
	value                    string
}

// Read understands the file's heading for the given columns. Rows are read by
// Import. The fault says what to do with a file that cannot be used.
func Read(columns []manifest.Column, f File) (*Table, error) {
	f.Name = filepath.Base(f.Name)
	grids, err := gridsOf(f)
	if err != nil {
		return nil, err
	}
	t, err := bestTable(columns, f.Name, grids)
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256(f.Data)
	t.File, t.Digest = f.Name, hex.EncodeToString(sum[:])
	return t, nil
}

// signatures tell kinds of files apart by their first bytes; an ending may lie.
var signatures = []struct {
	prefix []byte
	open   func(f File) ([]grid, error)
}{
	{[]byte("PK\x03\x04"), workbook},
	{[]byte{0xD0, 0xCF, 0x11, 0xE0}, oldWorkbook},
	{[]byte("%PDF"), notATable},
	{[]byte("\x89PNG"), notATable},
	{[]byte{0xFF, 0xD8, 0xFF}, notATable},
	{[]byte("Rar!"), notATable},
	{[]byte("7z\xBC\xAF"), notATable},
	{[]byte{0x1F, 0x8B}, notATable},
	{[]byte("<"), notATable},
}

func gridsOf(f File) ([]grid, error) {
	args := fault.Args{"file": f.Name}
	if len(bytes.TrimSpace(f.Data)) == 0 {
		return nil, Empty.New(args)
	}
	for _, s := range signatures {
		if bytes.HasPrefix(f.Data, s.prefix) {
			return s.open(f)
		}
	}
	return textTable(f)
}

func notATable(f File) ([]grid, error) { return nil, NotATable.New(fault.Args{"file": f.Name}) }

// oldWorkbook tells an encrypted workbook from one of the former formats: both
// are OLE containers, the former holds a stream of this name.
func oldWorkbook(f File) ([]grid, error) {
	args := fault.Args{"file": f.Name}
	if bytes.Contains(f.Data, utf16("EncryptedPackage")) {
		return nil, Encrypted.New(args)
	}
	return nil, OldFormat.New(args)
}

func utf16(s string) []byte {
	out := make([]byte, 0, 2*len(s))
	for i := range len(s) {
		out = append(out, s[i], 0)
	}
	return out
}

// bestTable takes the sheet whose heading fits best. Two sheets that fit as
// well and hold rows cannot be told apart by a program.
func bestTable(columns []manifest.Column, file string, grids []grid) (*Table, error) {
	var best, twin *Table
	for _, g := range grids {
		t := findHeading(columns, g)
		switch {
		case t == nil:
		case best == nil || len(t.Mapped) > len(best.Mapped):
			best, twin = t, nil
		case len(t.Mapped) == len(best.Mapped) && twin == nil:
			twin = t
		}
	}
	if best == nil {
		return nil, NoHeading.New(fault.Args{"file": file, "columns": requiredNames(columns)})
	}
	if twin != nil && best.hasRows() && twin.hasRows() {
		return nil, TwoSheets.New(fault.Args{"first": best.Sheet, "second": twin.Sheet})
	}
	if twin != nil && twin.hasRows() {
		best = twin
	}
	if err := best.checkHeading(); err != nil {
		return nil, err
	}
	if !best.hasRows() {
		return nil, Empty.New(fault.Args{"file": file})
	}
	return best, nil
}

func (t *Table) hasRows() bool {
	for row := range t.grid.each {
		if row.number > t.Heading {
			return true
		}
	}
	return false
}

// place names a cell's column as a spreadsheet program does: 第 C 列.
func place(at int) string {
	name := ""
	for n := at + 1; n > 0; n = (n - 1) / 26 {
		name = string(rune('A'+(n-1)%26)) + name
	}
	return fmt.Sprintf("第 %s 列", name)
}
