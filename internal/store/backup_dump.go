package store

import (
	"bufio"
	"compress/gzip"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"io"
	"os"
	"path"
	"path/filepath"
	"slices"
	"sort"
	"strconv"
	"strings"

	"yingshang/internal/kernel/merkle"
	"yingshang/internal/store/seal"
)

// A table's file is gzip-compressed lines of JSON: the first line lists the
// columns by name, every other line the values of one row. A BLOB is an object
// {"b": base64}.
type blobValue struct {
	B []byte `json:"b"`
}

// rowSum adds up row digests modulo 2^256.
type rowSum struct {
	rows int64
	sum  [sha256.Size]byte
}

func (s *rowSum) add(line []byte) {
	digest := sha256.Sum256(line)
	carry := 0
	for i := len(s.sum) - 1; i >= 0; i-- {
		carry += int(s.sum[i]) + int(digest[i])
		s.sum[i] = byte(carry)
		carry >>= 8
	}
	s.rows++
}

func (s *rowSum) info() TableInfo { return TableInfo{s.rows, hex.EncodeToString(s.sum[:])} }

// dumpTables writes every table of the transaction's state into dir.
func dumpTables(tx *Tx, dir string, m *Manifest) error {
	version, err := schemaVersion(tx)
	if err != nil {
		return err
	}
	m.Schema = version
	tables, err := tx.Tables()
	if err != nil {
		return err
	}
	for _, table := range tables {
		name := path.Join(tablesDir, table+".jsonl.gz")
		file, err := newHashedFile(filepath.Join(dir, name))
		if err != nil {
			return err
		}
		info, err := dumpTable(tx, table, file, m.Trees)
		if err = errors.Join(err, file.close()); err != nil {
			return fmt.Errorf("table %s: %w", table, err)
		}
		m.Tables[table] = info
		m.Files[name] = file.info()
	}
	return seal.SyncDir(filepath.Join(dir, tablesDir))
}

func dumpTable(tx *Tx, table string, into io.Writer, trees map[string]TreeInfo) (TableInfo, error) {
	packed, err := gzip.NewWriterLevel(into, gzip.BestSpeed)
	if err != nil {
		return TableInfo{}, err
	}
	var sum rowSum
	err = eachRow(tx, table, func(columns []string, values []any, line []byte) error {
		if values == nil {
			_, err := packed.Write(line)
			return err
		}
		sum.add(line)
		if table == "journal_checkpoint" {
			noteTree(trees, columns, values)
		}
		_, err := packed.Write(line)
		return err
	})
	return sum.info(), errors.Join(err, packed.Close())
}

// eachRow streams a table: once with the line of column names and no values,
// then once per row.
func eachRow(tx *Tx, table string, do func(columns []string, values []any, line []byte) error) error {
	columns, err := columnsOf(tx, table)
	if err != nil {
		return err
	}
	head, err := json.Marshal(columns)
	if err != nil {
		return err
	}
	if err := do(columns, nil, append(head, '\n')); err != nil {
		return err
	}
	answer, err := tx.q.query(tx.ctx, "SELECT "+strings.Join(columns, ", ")+" FROM "+table, nil)
	if err != nil {
		return err
	}
	var line []byte
	return eachOf(answer, func(values []any) error {
		if line, err = appendRow(line[:0], values); err != nil {
			return err
		}
		return do(columns, values, line)
	})
}

// columnsOf lists a table's columns by name, the same on both engines.
func columnsOf(tx *Tx, table string) ([]string, error) {
	if !tableName.MatchString(table) {
		return nil, fmt.Errorf("store: %q is no table name", table)
	}
	answer, err := tx.q.query(tx.ctx, "SELECT * FROM "+table+" WHERE 1 = 0", nil)
	if err != nil {
		return nil, err
	}
	defer answer.close()
	columns := slices.Clone(answer.columns())
	sort.Strings(columns)
	return columns, nil
}

func appendRow(line []byte, values []any) ([]byte, error) {
	line = append(line, '[')
	for i, value := range values {
		if i > 0 {
			line = append(line, ',')
		}
		switch v := value.(type) {
		case nil:
			line = append(line, "null"...)
		case int64:
			line = strconv.AppendInt(line, v, 10)
		case []byte:
			line = append(line, `{"b":"`...)
			line = base64.StdEncoding.AppendEncode(line, v)
			line = append(line, `"}`...)
		default:
			text, err := json.Marshal(asText(v))
			if err != nil {
				return nil, err
			}
			line = append(line, text...)
		}
	}
	return append(line, "]\n"...), nil
}

