package letters_test

import (
	"context"
	"regexp"
	"strings"
	"testing"

	"yingshang/internal/kernel/fault"
	"yingshang/internal/registers/letters"
	"yingshang/internal/store"
	"yingshang/internal/store/storetest"
)

func Test三十八种文书都有样式(t *testing.T) {
	t.Parallel()
	nos, codes := map[int]bool{}, map[letters.FormCode]bool{}
	place := regexp.MustCompile(`\{([a-z_]+)\}`)
	common := map[string]bool{"you": true, "applicant": true, "case_number": true, "basis_clause": true, "unit": true, "today": true}
	for _, f := range letters.Forms {
		if codes[f.Code] || f.No < 1 || f.No > 38 || f.Copies < 1 || f.Seal.Zh() == "" {
			t.Errorf("《%s》：编码重复，或序号、份数、印章不对", f.Title)
		}
		nos[f.No], codes[f.Code] = true, true
		fields, used := map[string]bool{}, map[string]bool{f.To: true, "basis": true} // a field basis is printed in {basis_clause}
		for _, x := range f.Fields {
			fields[x.Name] = true
		}
		for _, found := range place.FindAllStringSubmatch(strings.Join(f.Body, "\n"), -1) {
			used[found[1]] = true
			if !fields[found[1]] && !common[found[1]] {
				t.Errorf("《%s》用了没有的字段 %s", f.Title, found[1])
			}
		}
		for name := range fields {
			if !f.Grid && !used[name] {
				t.Errorf("《%s》的字段 %s 不印出来", f.Title, name)
			}
		}
	}
	for no := 1; no <= 38; no++ {
		if !nos[no] {
			t.Errorf("缺第 %d 种文书", no)
		}
	}
}

func Test每种文书_缺哪项说哪项_填齐才取号(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, _ *store.SetClock) {
		b := setup(t, s)
		for i, f := range letters.Forms {
			d := b.filled(f.Code)
			for _, field := range f.Fields {
				if !field.Required || field.Blank != "" {
					continue
				}
				lacking := b.filled(f.Code)
				lacking.Fields[field.Name] = " "
				err := s.Write(context.Background(), func(tx *store.Tx) error { _, err := letters.Issue(tx, clerk, lacking); return err })
				if fault.KindOf(err) != fault.Invalid || !strings.Contains(err.Error(), field.Name) && !strings.Contains(err.Error(), field.Zh) {
					t.Errorf("《%s》缺%s：%v", f.Title, field.Zh, err)
				}
			}
			l := b.issued(d)
			if l.Serial != int64(i+1) || l.Title != f.Title || l.Seal != f.Seal || l.Code == "" {
				t.Errorf("《%s》：第 %d 号，应是第 %d 号", f.Title, l.Serial, i+1)
			}
			if doc := b.opened(l.ID); (len(doc.Remedies) > 0) != f.Remedies || len(doc.Blocks) == 0 {
				t.Errorf("《%s》的救济途径或正文不对：%+v", f.Title, doc)
			}
		}
	})
}
