package mandate

import "fmt"

// Catalogue (指标目录) is a set of first-level indicators that comes with the
// program. Its sources name the indicators, not the weights: those are spread
// evenly and meant to be replaced (示例).
type Catalogue struct {
	Code, Title, Source string
	Names               []string
}

const evenly = "权重平均分配，是示例，以评价机关的文件为准。"

// Catalogues are those that come with the program.
var Catalogues = []Catalogue{
	{"cn-2020", "中国营商环境评价指标（2020，18 项一级指标）", "国家营商环境评价一级指标名称；" + evenly, []string{
		"开办企业", "劳动力市场监管", "办理建筑许可", "政府采购", "招标投标", "获得电力", "获得用水用气", "登记财产", "获得信贷",
		"保护中小投资者", "知识产权创造、保护和运用", "跨境贸易", "纳税", "执行合同", "办理破产", "市场监管", "政务服务", "包容普惠创新"}},
	{"hn-2019", "湖南省营商环境试评价指标（2019，9 项一级指标）", "湖南省 2019 年试评价一级指标名称；" + evenly, []string{
		"开办企业", "办理建筑许可", "获得电力", "登记财产", "纳税", "跨境贸易", "获得信贷", "执行合同", "政务服务"}},
	{"b-ready", "世界银行 B-READY 议题（10 个议题）", "世界银行 B-READY 议题名称，中文译名是示例；" + evenly, []string{
		"企业准入", "经营场所", "公用设施服务", "劳动用工", "金融服务", "国际贸易", "纳税", "争端解决", "市场竞争", "企业破产"}},
}

// shippedIndicators are the indicators of a catalogue; the first ones take what
// an even share leaves over, so that the sum is exactly 100.
func shippedIndicators(code string, s *System) (out []Indicator, ok bool) {
	for _, c := range Catalogues {
		if c.Code != code {
			continue
		}
		s.Title, s.Source = c.Title, c.Source
		n := Weight(len(c.Names))
		for at, name := range c.Names {
			w := Full / n
			if Weight(at) < Full%n {
				w++
			}
			out = append(out, Indicator{Code: fmt.Sprintf("%02d", at+1), Name: name, Weight: w, Better: "none"})
		}
		return out, true
	}
	return nil, false
}
