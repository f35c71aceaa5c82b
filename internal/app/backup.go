package app

import (
	"yingshang/internal/store"
)

type backupCommand struct {
	Create  backupCreate  `cmd:"" help:"备份到一个新目录（不含密钥）。"`
	Verify  backupVerify  `cmd:"" help:"核对一份备份是否完整。"`
	Restore backupRestore `cmd:"" help:"恢复到空的数据目录或空的数据库。"`
}

// backupJSON is a backup as programs read it.
type backupJSON struct {
	Dir    string `json:"dir"`
	At     string `json:"at"`
	Engine string `json:"engine"`
	Schema int64  `json:"schema"`
	Tables int    `json:"tables"`
	Rows   int64  `json:"rows"`
	Files  int    `json:"files"`
}

func (a *App) printBackup(dir, done string, m store.Manifest) error {
	v := backupJSON{Dir: dir, At: stamp(m.At), Engine: string(m.Engine), Schema: m.Schema, Tables: len(m.Tables), Files: len(m.Files)}
	for _, table := range m.Tables {
		v.Rows += table.Rows
	}
	if a.JSON {
		return a.printJSON(v)
	}
	return a.print("%s：%s，%s 时的数据，%d 张表 %d 行，%d 个文件", done, dir, m.At, v.Tables, v.Rows, v.Files)
}

type backupCreate struct {
	Dir string `arg:"" help:"备份目录，不能已经存在。"`
}

// Run writes the backup. The keys stay where they are and are kept apart.
func (c backupCreate) Run(a *App) error {
	return a.withData(func(s *store.Store) error {
		m, err := store.BackupCreate(a.Context, s, c.Dir)
		if err != nil {
			return err
		}
		a.say("密钥不在备份里，请另外保管数据目录里的 keys。")
		return a.printBackup(c.Dir, "已备份", m)
	})
}

type backupVerify struct {
	Dir string `arg:"" help:"备份目录。"`
}

// Run recomputes everything in the backup.
func (c backupVerify) Run(a *App) error {
	m, err := store.BackupVerify(a.Context, c.Dir)
	if err != nil {
		return err
	}
	return a.printBackup(c.Dir, "备份完好", m)
}

type backupRestore struct {
	Dir      string `arg:"" help:"备份目录。"`
	Known    int64  `placeholder:"N" help:"别处（回执、公示、见证）已知的最大留痕条数；比备份多就不恢复。"`
	Rollback string `placeholder:"REASON" help:"确需恢复较旧的备份时写明理由，会记入留痕。"`
}

// Run restores into the place --data or --db names.
func (c backupRestore) Run(a *App) error {
	m, err := store.BackupRestore(a.Context, c.Dir, store.Config{Dir: a.dir(), URL: a.DB, County: a.County, Clock: a.clock()},
		store.RestoreOptions{Known: c.Known, Rollback: c.Rollback})
	if err != nil {
		return err
	}
	return a.printBackup(c.Dir, "已恢复", m)
}
