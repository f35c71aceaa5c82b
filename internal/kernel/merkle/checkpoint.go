package merkle

import (
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
)

// Checkpoint (检查点) is what the log signs: its name, its size and the root.
type Checkpoint struct {
	Origin string // the log's identity, such as taojiang.gov.cn/yingshang
	Size   int64
	Root   Hash
}

// NewLogKey makes an Ed25519 key pair for a log in the text forms that
// note.NewSigner and note.NewVerifier take. The first is secret.
func NewLogKey(random io.Reader, origin string) (signer, verifier string, err error) {
	if err := checkOrigin(origin); err != nil {
		return "", "", err
	}
	signer, verifier, err = note.GenerateKey(random, origin)
	if err != nil {
		return "", "", fmt.Errorf("生成日志密钥时取不到随机数，请检查服务器: %w", err)
	}
	return signer, verifier, nil
}

// checkOrigin holds origins to what signature lines can carry as a key name.
func checkOrigin(origin string) error {
	bad := func(r rune) bool { return r <= ' ' || r > '~' || r == '+' }
	if origin == "" || len(origin) > 128 || strings.ContainsFunc(origin, bad) {
		return fmt.Errorf("日志名称“%s”不对，应像 taojiang.gov.cn/yingshang，不含空格和加号", origin)
	}
	return nil
}

// Text is the body of the note to sign (C2SP tlog-checkpoint): three lines.
func (c Checkpoint) Text() (string, error) {
	if err := checkOrigin(c.Origin); err != nil {
		return "", err
	}
	if c.Size < 0 {
		return "", fmt.Errorf("日志长度 %d 不对，请检查留痕库", c.Size)
	}
	return fmt.Sprintf("%s\n%d\n%s\n", c.Origin, c.Size, c.Root), nil
}

// ParseCheckpoint reads the body of a checkpoint. Extension lines are refused:
// our log writes none, and what they say cannot be audited.
func ParseCheckpoint(text string) (Checkpoint, error) {
	lines := strings.Split(text, "\n")
	if len(lines) != 4 || lines[3] != "" {
		return Checkpoint{}, wrong(PartFormat, "检查点应为三行：日志名称、长度、根散列，请确认文件没有改动")
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	root, ok := parseBase64(lines[2])
	c := Checkpoint{Origin: lines[0], Size: size, Root: root}
	if again, bad := c.Text(); err != nil || !ok || bad != nil || again != text {
		return Checkpoint{}, wrong(PartFormat, "检查点的名称、长度或根散列写法不对，请确认文件没有改动")
	}
	return c, nil
}

// parseBase64 reads a hash in its only right spelling.
func parseBase64(s string) (hash Hash, ok bool) {
	raw, err := base64.StdEncoding.Strict().DecodeString(s)
	if err != nil || len(raw) != len(hash) {
		return hash, false
	}
	return Hash(raw), Hash(raw).String() == s
}

// SignCheckpoint signs with the log's key and any others given, and returns the
// signed note. That the checkpoint extends every earlier one is the caller's
// duty: a log must never sign two that disagree.
func SignCheckpoint(c Checkpoint, signers ...note.Signer) ([]byte, error) {
	text, err := c.Text()
	if err != nil {
		return nil, err
	}
	if len(signers) == 0 || signers[0].Name() != c.Origin {
		return nil, fmt.Errorf("签检查点的第一把密钥应属于日志 %s，请检查密钥配置", c.Origin)
	}
	signed, err := note.Sign(&note.Note{Text: text}, signers...)
	if err != nil {
		return nil, fmt.Errorf("检查点签不出来，请检查密钥: %w", err)
	}
	return signed, nil
}

// OpenCheckpoint checks that a signed note is a checkpoint of the log with this
// origin, signed by the log's key, and names the witnesses that signed as well.
// Signatures of keys not given are ignored; a false signature of a given key is
// an error.
func OpenCheckpoint(msg []byte, origin string, log note.Verifier, witnesses ...note.Verifier) (Checkpoint, []string, error) {
	opened, err := note.Open(msg, note.VerifierList(append([]note.Verifier{log}, witnesses...)...))
	if err != nil {
		return Checkpoint{}, nil, explainNote(err, log.Name())
	}
	signedByLog, names := false, []string(nil)
	for _, sig := range opened.Sigs {
		if _, err := base64.StdEncoding.Strict().DecodeString(sig.Base64); err != nil {
			// The note format tolerates stray bits at the end; a changed byte must show.
			return Checkpoint{}, nil, wrong(PartSignature, "检查点的签名被改动过，请重新取一份")
		}
		if sig.Name == log.Name() && sig.Hash == log.KeyHash() {
			signedByLog = true
		} else {
			names = append(names, sig.Name)
		}
	}
	if !signedByLog {
		return Checkpoint{}, nil, wrong(PartSignature, fmt.Sprintf("检查点没有日志 %s 的签名，请核对日志公钥", log.Name()))
	}
	c, err := ParseCheckpoint(opened.Text)
	if err != nil {
		return Checkpoint{}, nil, err
	}
	if c.Origin != origin {
		return Checkpoint{}, nil, wrong(PartOrigin, fmt.Sprintf("这是日志 %s 的检查点，不是 %s 的，请换用对应的公钥和日志", c.Origin, origin))
	}
	return c, names, nil
}

// explainNote tells a missing signature from a false one and from a bad file.
func explainNote(err error, name string) error {
	var unverified *note.UnverifiedNoteError
	var invalid *note.InvalidSignatureError
	switch {
	case errors.As(err, &unverified):
		return wrong(PartSignature, fmt.Sprintf("检查点没有日志 %s 的签名，请核对日志公钥", name))
	case errors.As(err, &invalid):
		return wrong(PartSignature, fmt.Sprintf("检查点上 %s 的签名是假的或内容被改过，请到窗口或公示页重新取一份", invalid.Name))
	}
	return wrong(PartFormat, "检查点读不出来，请确认文件完整、没有改动")
}
