package ui

import "fmt"

func (v Pager) words() string {
	switch {
	case v.From == 0 || v.To == 0:
		return "没有记录"
	case v.Total < 0:
		return fmt.Sprintf("第 %d–%d 条", v.From, v.To)
	}
	return fmt.Sprintf("第 %d–%d 条，共 %d 条", v.From, v.To, v.Total)
}
