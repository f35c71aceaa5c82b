package journal

import (
	"bytes"
	"encoding/base32"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"

	"golang.org/x/mod/sumdb/note"

	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/merkle"
	"yingshang/internal/store"
)

// Slip (回执) is what the person concerned takes away for one act. Text is the
// small file: a C2SP tlog-proof once a checkpoint covers the leaf; before that
// a promise, the leaf signed by the log, which binds the log to include it.
type Slip struct {
	Leaf   string
	Place  *int64 // number in the log, from 0; nil while it waits
	Proved bool   // Text carries an inclusion proof
	Text   []byte
	File   string // name for the download
	Code   string // verification code, as printed: XXXX-XXXX-XXXX
	QR     string // content of the square code
}

// promiseLine is the first line of a promise. It is never a log's name, so that
// no promise can pass for a checkpoint.
const promiseLine = "/promise/v1"

// Receipt makes the slip of a leaf. The caller has checked that the actor may
// have it; it shows no personal data.
func Receipt(tx *store.Tx, leafID string) (Slip, error) {
	leaf, ok, err := oneLeaf.Find(tx, tx.County(), leafID)
	if err != nil {
		return Slip{}, err
	}
	if !ok {
		return Slip{}, NoReceipt.New(nil)
	}
	slip := Slip{Leaf: leaf.ID, Place: leaf.Place, Code: Code(leaf.Hash),
		File: "receipt-" + leaf.ID + ".tlog-proof", QR: qrContent(leaf)}
	last, signed, err := lastCheckpoint.Find(tx, tx.County())
	if err != nil {
		return Slip{}, err
	}
	if leaf.Place == nil || !signed || last.Size <= *leaf.Place {
		slip.Text, err = promise(tx, leaf)
		slip.File = "receipt-" + leaf.ID + ".promise"
		return slip, err
	}
	proof, err := merkle.ProveInclusion(last.Size, *leaf.Place, hashes{tx})
	if err != nil {
		return Slip{}, err
	}
	slip.Proved = true
	slip.Text, err = merkle.Receipt{Entry: leaf.Entry, Index: *leaf.Place, Proof: proof,
		Checkpoint: []byte(last.Note)}.Text()
	return slip, err
}

func promise(tx *store.Tx, leaf Leaf) ([]byte, error) {
	key, err := openKey(tx.Keys(), tx.LogName())
	if err != nil {
		return nil, err
	}
	text := key.origin + promiseLine + "\n" + base64.StdEncoding.EncodeToString(leaf.Entry) + "\n"
	return note.Sign(&note.Note{Text: text}, key.signer)
}

// Proven is what a slip proves.
type Proven struct {
	Log       string
	Leaf      merkle.Leaf
	Place     int64  // -1 for a promise
	Size      int64  // of the log at the checkpoint; 0 for a promise
	Promised  bool   // the log has bound itself, but not yet shown the place
	Code      string // verification code, to compare with the print
	Witnesses []string
}

// VerifyReceipt checks a slip's text offline with the log's public key (and
// those of witnesses, if known). It answers BadReceipt with the reason.
func VerifyReceipt(text []byte, verifierKey string, witnesses ...note.Verifier) (Proven, error) {
	verifier, err := note.NewVerifier(strings.TrimSpace(verifierKey))
	if err != nil {
		return Proven{}, BadReceipt.Because(err, fault.Args{"why": "日志公钥读不出来，请换用公示页上的公钥。"})
	}
	origin := verifier.Name()
	if bytes.HasPrefix(text, []byte(origin+promiseLine+"\n")) {
		return verifyPromise(text, verifier)
	}
	verified, err := merkle.VerifyReceipt(text, origin, verifier, witnesses...)
	if err != nil {
		return Proven{}, BadReceipt.Because(err, fault.Args{"why": err.Error() + "。"})
	}
	receipt, err := merkle.ParseReceipt(text)
	if err != nil {
		return Proven{}, BadReceipt.Because(err, fault.Args{"why": err.Error() + "。"})
	}
	hash := merkle.LeafHash(receipt.Entry)
	return Proven{Log: origin, Leaf: verified.Leaf, Place: verified.Index, Size: verified.Checkpoint.Size,
		Code: Code(hash[:]), Witnesses: verified.Witnesses}, nil
}

func verifyPromise(text []byte, verifier note.Verifier) (Proven, error) {
	opened, err := note.Open(text, note.VerifierList(verifier))
	if err != nil {
		return Proven{}, BadReceipt.Because(err, fault.Args{"why": "签名不对或内容被改过。"})
	}
	for _, sig := range opened.Sigs {
		// The note format tolerates stray bits at the end; a changed byte must show.
		if _, err := base64.StdEncoding.Strict().DecodeString(sig.Base64); err != nil {
			return Proven{}, BadReceipt.Because(err, fault.Args{"why": "签名被改动过。"})
		}
	}
	_, body, _ := strings.Cut(opened.Text, "\n")
	entry, err := base64.StdEncoding.Strict().DecodeString(strings.TrimSuffix(body, "\n"))
	leaf, bad := merkle.ParseLeaf(entry)
	if err = errors.Join(err, bad); err != nil {
		return Proven{}, BadReceipt.Because(err, fault.Args{"why": "留痕读不出来。"})
	}
	hash := merkle.LeafHash(entry)
	return Proven{Log: verifier.Name(), Leaf: leaf, Place: -1, Promised: true, Code: Code(hash[:])}, nil
}

// codeLength is the length of a verification code: 60 bits of the leaf's hash,
// twelve characters, which nobody can guess.
const codeLength = 12

// codeAlphabet leaves out I, L, O and U, which are misread.
const codeAlphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

var codeText = base32.NewEncoding(codeAlphabet).WithPadding(base32.NoPadding)

// Code is the printed verification code of a leaf's hash: XXXX-XXXX-XXXX.
func Code(hash []byte) string {
	text := codeText.EncodeToString(hash)[:codeLength]
	return text[:4] + "-" + text[4:8] + "-" + text[8:]
}

func qrContent(leaf Leaf) string {
	return fmt.Sprintf("YINGSHANG:1:%s:%s:%s", leaf.County,
		strings.ReplaceAll(Code(leaf.Hash), "-", ""), strings.ToUpper(hex.EncodeToString(leaf.Hash)))
}

// misread maps characters that people write for others.
var misread = strings.NewReplacer("-", "", " ", "", "　", "", "O", "0", "I", "1", "L", "1")

// FindByCode returns the leaf that a printed verification code names. It answers
// BadCode or NoReceipt.
func FindByCode(tx *store.Tx, code string) (Leaf, error) {
	text := misread.Replace(strings.ToUpper(strings.TrimSpace(code)))
	if len(text) != codeLength || strings.Trim(text, codeAlphabet) != "" {
		return Leaf{}, BadCode.New(nil)
	}
	low, err := codeText.DecodeString(text + "0") // 65 bits: eight bytes and a zero
	if err != nil {
		return Leaf{}, BadCode.Because(err, nil)
	}
	high, err := codeText.DecodeString(text + "Z")
	if err != nil {
		return Leaf{}, BadCode.Because(err, nil)
	}
	high = append(high, bytes.Repeat([]byte{0xff}, 32)...)
	leaves, err := leafByHash.All(tx, tx.County(), low, high)
	if err != nil {
		return Leaf{}, err
	}
	if len(leaves) != 1 {
		return Leaf{}, NoReceipt.New(nil)
	}
	return leaves[0], nil
}
