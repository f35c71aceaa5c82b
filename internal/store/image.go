package store

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"regexp"
	"sort"
	"strings"
)

var tableName = regexp.MustCompile(`^[a-z][a-z0-9_]*$`)

// RowImage returns the canonical text of one record and its SHA-256 in hex:
// one "column=value" line per column that is not NULL, ordered by column name.
// A column added later must be nullable, so that older images stay the same.
// ok is false when there is no such row.
func (tx *Tx) RowImage(table, id string) (text, digest string, ok bool, err error) {
	if !tableName.MatchString(table) {
		return "", "", false, fmt.Errorf("store: %q is no table name", table)
	}
	answer, err := tx.q.query(tx.ctx, "SELECT * FROM "+table+" WHERE county = $1 AND id = $2", []any{tx.County(), id})
	if err != nil {
		return "", "", false, err
	}
	err = eachOf(answer, func(values []any) error {
		text, ok = imageText(answer.columns(), values), true
		return nil
	})
	if err != nil || !ok {
		return "", "", false, err
	}
	sum := sha256.Sum256([]byte(text))
	return text, hex.EncodeToString(sum[:]), true, nil
}

func imageText(columns []string, values []any) string {
	lines := make([]string, 0, len(columns))
	for i, name := range columns {
		switch v := values[i].(type) {
		case nil:
		case []byte:
			lines = append(lines, name+"=x"+hex.EncodeToString(v))
		case int64:
			lines = append(lines, fmt.Sprintf("%s=%d", name, v))
		default:
			lines = append(lines, fmt.Sprintf("%s=%q", name, asText(v)))
		}
	}
	sort.Strings(lines)
	return strings.Join(lines, "\n")
}