// parseRow reads what appendRow wrote.
func parseRow(line []byte) ([]any, error) {
	var raw []json.RawMessage
	if err := json.Unmarshal(line, &raw); err != nil {
		return nil, err
	}
	values := make([]any, len(raw))
	for i, text := range raw {
		switch text[0] {
		case 'n':
		case '"':
			var s string
			if err := json.Unmarshal(text, &s); err != nil {
				return nil, err
			}
			values[i] = s
		case '{':
			b := blobValue{B: []byte{}}
			if err := json.Unmarshal(text, &b); err != nil {
				return nil, err
			}
			values[i] = b.B
		default:
			n, err := strconv.ParseInt(string(text), 10, 64)
			if err != nil {
				return nil, err
			}
			values[i] = n
		}
	}
	return values, nil
}

// noteTree keeps the newest checkpoint of each county.
func noteTree(trees map[string]TreeInfo, columns []string, values []any) {
	row := map[string]any{}
	for i, name := range columns {
		row[name] = values[i]
	}
	county := asText(row["county"])
	size, _ := row["size"].(int64)
	if old, known := trees[county]; !known || size > old.Size {
		trees[county] = TreeInfo{size, hex.EncodeToString(asBytes(row["root"])), asText(row["note"])}
	}
}

// readTable streams a table's file: the columns, then every row.
func readTable(file string, row func(columns []string, values []any, line []byte) error) error {
	f, err := os.Open(file)
	if err != nil {
		return err
	}
	defer f.Close() // opened for reading: nothing to lose
	packed, err := gzip.NewReader(f)
	if err != nil {
		return err
	}
	lines := bufio.NewReaderSize(packed, 1<<16)
	head, err := lines.ReadBytes('\n')
	if err != nil {
		return err
	}
	var columns []string
	if err := json.Unmarshal(head, &columns); err != nil {
		return err
	}
	for {
		line, err := lines.ReadBytes('\n')
		if errors.Is(err, io.EOF) && len(line) == 0 {
			return nil
		}
		if err != nil {
			return err
		}
		values, err := parseRow(line)
		if err != nil {
			return err
		}
		if len(values) != len(columns) {
			return fmt.Errorf("%d values for %d columns", len(values), len(columns))
		}
		if err := row(columns, values, line); err != nil {
			return err
		}
	}
}

// leafRoots recomputes the roots of the journals in a backup from the leaves.
type leafRoots struct {
	leaves map[string]map[int64]merkle.Hash
}

func (l *leafRoots) add(columns []string, values []any) {
	var county string
	var entry []byte
	place := int64(-1)
	for i, name := range columns {
		switch name {
		case "county":
			county = asText(values[i])
		case "entry":
			entry = asBytes(values[i])
		case "place":
			if n, ok := values[i].(int64); ok {
				place = n
			}
		}
	}
	if place < 0 {
		return
	}
	if l.leaves[county] == nil {
		l.leaves[county] = map[int64]merkle.Hash{}
	}
	l.leaves[county][place] = merkle.LeafHash(entry)
}

// root is the RFC 6962 hash of the leaves from on to below to.
func (l *leafRoots) root(county string, from, to int64) (root merkle.Hash, ok bool) {
	switch to - from {
	case 0:
		return sha256.Sum256(nil), true
	case 1:
		root, ok = l.leaves[county][from]
		return root, ok
	}
	half := int64(1)
	for half*2 < to-from {
		half *= 2
	}
	left, okLeft := l.root(county, from, from+half)
	right, okRight := l.root(county, from+half, to)
	return sha256.Sum256(append(append([]byte{1}, left[:]...), right[:]...)), okLeft && okRight
}

// hashedFile is a file being written with its digest.
type hashedFile struct {
	f    *os.File
	hash hash.Hash
	size int64
}

func newHashedFile(path string) (*hashedFile, error) {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return nil, err
	}
	return &hashedFile{f: f, hash: sha256.New()}, nil
}

func (h *hashedFile) Write(p []byte) (int, error) {
	n, err := h.f.Write(p)
	h.hash.Write(p[:n])
	h.size += int64(n)
	return n, err
}

func (h *hashedFile) close() error { return errors.Join(h.f.Sync(), h.f.Close()) }

func (h *hashedFile) info() FileInfo { return FileInfo{h.size, hex.EncodeToString(h.hash.Sum(nil))} }
