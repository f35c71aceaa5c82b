package store

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"sort"

	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/merkle"
)

// BackupVerify recomputes everything in a backup and compares it with the
// manifest: files, row counts, row digests and the root of the journal. It
// writes nothing and needs no key. It answers BackupBroken with the first thing
// that is wrong.
func BackupVerify(ctx context.Context, dir string) (Manifest, error) {
	m, why := readManifest(dir)
	if why == "" {
		why = verifyFiles(ctx, dir, m)
	}
	if why == "" {
		why = verifyTables(ctx, dir, m)
	}
	if err := ctx.Err(); err != nil {
		return m, err
	}
	if why != "" {
		return m, BackupBroken.New(fault.Args{"dir": dir, "why": why})
	}
	return m, nil
}

func readManifest(dir string) (m Manifest, why string) {
	text, err := os.ReadFile(filepath.Join(dir, manifestFile))
	if errors.Is(err, fs.ErrNotExist) {
		return m, "没有 manifest.json，备份没有做完"
	}
	if err != nil {
		return m, "manifest.json 读不出来（" + err.Error() + "）"
	}
	var sealed sealedManifest
	if err := json.Unmarshal(text, &sealed); err != nil {
		return m, "manifest.json 不完整或被改过"
	}
	sum := sha256.Sum256(sealed.Manifest)
	if hex.EncodeToString(sum[:]) != sealed.Digest || json.Unmarshal(sealed.Manifest, &m) != nil {
		return m, "manifest.json 的内容与它的摘要不符，被改过"
	}
	again, err := json.Marshal(sealed)
	if err != nil || string(again) != string(text) {
		return m, "manifest.json 里有多余的内容，被改过"
	}
	if m.Format != backupFormat {
		return m, fmt.Sprintf("备份格式是 %d，本程序只认 %d", m.Format, backupFormat)
	}
	return m, ""
}

func verifyFiles(ctx context.Context, dir string, m Manifest) string {
	present, err := listFiles(dir)
	if err != nil {
		return "目录读不出来（" + err.Error() + "）"
	}
	left := map[string]FileInfo{}
	for name, info := range m.Files {
		left[name] = info
	}
	for _, name := range present {
		if name == manifestFile {
			continue
		}
		want, known := left[name]
		if !known {
			return "多出文件 " + name + "，清单里没有它"
		}
		got, err := fileInfo(filepath.Join(dir, filepath.FromSlash(name)))
		switch {
		case err != nil:
			return "文件 " + name + " 读不出来（" + err.Error() + "）"
		case got.Size != want.Size:
			return fmt.Sprintf("文件 %s 是 %d 字节，应为 %d 字节，被截断或换过", name, got.Size, want.Size)
		case got.Digest != want.Digest:
			return "文件 " + name + " 的内容与清单不符，被改过、损坏或换过"
		case isStoredFile(name) && got.Digest != path.Base(name):
			return "文件 " + name + " 的内容与它的名字不符，备份之前就已损坏"
		}
		delete(left, name)
		if ctx.Err() != nil {
			return ctx.Err().Error()
		}
	}
	if len(left) > 0 {
		missing := make([]string, 0, len(left))
		for name := range left {
			missing = append(missing, name)
		}
		sort.Strings(missing)
		return "少了文件 " + missing[0]
	}
	return ""
}

func verifyTables(ctx context.Context, dir string, m Manifest) string {
	roots := leafRoots{map[string]map[int64]merkle.Hash{}}
	trees := map[string]TreeInfo{}
	for table, want := range m.Tables {
		var sum rowSum
		err := readTable(filepath.Join(dir, tablesDir, table+".jsonl.gz"), func(columns []string, values []any, line []byte) error {
			sum.add(line)
			switch table {
			case "journal_leaf":
				roots.add(columns, values)
			case "journal_checkpoint":
				noteTree(trees, columns, values)
			}
			return ctx.Err()
		})
		if err != nil {
			return "表 " + table + " 读不出来（" + err.Error() + "）"
		}
		if got := sum.info(); got != want {
			return fmt.Sprintf("表 %s 有 %d 行，清单说 %d 行，或内容不同", table, got.Rows, want.Rows)
		}
	}
	if len(trees) != len(m.Trees) {
		return "清单里的留痕树与检查点表不符"
	}
	for county, want := range m.Trees {
		root, ok := roots.root(county, 0, want.Size)
		if trees[county] != want || !ok || hex.EncodeToString(root[:]) != want.Root {
			return fmt.Sprintf("县 %s 的 %d 条留痕算不出清单里的根，留痕在备份之前就已损坏", county, want.Size)
		}
	}
	return ""
}
