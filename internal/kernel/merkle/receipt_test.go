package merkle

import (
	"bytes"
	"encoding/base64"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/mod/sumdb/note"
)

const origin = "taojiang.gov.cn/yingshang"

// testLog is a log of ten leaves with a signed checkpoint.
type testLog struct {
	leaves     [][]byte
	stored     shelf
	signer     note.Signer
	verifier   note.Verifier
	checkpoint []byte
}

// keys makes a key pair from a fixed seed.
func keys(t testing.TB, name string, seed byte) (note.Signer, note.Verifier) {
	t.Helper()
	skey, vkey, err := NewLogKey(bytes.NewReader(bytes.Repeat([]byte{seed}, 64)), name)
	if err != nil {
		t.Fatal(err)
	}
	signer, err := note.NewSigner(skey)
	if err != nil {
		t.Fatal(err)
	}
	verifier, err := note.NewVerifier(vkey)
	if err != nil {
		t.Fatal(err)
	}
	return signer, verifier
}

func sample(i byte) Leaf {
	return Leaf{
		TimeMs: 1591603200123 + int64(i), Kind: "case.accept", Subject: "case/TJ20200608-0037", Actor: "staff/01ea9z",
		Prev: Hash{i}, Commit: Commit([16]byte{i}, []byte(`{"item":"土地"}`)),
	}
}

func newLog(t testing.TB, cosigners ...note.Signer) testLog {
	t.Helper()
	log, tree := testLog{}, newTree(t)
	for i := range byte(10) {
		text, err := sample(i).Text()
		if err != nil {
			t.Fatal(err)
		}
		log.leaves = append(log.leaves, text)
	}
	log.stored = grow(t, tree, nil, log.leaves...)
	log.signer, log.verifier = keys(t, origin, 7)
	root, err := tree.Root()
	if err != nil {
		t.Fatal(err)
	}
	signers := append([]note.Signer{log.signer}, cosigners...)
	log.checkpoint, err = SignCheckpoint(Checkpoint{origin, tree.Size(), root}, signers...)
	if err != nil {
		t.Fatal(err)
	}
	return log
}

func (l testLog) receipt(t testing.TB, index int64) []byte {
	t.Helper()
	proof, err := ProveInclusion(int64(len(l.leaves)), index, l.stored)
	if err != nil {
		t.Fatal(err)
	}
	text, err := Receipt{l.leaves[index], index, proof, l.checkpoint}.Text()
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func TestLeaf(t *testing.T) {
	t.Parallel()
	text, err := sample(0).Text()
	if err != nil {
		t.Fatal(err)
	}
	want := "gov-log/v1\ntime: 2020-06-08T08:00:00.123Z\nkind: case.accept\nsubject: case/TJ20200608-0037\nactor: staff/01ea9z\nprev: " +
		strings.Repeat("0", 64) + "\ncommit: "
	if !strings.HasPrefix(string(text), want) || len(text) != len(want)+65 {
		t.Errorf("leaf:\n%s", text)
	}
	with := sample(3)
	with.SM3 = &Hash{9}
	for _, leaf := range []Leaf{sample(0), sample(1), with} {
		text, err := leaf.Text()
		if err != nil {
			t.Fatal(err)
		}
		if back, err := ParseLeaf(text); err != nil || !cmp.Equal(back, leaf) {
			t.Errorf("reads back %+v, %v", back, err)
		}
	}
}

func TestLeaf_不留个人信息(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]func(*Leaf){
		"姓名":       func(l *Leaf) { l.Actor = "陈立新" },
		"身份证号":     func(l *Leaf) { l.Subject = "party/11010519491231002X" },
		"手机号":      func(l *Leaf) { l.Actor = "13800000000" },
		"换行":       func(l *Leaf) { l.Subject = "a\nkind: case.close" },
		"空":        func(l *Leaf) { l.Actor = "" },
		"太长":       func(l *Leaf) { l.Subject = strings.Repeat("a", 129) },
		"种类无点":     func(l *Leaf) { l.Kind = "accept" },
		"种类大写":     func(l *Leaf) { l.Kind = "case.Accept" },
		"时间为负":     func(l *Leaf) { l.TimeMs = -1 },
		"时间过万年":    func(l *Leaf) { l.TimeMs = lastMs + 1 },
		"种类末尾是换行":  func(l *Leaf) { l.Kind = "case.accept\n" },
		"种类词以数字开头": func(l *Leaf) { l.Kind = "case.1" },
	} {
		leaf := sample(0)
		change(&leaf)
		if text, err := leaf.Text(); err == nil {
			t.Errorf("%s: written as %q", name, text)
		}
	}
}

