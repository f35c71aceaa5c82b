package journal_test

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"yingshang/internal/kernel/merkle"
	"yingshang/internal/registers/journal"
	"yingshang/internal/store"
	"yingshang/internal/store/storetest"
)

// victim is one thing with its two leaves, to be damaged.
type victim struct {
	id          string
	first, last journal.Leaf
	place       int64 // of first; last follows at once
}

// damage changes the database behind the house's back and says what must be
// named: a table with a row, or a place.
type damage struct {
	name string
	do   func(t *testing.T, db *sql.DB, v victim, r *rand.Rand) (table, row string)
}

func someDay(r *rand.Rand) string { return fmt.Sprintf("2020-05-%02d", 1+r.IntN(28)) }

func set(table, column string) func(*testing.T, *sql.DB, victim, *rand.Rand) (string, string) {
	return func(t *testing.T, db *sql.DB, v victim, r *rand.Rand) (string, string) {
		if n := storetest.Do(t, db, "UPDATE "+table+" SET "+column+" WHERE id = $1", v.id); n != 1 {
			t.Fatalf("%d rows", n)
		}
		return table, v.id
	}
}

func leafSet(column string) func(*testing.T, *sql.DB, victim, *rand.Rand) (string, string) {
	return func(t *testing.T, db *sql.DB, v victim, r *rand.Rand) (string, string) {
		leaf := v.first
		if r.IntN(2) == 0 {
			leaf = v.last
		}
		if n := storetest.Do(t, db, "UPDATE journal_leaf SET "+column+" WHERE id = $1", leaf.ID); n != 1 {
			t.Fatalf("%d rows", n)
		}
		return "journal_leaf", leaf.ID
	}
}

var damages = []damage{
	{"改办结期限", func(t *testing.T, db *sql.DB, v victim, r *rand.Rand) (string, string) {
		storetest.Do(t, db, "UPDATE fixture_thing SET due = $1 WHERE id = $2", someDay(r), v.id)
		return "fixture_thing", v.id
	}},
	{"改状态", set("fixture_thing", "state = 'open'")},
	{"改版本", set("fixture_thing", "version = version + 1")},
	{"清空备注", set("fixture_thing", "note = NULL")},
	{"删记录", func(t *testing.T, db *sql.DB, v victim, _ *rand.Rand) (string, string) {
		storetest.Do(t, db, "DELETE FROM fixture_thing WHERE id = $1", v.id)
		return "fixture_thing", v.id
	}},
	{"改记录并改摘要", func(t *testing.T, db *sql.DB, v victim, _ *rand.Rand) (string, string) {
		storetest.Do(t, db, "UPDATE fixture_thing SET due = '2020-01-02' WHERE id = $1", v.id)
		storetest.Do(t, db, "UPDATE journal_row SET digest = $1 WHERE row_id = $2", strings.Repeat("0", 64), v.id)
		return "fixture_thing", v.id
	}},
	{"退回旧摘要", func(t *testing.T, db *sql.DB, v victim, _ *rand.Rand) (string, string) {
		storetest.Do(t, db, "UPDATE fixture_thing SET state = 'open', version = 1 WHERE id = $1", v.id)
		storetest.Do(t, db, "UPDATE journal_row SET leaf_id = $1 WHERE row_id = $2", v.first.ID, v.id)
		return "fixture_thing", v.id
	}},
	{"删行摘要", func(t *testing.T, db *sql.DB, v victim, _ *rand.Rand) (string, string) {
		storetest.Do(t, db, "DELETE FROM journal_row WHERE row_id = $1", v.id)
		return "journal_row", "fixture_thing/" + v.id
	}},
	{"改留痕时间", leafSet("at = at - 86400000")},
	{"改留痕经办人", leafSet("actor = 'somebody'")},
	{"改留痕内容", leafSet("payload = '{}'")},
	{"改盐值", func(t *testing.T, db *sql.DB, v victim, _ *rand.Rand) (string, string) {
		storetest.Do(t, db, "UPDATE journal_leaf SET salt = $1 WHERE id = $2", make([]byte, 16), v.first.ID)
		return "journal_leaf", v.first.ID
	}},
	{"改留痕正文", func(t *testing.T, db *sql.DB, v victim, _ *rand.Rand) (string, string) {
		entry := []byte(strings.Replace(string(v.last.Entry), "clerk1", "clerk2", 1))
		storetest.Do(t, db, "UPDATE journal_leaf SET entry = $1 WHERE id = $2", entry, v.last.ID)
		return "journal_leaf", v.last.ID
	}},
	{"改写留痕并配好散列", func(t *testing.T, db *sql.DB, v victim, _ *rand.Rand) (string, string) {
		entry := []byte(strings.Replace(string(v.last.Entry), "clerk1", "clerk2", 1))
		hash := merkle.LeafHash(entry)
		storetest.Do(t, db, "UPDATE journal_leaf SET entry = $1, hash = $2, actor = 'clerk2' WHERE id = $3", entry, hash[:], v.last.ID)
		return "journal_leaf", v.last.ID
	}},
	{"删留痕", func(t *testing.T, db *sql.DB, v victim, _ *rand.Rand) (string, string) {
		storetest.Do(t, db, "DELETE FROM journal_leaf WHERE id = $1", v.last.ID)
		return "place", fmt.Sprint(v.place + 1)
	}},
	{"调换顺序", func(t *testing.T, db *sql.DB, v victim, _ *rand.Rand) (string, string) {
		storetest.Do(t, db, "UPDATE journal_leaf SET place = 1000000 + place WHERE id = $1", v.first.ID)
		storetest.Do(t, db, "UPDATE journal_leaf SET place = $1 WHERE id = $2", v.place, v.last.ID)
		storetest.Do(t, db, "UPDATE journal_leaf SET place = $1 WHERE id = $2", v.place+1, v.first.ID)
		return "journal_leaf", v.first.ID
	}},
	{"改对象的最后留痕", func(t *testing.T, db *sql.DB, v victim, _ *rand.Rand) (string, string) {
		storetest.Do(t, db, "UPDATE journal_subject SET hash = $1 WHERE subject = $2", v.first.Hash, v.id)
		return "journal_subject", v.id
	}},
	{"改留痕树叶子", func(t *testing.T, db *sql.DB, v victim, _ *rand.Rand) (string, string) {
		storetest.Do(t, db, "UPDATE journal_hash SET hash = $1 WHERE n = $2", v.first.Hash, merkle.StoredCount(v.place+1))
		return "journal_leaf", v.last.ID
	}},
}

