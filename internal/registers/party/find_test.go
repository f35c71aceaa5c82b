package party_test

import (
	"testing"

	"yingshang/internal/registers/party"
	"yingshang/internal/store"
	"yingshang/internal/store/storetest"
)

func TestFinder_找得到企业_找不到个人(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, _ *store.SetClock) {
		registered(t, s, clerk, bamboo)
		registered(t, s, clerk, resident)
		find := party.Manifest.Finders[0].Find
		for words, want := range map[string]struct {
			hits  int
			exact bool
		}{
			"青竹": {1, false}, "qzsl": {1, false}, "9144030": {1, false}, "914403001922038216": {1, true},
			"陈立新": {}, "11010519491231002X": {}, "13900000001": {}, "13800000000": {}, "没有": {},
		} {
			read(t, s, func(tx *store.Tx) error {
				got, err := find(tx, clerk, words, 5)
				if len(got) != want.hits || want.exact != (len(got) == 1 && got[0].Exact) {
					t.Errorf("%s: %+v", words, got)
				}
				return err
			})
		}
	})
}
