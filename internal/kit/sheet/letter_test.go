package sheet

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kit/ui"
	"yingshang/internal/registers/letters"
)

func sample() View {
	return View{VerifyURL: "https://ys.example.gov.cn/v/",
		Letter: letters.Letter{State: letters.Valid, Digest: strings.Repeat("0", 56) + "8b1e40c7"},
		Doc: letters.Document{Form: letters.Refusal, Title: "不予行政许可决定书", UnitName: "桃江县自然资源局", Number: "桃自然资许不〔2020〕3号",
			Addressee: "桃江县<青竹>示例制造有限公司", AddresseeID: "91430922MA4DEM002W", CaseNumber: "TJ20200608-0037",
			Blocks: []letters.Block{{Text: "你单位于2020年6月8日提出的“建设工程规划许可证核发”申请（办件编号TJ20200608-0037），本机关于2020年6月8日受理，现已审查终结。"},
				{Text: "一、查明的事实：规划总平面图的退让距离不足。"},
				{Heads: []string{"材料名称", "页数"}, Rows: [][]string{{"规划总平面图", "3"}}}},
			Remedies: []string{"如不服本决定，可以自收到本决定书之日起60日内申请行政复议。"}, Contact: "王芳", ContactPhone: "0737-0000000",
			Supervision: "12345", IssuedOn: calendar.DayOf(2020, 6, 18), Seal: letters.OfficialSeal, Copies: 2, CopyTo: "县优化办",
			Signature: true, Code: "0123456789ABCDEF"}}
}

func rendered(t *testing.T, v View) string {
	t.Helper()
	var b strings.Builder
	if err := Letter(ui.Page{Title: v.Doc.Title, Lang: "zh"}, v, nil).Render(t.Context(), &b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestLetter_写的就是文书的内容(t *testing.T) {
	t.Parallel()
	html := rendered(t, sample())
	for _, want := range []string{"桃自然资许不〔2020〕3号", "桃江县&lt;青竹&gt;示例制造有限公司（91430922MA4DEM002W）：", "一、查明的事实", "<th scope=\"col\">材料名称</th>",
		"60日内申请行政复议", "联系人：王芳，联系电话：0737-0000000；监督电话：12345。", "2020年6月18日", "加盖公章", "签收人", "抄送：县优化办。",
		"0123-4567-89AB-CDEF", "8b1e40c7", "一式二份", `class="qr"`} {
		if !strings.Contains(html, want) {
			t.Errorf("missing %q", want)
		}
	}
	for _, never := range []string{"style=", "<style", "onclick", "已作废", "示例，不具有"} {
		if strings.Contains(html, never) {
			t.Errorf("found %q", never)
		}
	}
}

func TestLetter_作废和示例都标明(t *testing.T) {
	t.Parallel()
	v := sample()
	v.Letter.State, v.Sample = letters.Voided, true
	html := rendered(t, v)
	if !strings.Contains(html, "已作废") || !strings.Contains(html, "示例，不具有法律效力") {
		t.Error(html)
	}
}

func TestLetter_表格文书不重复受文人(t *testing.T) {
	t.Parallel()
	v := sample()
	v.Doc.Remedies, v.Doc.Blocks = nil, []letters.Block{{Rows: [][]string{{"案由", "建设工程规划许可证核发"}, {"受送达人", "某公司"}}}}
	html := rendered(t, v)
	if strings.Contains(html, v.Doc.AddresseeID) || !strings.Contains(html, `<th scope="row">案由</th>`) {
		t.Error(html)
	}
}

func TestLetter_每个样式都在样式表里(t *testing.T) {
	t.Parallel()
	css, err := os.ReadFile("../ui/static/yingshang.css")
	if err != nil {
		t.Fatal(err)
	}
	v := sample()
	v.Letter.State, v.Sample = letters.Voided, true
	seen := 0
	for _, c := range regexp.MustCompile(`class="([^"]*)"`).FindAllStringSubmatch(rendered(t, v), -1) {
		for _, name := range strings.Fields(c[1]) {
			if !strings.HasPrefix(name, "letter") {
				continue
			}
			seen++
			if name != "letter" && !strings.Contains(string(css), "."+name) {
				t.Errorf("no style for %s", name)
			}
		}
	}
	if seen < 8 {
		t.Errorf("only %d letter classes", seen)
	}
}
