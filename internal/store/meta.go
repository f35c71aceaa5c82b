package store

var (
	saveMark = Exec(`
INSERT INTO store_meta (name, value) VALUES ($1, '1') ON CONFLICT (name) DO NOTHING`)
	readMark = Query[struct{ Value string }](`SELECT value FROM store_meta WHERE name = $1`)
)

// Mark sets a lasting mark on the whole store, such as "demo". A mark is never
// taken off.
func (tx *Tx) Mark(name string) error {
	_, err := saveMark.Run(tx, "mark."+name)
	return err
}

// Marked reports whether the store bears the mark.
func (tx *Tx) Marked(name string) (bool, error) {
	_, marked, err := readMark.Find(tx, "mark."+name)
	return marked, err
}
