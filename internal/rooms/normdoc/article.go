package normdoc

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// lastArticle is the number of articles of 优化营商环境条例 (国令722).
const lastArticle = 72

// Article is a clause of the Regulation that documents are held against, with
// what to look for.
type Article struct {
	Number int64
	Asks   string
}

// Articles are those that a county's documents can offend against, with the
// question in our own words. A round may name any other by its number.
var Articles = []Article{
	{10, "有没有按所有制区别对待"},
	{11, "有没有干预企业自主经营"},
	{12, "资金、土地、用工等要素和政策是不是一视同仁"},
	{13, "招标采购有没有限制或排斥外地、民营企业"},
	{14, "有没有摊派、违法查封扣押的规定"},
	{17, "有没有强制入会、评比、培训、考试或借此收费"},
	{19, "有没有给登记、变更、迁移设障碍"},
	{20, "有没有自定市场准入负面清单"},
	{24, "减税降费政策有没有打折扣、拖延"},
	{25, "收费、基金、保证金有没有法定依据和公开目录"},
	{31, "承诺的政策、合同会不会因换届换人不兑现"},
	{32, "有没有允许拖欠账款的规定"},
	{35, "有没有在标准之外加条件、加环节"},
	{36, "时限、一次告知、进厅办理是不是落实"},
	{39, "有没有新设或变相设置许可"},
	{40, "已取消的许可有没有换个名目保留"},
	{43, "中介服务有没有法定依据，有没有指定机构、转嫁费用"},
	{44, "证明事项有没有法定依据，在不在公开清单里"},
	{54, "检查是不是按双随机、一公开安排"},
	{59, "有没有一刀切停产停业、罚款挂钩的规定"},
	{62, "制定时有没有听取企业和行业协会意见"},
	{63, "有没有做公平竞争审查和合法性审核"},
	{64, "没有法律法规依据有没有减损权益、增加义务"},
	{65, "有没有留出适应期，政策之间打不打架"},
}

// Usual are the articles a round checks unless it says otherwise.
var Usual = []int64{12, 13, 17, 20, 25, 39, 43, 44, 62, 63, 64, 65}

// AsksOf is what to look for under an article; empty for those without a
// question of their own.
func AsksOf(number int64) string {
	n := slices.IndexFunc(Articles, func(a Article) bool { return a.Number == number })
	if n < 0 {
		return ""
	}
	return Articles[n].Asks
}

// ParseArticles reads numbers such as "12、13、20".
func ParseArticles(text string) ([]int64, error) {
	var out []int64
	for _, word := range strings.FieldsFunc(text, func(r rune) bool { return !('0' <= r && r <= '9') && !strings.ContainsRune("-.", r) }) {
		n, err := strconv.ParseInt(word, 10, 64)
		if err != nil || n < 1 || n > lastArticle {
			return nil, fmt.Errorf("“%s”不是条例的条号，请填 1 到 %d 的整数，几个用顿号隔开", word, lastArticle)
		}
		if !slices.Contains(out, n) {
			out = append(out, n)
		}
	}
	slices.Sort(out)
	return out, nil
}

// ArticlesText writes what ParseArticles reads.
func ArticlesText(numbers []int64) string {
	words := make([]string, len(numbers))
	for i, n := range numbers {
		words[i] = strconv.FormatInt(n, 10)
	}
	return strings.Join(words, "、")
}
