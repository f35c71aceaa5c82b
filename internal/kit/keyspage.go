package kit

type keyLine struct{ Key, What string }

type keyGroup struct {
	Title, Note string
	Keys        []keyLine
}

// keyGroups are the shortcuts keys.js knows; a page takes part by naming a key
// in data-key.
var keyGroups = []keyGroup{
	{"到处可用", "", []keyLine{
		{"?", "看这一页"}, {"/", "搜索"}, {"G+I", "待办"}, {"G+F", "数字台账"},
		{"J", "下一条"}, {"K", "上一条"}, {"Enter", "打开"}, {"Esc", "关闭、离开输入框"},
		{"Ctrl+Enter", "本页的主要按钮"}}},
	{"窗口收件", "刷卡起就计时", []keyLine{
		{"F2", "扫码、刷卡或输入"}, {"F4", "选事项"}, {"F9", "打印回执"}, {"Alt+N", "下一位"},
		{"1", "选第 1 行材料，依此类推"}, {"Q", "齐"}, {"B", "要补"},
		{"S", "受理"}, {"D", "一次性告知补正"}, {"G", "不予受理"}, {"H", "不需要许可"}}},
}

func (s *Site) keysPage(c *Ctx) error { return c.Render(keysTempl(c.Page("快捷键"))) }

// offerLabel is the button that makes a secret, the first time or again.
func offerLabel(f *Form) string {
	if f.Sent {
		return "重新显示二维码"
	}
	return "开始绑定"
}

// spaced sets a secret in groups of four, to be copied by hand.
func spaced(secret string) string {
	out := ""
	for i, r := range secret {
		if i > 0 && i%4 == 0 {
			out += " "
		}
		out += string(r)
	}
	return out
}
