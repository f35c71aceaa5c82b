package app

import (
	"runtime"
	"runtime/debug"
)

// command is one line of the table of commands. Grammar is a pointer to a
// struct the parser fills; it, or its sub-commands, have Run(a *App) error.
type command struct {
	name, help string
	grammar    any
}

// commands is every finished command. Adding one is a line here.
func commands() []command {
	return []command{
		{"demo", "装载桃江县 2020 年上半年的演示数据并开始服务。", &demoCommand{}},
		{"serve", "开始服务。", &serveCommand{}},
		{"import", "导入一种台账（XLSX 或 CSV）。", &importCommand{}},
		{"export", "导出一种台账，或它的空白模板。", &exportCommand{}},
		{"figures", "列出各个数字，或一个数字背后的记录。", &figuresCommand{}},
		{"calendar", "推算期限，核对节假日。", &calendarCommand{}},
		{"verify", "核验留痕日志或回执。", &verifyCommand{}},
		{"check", "核对全部数据：留痕、数字与记录是否一致。", &checkCommand{}},
		{"backup", "备份、核对和恢复。", &backupCommand{}},
		{"admin", "开通管理员，重置账号。", &adminCommand{}},
		{"doctor", "检查这台机器和数据目录能不能用。", &doctorCommand{}},
		{"version", "显示版本。", &versionCommand{}},
	}
}

type versionCommand struct{}

// Run prints what the program was built from.
func (versionCommand) Run(a *App) error {
	version := map[string]string{"version": "devel", "go": runtime.Version(), "platform": runtime.GOOS + "/" + runtime.GOARCH}
	if info, ok := debug.ReadBuildInfo(); ok {
		if info.Main.Version != "" && info.Main.Version != "(devel)" {
			version["version"] = info.Main.Version
		}
		for _, s := range info.Settings {
			if s.Key == "vcs.revision" {
				version["revision"] = s.Value
			}
		}
	}
	if a.JSON {
		return a.printJSON(version)
	}
	return a.print("yingshang %s %s %s %s", version["version"], version["revision"], version["go"], version["platform"])
}