// TestEveryEditIsNamed makes 216 random edits behind the house's back and asks
// that each is named (IN-02, IN-09).
func TestEveryEditIsNamed(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, _ *store.SetClock) {
		storetest.ThingTable(t, s)
		const edits = 216
		r := rand.New(rand.NewPCG(430922, 2020))
		var victims []victim
		for i := range int64(edits) {
			id, first := filed(t, s)
			victims = append(victims, victim{id, first, moved(t, s, id, "closed"), 2 * i})
		}
		sequenced(t, s)
		saved := checkpoint(t, s)
		if v := verified(t, s, saved); !v.Sound() {
			t.Fatalf("before: %+v", v.Findings[0])
		}
		db := storetest.Raw(t, s)
		lowest := int64(edits * 2)
		wanted := map[string]string{}
		for i, v := range victims {
			d := damages[i%len(damages)]
			table, row := d.do(t, db, v, r)
			wanted[table+" "+row] = d.name
		}
		verdict := verified(t, s, saved)
		for _, f := range verdict.Findings {
			delete(wanted, f.Table+" "+f.Row)
			delete(wanted, fmt.Sprintf("place %d", f.Place))
			if f.Place >= 0 {
				lowest = min(lowest, f.Place)
			}
		}
		for what, name := range wanted {
			t.Errorf("%s is not named: %s", name, what)
		}
		if verdict.First.Place != lowest || lowest > 1 {
			t.Errorf("first bad entry is %d, lowest is %d", verdict.First.Place, lowest)
		}
	})
}

// TestEachDamageAlone asks that a single damage is found first and that nothing
// far from it is accused.
func TestEachDamageAlone(t *testing.T) {
	t.Parallel()
	for _, d := range damages {
		t.Run(d.name, func(t *testing.T) {
			t.Parallel()
			s, _ := storetest.SQLite(t)
			storetest.ThingTable(t, s)
			var victims []victim
			for i := range int64(9) {
				id, first := filed(t, s)
				victims = append(victims, victim{id, first, moved(t, s, id, "closed"), 2 * i})
			}
			sequenced(t, s)
			v := victims[4]
			d.do(t, storetest.Raw(t, s), v, rand.New(rand.NewPCG(1, 2)))
			verdict := verified(t, s)
			if verdict.Sound() {
				t.Fatal("nothing was found")
			}
			if p := verdict.First.Place; p < v.place || p > v.place+1 {
				t.Fatalf("first bad entry %d, want %d: %s", p, v.place, verdict.First.Sentence)
			}
			for _, other := range victims {
				if other.id != v.id && (named(verdict, "fixture_thing", other.id) || named(verdict, "journal_leaf", other.first.ID)) {
					t.Fatalf("%s is accused: %+v", other.id, verdict.Findings)
				}
			}
			if err := journal.Sequence(context.Background(), s); err != nil {
				t.Fatalf("nothing new to sign, yet: %v", err)
			}
		})
	}
}

