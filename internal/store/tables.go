package store

import "sort"

// The two engines name their catalogues differently; these texts stay here.
var tablesOf = map[Engine]string{
	SQLite: `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite!_%' ESCAPE '!'`,
	Postgres: `SELECT table_name FROM information_schema.tables
WHERE table_schema = current_schema() AND table_type = 'BASE TABLE'`,
}

// migrationTable is goose's own; its content differs between engines.
const migrationTable = "goose_db_version"

// Tables lists the tables of the schema, ordered by name.
func (tx *Tx) Tables() ([]string, error) {
	if tx.tables != nil {
		return tx.tables, nil
	}
	answer, err := tx.q.query(tx.ctx, tablesOf[tx.Engine()], nil)
	if err != nil {
		return nil, err
	}
	tables := []string{}
	err = eachOf(answer, func(values []any) error {
		if name := asText(values[0]); name != migrationTable {
			tables = append(tables, name)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	sort.Strings(tables)
	tx.tables = tables
	return tables, nil
}

// HasTable reports whether the schema has a table of this name.
func (tx *Tx) HasTable(name string) (bool, error) {
	tables, err := tx.Tables()
	i := sort.SearchStrings(tables, name)
	return err == nil && i < len(tables) && tables[i] == name, err
}
