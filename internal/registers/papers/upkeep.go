package papers

import (
	"context"
	"time"

	"yingshang/internal/kernel/flow"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/identity"
	"yingshang/internal/store"
	"yingshang/internal/store/blob"
)

// Manifest is what the register tells the house. Sweeping needs the blob
// store, which only the wiring knows: see Sweep.
var Manifest = manifest.Room{
	Name:  "papers",
	Zh:    "材料库",
	Basis: []string{"国办函〔2016〕108号", "国务院关于在线政务服务的若干规定（国令第716号）第七条", "中华人民共和国个人信息保护法 第十四条、第十五条"},
	Flows: []*flow.Table{Flow},
	Perms: []manifest.Perm{
		{Name: "papers.read", Zh: "查看材料", Roles: readers},
		{Name: "papers.own", Zh: "管自己的材料和同意", Roles: []flow.Role{identity.Applicant}},
		{Name: "papers.receive", Zh: "收材料", Roles: bringers},
		{Name: "papers.verify", Zh: "核对原件", Roles: checkers},
		{Name: "papers.quarantine", Zh: "隔离材料", Roles: wardens},
	},
}

// sweepEvery is well below the day of grace, so that orphans do not pile up.
const sweepEvery = 6 * time.Hour

// Sweep removes bytes that no paper and no evidence names (孤儿文件清理).
func Sweep(dir *blob.Dir) manifest.Sweep {
	return manifest.Sweep{Name: "papers.sweep", Zh: "清理无主文件", Every: sweepEvery,
		Run: func(s *store.Store) error {
			ctx := context.Background()
			_, err := dir.Sweep(ctx, func(digest string) (known bool, err error) {
				err = s.Read(ctx, func(tx *store.Tx) error {
					if _, known, err = digestKnown.Find(tx, digest); err == nil && !known {
						_, known, err = evidenceKnown.Find(tx, digest)
					}
					return err
				})
				return known, err
			})
			return err
		}}
}

// Inspect reads the bytes of every paper and every evidence and reports what is
// missing or changed, for the health check.
func Inspect(ctx context.Context, s *store.Store, dir *blob.Dir) ([]blob.Trouble, error) {
	found, err := inspect(ctx, s, dir, digestsFrom)
	if err != nil {
		return found, err
	}
	more, err := inspect(ctx, s, dir, evidenceDigestsFrom)
	return append(found, more...), err
}

func inspect(ctx context.Context, s *store.Store, dir *blob.Dir, of *store.Select[digestRow]) (found []blob.Trouble, err error) {
	for after := ""; ; {
		var page []digestRow
		if err := s.Read(ctx, func(tx *store.Tx) (err error) {
			page, err = of.All(tx, tx.County(), after)
			return err
		}); err != nil || len(page) == 0 {
			return found, err
		}
		digests := make([]string, len(page))
		for i, row := range page {
			digests[i] = row.Digest
		}
		trouble, err := dir.Check(ctx, digests)
		if err != nil {
			return found, err
		}
		found = append(found, trouble...)
		after = digests[len(digests)-1]
	}
}
