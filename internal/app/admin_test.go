package app

import (
	"bytes"
	"context"
	"strings"
	"testing"
	"time"
)

func TestAdminInit_三个人三个激活码_只有一次(t *testing.T) {
	t.Parallel()
	data := t.TempDir()
	units := file(t, "units.csv", "机构编码,机构全称,机构类别\nyhb,桃江县优化经济环境事务中心,县直部门\n")
	if code, _, messages := cli(t, "import", "units", units, "--data", data); code != Done {
		t.Fatalf("import: %d %s", code, messages)
	}
	first := []string{"admin", "init", "--data", data, "--unit", "yhb", "--system", "zhaomin/赵敏/1001", "--safety", "qianli/钱立/1002"}
	code, _, messages := cli(t, append(first, "--audit", "sunwen/孙文/1001")...)
	if code != FoundWrong || !strings.Contains(messages, "三个不同的工号") {
		t.Errorf("one staff id twice: %d %s", code, messages)
	}
	if code, _, messages = cli(t, append(first, "--audit", "sunwen")...); code != Usage || !strings.Contains(messages, "账号/姓名/工号") {
		t.Errorf("half a person: %d %s", code, messages)
	}
	codes := answer[[]map[string]string](t, Done, append(first, "--audit", "sunwen/孙文/1003")...)
	if len(codes) != 3 || codes[0]["login"] != "zhaomin" || codes[0]["code"] == "" || codes[0]["code"] == codes[1]["code"] {
		t.Errorf("codes: %v", codes)
	}
	code, _, messages = cli(t, append(first, "--audit", "sunwen/孙文/1003")...)
	if code != FoundWrong || !strings.Contains(messages, "系统已有管理员") {
		t.Errorf("a second time: %d %s", code, messages)
	}
	if code, _, messages = cli(t, "admin", "user", "unlock", "zhaomin", "--data", data); code != Done {
		t.Errorf("unlock: %d %s", code, messages)
	}
	if code, _, _ = cli(t, "admin", "user", "unlock", "nobody", "--data", data); code != FoundWrong {
		t.Errorf("unlock nobody: %d", code)
	}
	if code, _, messages = cli(t, "verify", "log", "--data", data); code != Done {
		t.Errorf("the log: %d %s", code, messages)
	}
}

func TestServe_空库先说怎么开通(t *testing.T) {
	t.Parallel()
	ctx, stop := context.WithTimeout(context.Background(), 3*time.Second)
	defer stop()
	var out, messages bytes.Buffer
	a := &App{Context: ctx, In: strings.NewReader(""), Out: &out, Messages: &messages}
	if err := a.run([]string{"serve", "--data", t.TempDir(), "--listen", "127.0.0.1:0"}); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(messages.String(), "yingshang admin init") {
		t.Errorf("it did not say how to begin: %s", messages.String())
	}
}
