package merkle

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
)

// proofFormat is the first line of a C2SP tlog-proof.
const proofFormat = "c2sp.org/tlog-proof@v1"

// Receipt (回执) proves to its holder that a leaf is in the log: the leaf itself,
// its place, the way to the root, and the signed root. It needs no server to
// check, only the log's public key.
type Receipt struct {
	Entry      []byte // the leaf, as in the log
	Index      int64
	Proof      []Hash
	Checkpoint []byte // the signed note
}

// Text writes the receipt as a C2SP tlog-proof whose extra line is the leaf, so
// that other programs can check it too. File name extension: .tlog-proof.
func (r Receipt) Text() ([]byte, error) {
	if len(r.Entry) == 0 || len(r.Entry) > MaxEntry || r.Index < 0 || len(r.Checkpoint) == 0 {
		return nil, fmt.Errorf("回执缺留痕、序号或检查点，请等下一个检查点后再取")
	}
	var b bytes.Buffer
	fmt.Fprintf(&b, "%s\nextra %s\nindex %d\n", proofFormat, base64.StdEncoding.EncodeToString(r.Entry), r.Index)
	for _, hash := range r.Proof {
		b.WriteString(hash.String() + "\n")
	}
	b.WriteByte('\n')
	b.Write(r.Checkpoint)
	return b.Bytes(), nil
}

// maxPath is the longest inclusion proof possible, with sizes of 63 bits.
const maxPath = 63

// ParseReceipt reads a receipt without judging it; errors name the line.
func ParseReceipt(text []byte) (Receipt, error) {
	head, checkpoint, ok := bytes.Cut(text, []byte("\n\n"))
	lines := strings.Split(string(head), "\n")
	if lines[0] != proofFormat {
		return Receipt{}, wrong(PartFormat, "这不是回执文件：第 1 行应为 "+proofFormat)
	}
	if !ok || len(checkpoint) == 0 || len(lines) < 3 || len(lines) > 3+maxPath {
		return Receipt{}, wrong(PartFormat, "回执不完整：应有留痕、序号、证明和检查点，请重新下载")
	}
	r := Receipt{Checkpoint: checkpoint}
	extra, isExtra := strings.CutPrefix(lines[1], "extra ")
	entry, err := base64.StdEncoding.Strict().DecodeString(extra)
	if !isExtra || err != nil || len(entry) == 0 || len(entry) > MaxEntry || base64.StdEncoding.EncodeToString(entry) != extra {
		return Receipt{}, wrong(PartFormat, "回执第 2 行（留痕）读不出来，请确认文件没有改动")
	}
	index, isIndex := strings.CutPrefix(lines[2], "index ")
	r.Index, err = strconv.ParseInt(index, 10, 64)
	if !isIndex || err != nil || r.Index < 0 || strconv.FormatInt(r.Index, 10) != index {
		return Receipt{}, wrong(PartFormat, "回执第 3 行（序号）读不出来，请确认文件没有改动")
	}
	r.Entry = entry
	for i, line := range lines[3:] {
		hash, ok := parseBase64(line)
		if !ok {
			return Receipt{}, wrong(PartFormat, fmt.Sprintf("回执第 %d 行（证明）读不出来，请确认文件没有改动", i+4))
		}
		r.Proof = append(r.Proof, hash)
	}
	return r, nil
}

// Verified is what a receipt proves.
type Verified struct {
	Leaf       Leaf
	Index      int64
	Checkpoint Checkpoint
	Witnesses  []string // names of the given witnesses that signed
}

// VerifyReceipt checks a receipt against the log's name and public key. The
// error is a *WrongError that names the part: the file, the signature, the log,
// the proof or the leaf.
func VerifyReceipt(text []byte, origin string, log note.Verifier, witnesses ...note.Verifier) (Verified, error) {
	r, err := ParseReceipt(text)
	if err != nil {
		return Verified{}, err
	}
	checkpoint, names, err := OpenCheckpoint(r.Checkpoint, origin, log, witnesses...)
	if err != nil {
		return Verified{}, err
	}
	if err := CheckInclusion(r.Proof, checkpoint.Size, checkpoint.Root, r.Index, LeafHash(r.Entry)); err != nil {
		return Verified{}, err
	}
	leaf, err := ParseLeaf(r.Entry)
	if err != nil {
		return Verified{}, wrong(PartLeaf, err.Error())
	}
	return Verified{Leaf: leaf, Index: r.Index, Checkpoint: checkpoint, Witnesses: names}, nil
}
