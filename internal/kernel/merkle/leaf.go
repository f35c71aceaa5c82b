package merkle

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
	"time"

	"yingshang/internal/kernel/ids"

	"golang.org/x/mod/sumdb/tlog"
)

// Hash is a SHA-256 node of the tree.
type Hash = tlog.Hash

// HashReader reads stored hashes by their tlog storage index.
type HashReader = tlog.HashReader

// LeafFormat is the first line of every leaf.
const LeafFormat = "gov-log/v1"

// MaxEntry is the largest leaf in bytes: entries in tiles carry a 16-bit length.
const MaxEntry = 65_535

// Leaf is one journal entry (留痕) as the tree holds it.
type Leaf struct {
	TimeMs  int64  // when it happened, milliseconds since 1970, UTC
	Kind    string // what happened: case.accept
	Subject string // opaque id of the record
	Actor   string // opaque id of the person or system actor
	Prev    Hash   // hash of the last leaf of this subject; zeros for its first
	Commit  Hash   // Commit(salt, payload): the content, without showing it
	SM3     *Hash  // SM3 of the same bytes, where national cryptography is on
}

// leafTime is RFC 3339 in UTC with exactly three decimals.
const leafTime = "2006-01-02T15:04:05.000Z"

// Years that the time format can write.
const (
	firstMs = 0
	lastMs  = 253_402_300_799_999 // 9999-12-31T23:59:59.999Z
)

// Text writes the canonical leaf. It fails when a field could not be read back
// or shows a person: kinds and ids are short ASCII words, and an id must not be
// a citizen identity or mobile number.
func (l Leaf) Text() ([]byte, error) {
	if l.TimeMs < firstMs || l.TimeMs > lastMs {
		return nil, fmt.Errorf("留痕时间超出范围（%d 毫秒），请检查服务器时钟", l.TimeMs)
	}
	if !isKind(l.Kind) {
		return nil, fmt.Errorf("留痕种类“%s”不对，应像 case.accept：小写字母、数字和点", l.Kind)
	}
	if err := checkOpaque("subject", l.Subject); err != nil {
		return nil, err
	}
	if err := checkOpaque("actor", l.Actor); err != nil {
		return nil, err
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%s\ntime: %s\nkind: %s\nsubject: %s\nactor: %s\nprev: %x\ncommit: %x\n", LeafFormat,
		time.UnixMilli(l.TimeMs).UTC().Format(leafTime), l.Kind, l.Subject, l.Actor, l.Prev[:], l.Commit[:])
	if l.SM3 != nil {
		fmt.Fprintf(&b, "sm3: %x\n", l.SM3[:])
	}
	return []byte(b.String()), nil
}

// leafFields are the lines of a leaf after the first, in order.
var leafFields = [...]string{"time", "kind", "subject", "actor", "prev", "commit", "sm3"}

// ParseLeaf reads a leaf and accepts only the bytes that Text would write.
func ParseLeaf(text []byte) (Leaf, error) {
	if len(text) > MaxEntry {
		return Leaf{}, fmt.Errorf("留痕有 %d 字节，超过 %d，不是本系统写的", len(text), MaxEntry)
	}
	lines := strings.Split(string(text), "\n")
	if lines[0] != LeafFormat {
		return Leaf{}, fmt.Errorf("留痕第 1 行应为 %s，请确认文件没有改动", LeafFormat)
	}
	lines = lines[1:]
	last := len(lines) - 1
	if last < 0 || lines[last] != "" || last < len(leafFields)-1 || last > len(leafFields) {
		return Leaf{}, fmt.Errorf("留痕行数不对或末尾缺换行，请确认文件完整")
	}
	var leaf Leaf
	for i, line := range lines[:last] {
		value, ok := strings.CutPrefix(line, leafFields[i]+": ")
		if !ok || leaf.set(leafFields[i], value) != nil {
			return Leaf{}, fmt.Errorf("留痕第 %d 行（%s）不对，请确认文件没有改动", i+2, leafFields[i])
		}
	}
	if again, err := leaf.Text(); err != nil {
		return Leaf{}, err
	} else if !bytes.Equal(again, text) {
		return Leaf{}, fmt.Errorf("留痕写法不规范，请确认文件没有改动")
	}
	return leaf, nil
}

// set reads one field.
func (l *Leaf) set(field, value string) (err error) {
	switch field {
	case "time":
		var at time.Time
		at, err = time.Parse(leafTime, value)
		l.TimeMs = at.UnixMilli()
	case "kind":
		l.Kind = value
	case "subject":
		l.Subject = value
	case "actor":
		l.Actor = value
	case "prev":
		l.Prev, err = parseHex(value)
	case "commit":
		l.Commit, err = parseHex(value)
	case "sm3":
		l.SM3 = new(Hash)
		*l.SM3, err = parseHex(value)
	}
	return err
}

func parseHex(s string) (hash Hash, err error) {
	raw, err := hex.DecodeString(s)
	if err != nil || len(raw) != len(hash) {
		return hash, fmt.Errorf("应为 64 位十六进制数")
	}
	return Hash(raw), nil
}

// isKind accepts words of lower-case letters, digits and _ joined by points.
func isKind(kind string) bool {
	if len(kind) > 64 {
		return false
	}
	words := strings.Split(kind, ".")
	for _, word := range words {
		if word == "" || word[0] < 'a' || word[0] > 'z' || strings.Trim(word, "abcdefghijklmnopqrstuvwxyz0123456789_") != "" {
			return false
		}
	}
	return len(words) >= 2
}

// checkOpaque refuses ids that are long, not plain ASCII, or someone's number.
func checkOpaque(field, id string) error {
	const others = "._:/-"
	plain := func(r rune) bool {
		return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || strings.ContainsRune(others, r)
	}
	if id == "" || len(id) > 128 || strings.ContainsFunc(id, func(r rune) bool { return !plain(r) }) {
		return fmt.Errorf("留痕的 %s 应为 1 至 128 位字母、数字或 %s，不能写姓名等内容", field, others)
	}
	for _, word := range strings.FieldsFunc(id, func(r rune) bool { return strings.ContainsRune(others, r) }) {
		_, notCitizen := ids.ParseCitizenID(word)
		_, notMobile := ids.ParseMobile(word)
		if notCitizen == nil || notMobile == nil {
			return fmt.Errorf("留痕的 %s 里有身份证号或手机号，请改用记录标识", field)
		}
	}
	return nil
}

// Commit binds a leaf to content without showing it: SHA-256 of a 16-byte random
// salt and the canonical payload. Dropping the salt erases the content for good;
// the proofs stay valid.
func Commit(salt [16]byte, payload []byte) Hash {
	h := sha256.New()
	h.Write(salt[:])
	h.Write(payload)
	return Hash(h.Sum(nil))
}

// CheckCommit reports whether the salt and payload are those the leaf commits to.
func CheckCommit(l Leaf, salt [16]byte, payload []byte) error {
	if Commit(salt, payload) != l.Commit {
		return wrong(PartContent, "内容与留痕不符：记录在写入之后被改过，或者给的不是这一条的内容，请对照原件核对")
	}
	return nil
}

// LeafHash is the RFC 6962 hash of an entry.
func LeafHash(entry []byte) Hash { return tlog.RecordHash(entry) }