// TestRewrittenLogAgainstSavedCheckpoint: somebody who holds the key rewrites a
// leaf and the whole tree; only a checkpoint kept elsewhere shows it (IN-03).
func TestRewrittenLogAgainstSavedCheckpoint(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, _ *store.SetClock) {
		storetest.ThingTable(t, s)
		filed(t, s)
		sequenced(t, s)
		early := checkpoint(t, s)
		_, leaf := filed(t, s)
		for range 5 {
			filed(t, s)
		}
		sequenced(t, s)
		saved := checkpoint(t, s)

		db := storetest.Raw(t, s)
		entry := []byte(strings.Replace(string(leaf.Entry), "clerk1", "clerk2", 1))
		hash := merkle.LeafHash(entry)
		storetest.Do(t, db, "UPDATE journal_leaf SET entry = $1, hash = $2, actor = 'clerk2' WHERE id = $3", entry, hash[:], leaf.ID)
		storetest.Do(t, db, "UPDATE journal_subject SET hash = $1 WHERE subject = $2", hash[:], leaf.Subject)
		storetest.Do(t, db, "DELETE FROM journal_hash")
		storetest.Do(t, db, "DELETE FROM journal_checkpoint")
		storetest.Do(t, db, "UPDATE journal_leaf SET place = NULL")
		storetest.Do(t, db, "UPDATE journal_head SET size = 0")
		if err := journal.Sequence(context.Background(), s); !journal.RolledBack.Is(err) {
			t.Fatalf("signed another log of the same length: %v", err)
		}
		must(t, os.Remove(filepath.Join(s.Keys.Dir(), store.CheckpointFile)))
		sequenced(t, s)

		if v := verified(t, s); !v.Sound() {
			t.Fatalf("the forgery should be sound in itself: %+v", v.First)
		}
		v := verified(t, s, early, saved)
		if v.Sound() || v.First.Flaw != journal.FlawCheckpoint || v.First.Place != 1 {
			t.Fatalf("against the saved checkpoint: %+v", v)
		}
	})
}

// TestRolledBackLog: a saved checkpoint knows more leaves than the log (IN-15).
func TestRolledBackLog(t *testing.T) {
	t.Parallel()
	s, _ := storetest.SQLite(t)
	storetest.ThingTable(t, s)
	filed(t, s)
	filed(t, s)
	sequenced(t, s)
	saved := checkpoint(t, s)
	db := storetest.Raw(t, s)
	for _, text := range []string{"DELETE FROM journal_leaf WHERE place = 1", "DELETE FROM journal_checkpoint",
		"DELETE FROM journal_hash WHERE n >= 1", "UPDATE journal_head SET size = 1",
		"DELETE FROM journal_subject WHERE subject NOT IN (SELECT subject FROM journal_leaf)",
		"DELETE FROM journal_row WHERE leaf_id NOT IN (SELECT id FROM journal_leaf)",
		"DELETE FROM fixture_thing WHERE id NOT IN (SELECT subject FROM journal_leaf)",
		"UPDATE store_counter SET value = 1"} {
		storetest.Do(t, db, text)
	}
	if v := verified(t, s); !v.Sound() {
		t.Fatalf("the older state is sound in itself: %+v", v.First)
	}
	v := verified(t, s, saved)
	if v.Sound() || v.First.Flaw != journal.FlawShorter {
		t.Fatalf("against the saved checkpoint: %+v", v)
	}
}

func TestNumbersOfDeletedActs(t *testing.T) {
	t.Parallel()
	s, _ := storetest.SQLite(t)
	storetest.ThingTable(t, s)
	for range 3 {
		filed(t, s)
	}
	db := storetest.Raw(t, s)
	storetest.Do(t, db, "DELETE FROM journal_leaf WHERE id = (SELECT id FROM journal_leaf ORDER BY id LIMIT 1 OFFSET 1)")
	v := verified(t, s)
	for _, f := range v.Findings {
		if f.Flaw == journal.FlawNumberGap && strings.Contains(f.Sentence, "第 2 号") {
			return
		}
	}
	t.Fatalf("the gap is not named: %+v", v.Findings)
}

// TestDamageStopsSigning: nothing is signed that was not read back (LOG-1).
func TestDamageStopsSigning(t *testing.T) {
	t.Parallel()
	s, _ := storetest.SQLite(t)
	storetest.ThingTable(t, s)
	filed(t, s)
	sequenced(t, s)
	filed(t, s)
	db := storetest.Raw(t, s)
	wrong := sha256.Sum256([]byte("one wrong bit"))
	storetest.Do(t, db, "UPDATE journal_hash SET hash = $1 WHERE n = 0", wrong[:])
	err := journal.Sequence(context.Background(), s)
	if !journal.TreeDamaged.Is(err) {
		t.Fatalf("signed over a damaged tree: %v", err)
	}
	_, leaf := filed(t, s)
	storetest.Do(t, db, "UPDATE journal_leaf SET hash = $1 WHERE id = $2", wrong[:], leaf.ID)
	if err = journal.Sequence(context.Background(), s); !journal.LeafDamaged.Is(err) {
		t.Fatalf("placed a damaged leaf: %v", err)
	}
}