func TestParseLeaf_strict(t *testing.T) {
	t.Parallel()
	text, err := sample(0).Text()
	if err != nil {
		t.Fatal(err)
	}
	good := string(text)
	for name, bad := range map[string]string{
		"empty": "", "other format": strings.Replace(good, "v1", "v2", 1), "no end": strings.TrimSuffix(good, "\n"),
		"extra line": good + "more: 1\n", "carriage return": strings.ReplaceAll(good, "\n", "\r\n"),
		"capital hex": strings.ToUpper(good[:len(good)-65]) + good[len(good)-65:], "swapped": strings.Replace(good, "kind", "subject", 1),
		"seconds only": strings.Replace(good, ".123Z", "Z", 1), "local time": strings.Replace(good, ".123Z", ".123+08:00", 1),
		"long": good + strings.Repeat("x", MaxEntry), "short hash": good[:len(good)-2] + "\n", "no such day": strings.Replace(good, "06-08T", "06-31T", 1),
	} {
		if leaf, err := ParseLeaf([]byte(bad)); err == nil {
			t.Errorf("%s: read as %+v", name, leaf)
		}
	}
}

func TestCommit(t *testing.T) {
	t.Parallel()
	leaf, salt, payload := sample(4), [16]byte{4}, []byte(`{"item":"土地"}`)
	if err := CheckCommit(leaf, salt, payload); err != nil {
		t.Error(err)
	}
	wantPart(t, "payload", CheckCommit(leaf, salt, []byte(`{"item":"林地"}`)), PartContent)
	wantPart(t, "salt", CheckCommit(leaf, [16]byte{5}, payload), PartContent)
}

func TestCheckpoint(t *testing.T) {
	t.Parallel()
	witness, witnessKey := keys(t, "witness.example", 8)
	log := newLog(t, witness)
	c, names, err := OpenCheckpoint(log.checkpoint, origin, log.verifier, witnessKey)
	if err != nil || c.Size != 10 || c.Origin != origin || !cmp.Equal(names, []string{"witness.example"}) {
		t.Errorf("opened %+v, %v, %v", c, names, err)
	}
	if _, names, err := OpenCheckpoint(log.checkpoint, origin, log.verifier); err != nil || names != nil {
		t.Errorf("without the witness's key: %v, %v", names, err)
	}
	_, otherKey := keys(t, origin, 9)
	_, _, err = OpenCheckpoint(log.checkpoint, origin, otherKey)
	wantPart(t, "other key", err, PartSignature)
	_, _, err = OpenCheckpoint(log.checkpoint, origin, otherKey, witnessKey)
	wantPart(t, "only the witness", err, PartSignature)
	_, _, err = OpenCheckpoint(log.checkpoint, "other.example/log", log.verifier)
	wantPart(t, "other log", err, PartOrigin)
	_, _, err = OpenCheckpoint(bytes.Replace(log.checkpoint, []byte("\n10\n"), []byte("\n11\n"), 1), origin, log.verifier)
	wantPart(t, "changed size", err, PartSignature)
	_, _, err = OpenCheckpoint([]byte("nothing"), origin, log.verifier)
	wantPart(t, "no note", err, PartFormat)
	if _, err := SignCheckpoint(Checkpoint{"other", 1, Hash{}}, log.signer); err == nil {
		t.Error("signed for another log")
	}
	if _, err := SignCheckpoint(Checkpoint{origin, -1, Hash{}}, log.signer); err == nil {
		t.Error("signed a negative size")
	}
	if _, _, err := NewLogKey(bytes.NewReader(nil), "a b"); err == nil {
		t.Error("a key with a space in its name")
	}
}

func TestParseCheckpoint_strict(t *testing.T) {
	t.Parallel()
	good, err := Checkpoint{origin, 5, LeafHash(nil)}.Text()
	if err != nil {
		t.Fatal(err)
	}
	if c, err := ParseCheckpoint(good); err != nil || c != (Checkpoint{origin, 5, LeafHash(nil)}) {
		t.Errorf("%+v, %v", c, err)
	}
	for _, bad := range []string{"", good + "extension\n", strings.Replace(good, "5", "05", 1), strings.Replace(good, "\n5\n", "\n-5\n", 1), good[:len(good)-2] + "\n", "\n" + good} {
		_, err := ParseCheckpoint(bad)
		wantPart(t, bad, err, PartFormat)
	}
}

func TestReceipt_回执能独立核验(t *testing.T) {
	t.Parallel()
	log := newLog(t)
	for index := range int64(10) {
		got, err := VerifyReceipt(log.receipt(t, index), origin, log.verifier)
		if err != nil || !cmp.Equal(got.Leaf, sample(byte(index))) || got.Index != index || got.Checkpoint.Size != 10 {
			t.Errorf("receipt %d: %+v, %v", index, got, err)
		}
	}
	parsed, err := ParseReceipt(log.receipt(t, 3))
	if err != nil {
		t.Fatal(err)
	}
	if again, err := parsed.Text(); err != nil || !bytes.Equal(again, log.receipt(t, 3)) {
		t.Errorf("written again: %v\n%s", err, again)
	}
	if _, err := (Receipt{}).Text(); err == nil {
		t.Error("an empty receipt was written")
	}
}

func TestVerifyReceipt_说出哪里不对(t *testing.T) {
	t.Parallel()
	log := newLog(t)
	good := string(log.receipt(t, 3))
	lines := strings.Split(good, "\n")
	otherLeaf := base64.StdEncoding.EncodeToString(log.leaves[4])
	for name, c := range map[string]struct {
		text string
		part Part
	}{
		"empty":         {"", PartFormat},
		"cut":           {good[:strings.Index(good, "\n\n")], PartFormat},
		"other leaf":    {strings.Replace(good, lines[1], "extra "+otherLeaf, 1), PartProof},
		"no leaf":       {strings.Replace(good, lines[1]+"\n", "", 1), PartFormat},
		"other index":   {strings.Replace(good, "index 3", "index 2", 1), PartProof},
		"index outside": {strings.Replace(good, "index 3", "index 30", 1), PartProof},
		"index 03":      {strings.Replace(good, "index 3", "index 03", 1), PartFormat},
		"short proof":   {strings.Replace(good, lines[3]+"\n", "", 1), PartProof},
		"swapped proof": {strings.Replace(good, lines[3]+"\n"+lines[4], lines[4]+"\n"+lines[3], 1), PartProof},
		"bad hash":      {strings.Replace(good, lines[3], lines[3][1:], 1), PartFormat},
		"changed size":  {strings.Replace(good, "\n10\n", "\n12\n", 1), PartSignature},
		"no signature":  {good[:strings.Index(good, "—")], PartFormat},
		"not base64":    {strings.Replace(good, "extra ", "extra !", 1), PartFormat},
		"not this file": {"hello\n" + good, PartFormat},
	} {
		_, err := VerifyReceipt([]byte(c.text), origin, log.verifier)
		wantPart(t, name, err, c.part)
	}
}

func TestVerifyReceipt_任何一个字节改动都能发现(t *testing.T) {
	t.Parallel()
	log := newLog(t)
	good := log.receipt(t, 6)
	for i := range good {
		bad := bytes.Clone(good)
		bad[i] ^= 1
		if got, err := VerifyReceipt(bad, origin, log.verifier); err == nil {
			t.Errorf("byte %d changed from %q to %q, still verified: %+v", i, good[i], bad[i], got)
		}
	}
}

func TestVerifyReceipt_a_foreign_leaf_in_the_log(t *testing.T) {
	t.Parallel()
	tree, entry := newTree(t), []byte("not a leaf of ours")
	grow(t, tree, nil, entry)
	root, err := tree.Root()
	if err != nil {
		t.Fatal(err)
	}
	signer, verifier := keys(t, origin, 7)
	signed, err := SignCheckpoint(Checkpoint{origin, 1, root}, signer)
	if err != nil {
		t.Fatal(err)
	}
	text, err := Receipt{Entry: entry, Checkpoint: signed}.Text()
	if err != nil {
		t.Fatal(err)
	}
	_, err = VerifyReceipt(text, origin, verifier)
	wantPart(t, "foreign leaf", err, PartLeaf)
}

func FuzzParse(f *testing.F) {
	log := newLog(f)
	f.Add(log.receipt(f, 3))
	f.Add(log.leaves[0])
	f.Add([]byte("tile/0/x001/234.p/8"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if r, err := ParseReceipt(data); err == nil {
			if again, err := r.Text(); err != nil || !bytes.Equal(again, data) {
				t.Fatalf("receipt %q is written %q, %v", data, again, err)
			}
		}
		if leaf, err := ParseLeaf(data); err == nil {
			if again, err := leaf.Text(); err != nil || !bytes.Equal(again, data) {
				t.Fatalf("leaf %q is written %q, %v", data, again, err)
			}
		}
		if tile, err := ParseTilePath(string(data)); err == nil && tile.Path() != string(data) {
			t.Fatalf("tile %q is %q", data, tile.Path())
		}
		if c, err := ParseCheckpoint(string(data)); err == nil {
			if again, err := c.Text(); err != nil || again != string(data) {
				t.Fatalf("checkpoint %q is written %q, %v", data, again, err)
			}
		}
	})
}
