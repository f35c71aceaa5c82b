package papers_test

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/jpeg"
	"image/png"
	"io"
	"io/fs"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"

	"yingshang/internal/kernel/fault"
	"yingshang/internal/registers/papers"
	"yingshang/internal/store/blob"
)

func intake(t *testing.T) papers.Intake {
	t.Helper()
	dir, err := blob.OpenDir(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = dir.Close() }) // a second close is harmless
	return papers.Intake{Blobs: dir}
}

const pdfText = "%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"

// packed makes a zip container; a name may carry its content after "=".
func packed(entries ...string) string {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, e := range entries {
		name, content, _ := strings.Cut(e, "=")
		w, err := z.Create(name)
		if err != nil {
			panic(err)
		}
		_, _ = io.WriteString(w, content) // a bytes.Buffer takes everything
	}
	_ = z.Close() // as above
	return b.String()
}

func docx(more ...string) string {
	return packed(append([]string{"[Content_Types].xml=<Types/>", "word/document.xml=<w:document/>"}, more...)...)
}

func picture(w, h int, encode func(io.Writer, image.Image) error) string {
	var b bytes.Buffer
	if err := encode(&b, image.NewGray(image.Rect(0, 0, w, h))); err != nil {
		panic(err)
	}
	return b.String()
}

func asJPEG(w io.Writer, m image.Image) error { return jpeg.Encode(w, m, nil) }

func gbk(s string) string {
	out, err := simplifiedchinese.GB18030.NewEncoder().String(s)
	if err != nil {
		panic(err)
	}
	return out
}

func TestCheck_收八种文件(t *testing.T) {
	t.Parallel()
	in := intake(t)
	for name, c := range map[string]struct{ body, mime string }{
		"图.pdf":     {pdfText, "application/pdf"},
		"照片.JPEG":   {picture(8, 8, asJPEG), "image/jpeg"},
		"扫描.PNG":    {picture(8, 8, png.Encode), "image/png"},
		"批文.ofd":    {packed("OFD.xml=<ofd:OFD/>", "Doc_0/Document.xml=<x/>"), "application/ofd"},
		"说明.docx":   {docx(), "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
		"表.xlsx":    {packed("[Content_Types].xml=<Types/>", "xl/workbook.xml=<workbook/>"), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
		"名单.csv":    {"姓名,单位\n甲,乙\n", "text/csv"},
		"gbk名单.csv": {gbk("姓名,单位\n甲某,乙公司\n"), "text/csv"},
		"情况.txt":    {"情况说明：材料齐全。\n", "text/plain"},
	} {
		got, err := in.Check(context.Background(), papers.Upload{Material: "材料", FileName: name, Body: strings.NewReader(c.body)})
		if err != nil || got.Mime != c.mime || got.Size != int64(len(c.body)) || got.Scanned {
			t.Errorf("%s: %+v, %v", name, got, err)
		}
	}
}

func TestCheck_拒收时说清怎么改(t *testing.T) {
	t.Parallel()
	in := intake(t)
	bomb := strings.Repeat("0", 1<<20)
	for _, c := range []struct {
		name, body string
		want       *fault.Def
		says       string
	}{
		{"总图.dwg", "AC1027\x00\x00\x00\x00\x00", papers.WrongType, "规划总平面图：请换成 PDF 文件，现在是 DWG。"},
		{"总图.pdf", "AC1027\x00\x00\x00\x00\x00", papers.WrongType, "请换成 PDF 文件，现在是 DWG"},
		{"照片.heic", "\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic", papers.WrongType, "请换成 JPG 文件，现在是 HEIC 照片"},
		{"图.svg", `<svg xmlns="http://www.w3.org/2000/svg"></svg>`, papers.WrongType, "现在是 SVG 图形"},
		{"图.png", `<svg xmlns="http://www.w3.org/2000/svg"></svg>`, papers.WrongType, "现在是 SVG 图形"},
		{"页.txt", "<!DOCTYPE html><html><script>x</script></html>", papers.WrongType, "现在是 网页"},
		{"表.csv", `<?xml version="1.0"?><a/>`, papers.WrongType, "现在是 XML"},
		{"包.zip", packed("a.pdf=" + pdfText), papers.WrongType, "压缩包"},
		{"装.docx", packed("a.pdf=" + pdfText), papers.NameDiffers, "内容却是 压缩包"},
		{"表.docx", packed("[Content_Types].xml=x", "xl/workbook.xml=x"), papers.NameDiffers, "内容却是 XLSX"},
		{"旧.doc", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + strings.Repeat("\x00", 600), papers.WrongType, "DOCX"},
		{"密.docx", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + strings.Repeat("\x00", 600), papers.WrongType, "不带密码"},
		{"程序.exe", "MZ\x90\x00" + strings.Repeat("\x00", 200), papers.WrongType, "程序"},
		{"图.png", pdfText, papers.NameDiffers, "后缀是 .png，内容却是 PDF"},
		{"无后缀", pdfText, papers.NoExtension, "没有后缀"},
		{"空.pdf", "", papers.Empty, "空的"},
		{"密.pdf", strings.Replace(pdfText, "/Root", "/Encrypt 5 0 R/Root", 1), papers.Encrypted, "去掉密码"},
		{"断.pdf", pdfText[:40], papers.Broken, "重新上传"},
		{"断.png", picture(8, 8, png.Encode)[:20], papers.Broken, "重新上传"},
		{"断.docx", docx()[:200], papers.Broken, "重新上传"},
		{"大图.png", picture(8000, 5001, png.Encode), papers.TooManyDots, "4000 万像素"[:7]},
		{"宏.docx", docx("word/vbaProject.bin=x"), papers.Macros, "不带宏"},
		{"逃.docx", docx("../../etc/passwd=x"), papers.UnsafeNames, "重新另存"},
		{"绝.docx", docx("/etc/passwd=x"), papers.UnsafeNames, "重新另存"},
		{"盘.docx", docx(`C:\x=1`), papers.UnsafeNames, "重新另存"},
		{"链.docx", linked(), papers.UnsafeNames, "重新另存"},
		{"弹.docx", docx("word/a.xml=" + bomb), papers.Unpacks, "展开超过"},
		{"碎.docx", docx(many(2000)...), papers.Unpacks, "内部文件太多"},
		{"二进制.txt", "abc\x00\x01def", papers.WrongType, "TXT"},
		{"乱.txt", "好的\n" + string([]byte{0xff, 0xfe, 0xfd, 0x81}), papers.BadText, "UTF-8"},
	} {
		_, err := in.Check(context.Background(), papers.Upload{Material: "规划总平面图", FileName: c.name, Body: strings.NewReader(c.body)})
		f, _ := fault.Of(err)
		if !c.want.Is(err) {
			t.Errorf("%s: want %s, got %v", c.name, c.want.Code, err)
			continue
		}
		if s := f.Sentence(); !strings.HasPrefix(s, "规划总平面图：") || !strings.Contains(s, c.says) || strings.Contains(s, "{") {
			t.Errorf("%s: %q should say %q", c.name, s, c.says)
		}
	}
}

func many(n int) []string {
	out := make([]string, n)
	for i := range out {
		out[i] = fmt.Sprintf("word/%d.xml=x", i)
	}
	return out
}

func linked() string {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, name := range []string{"[Content_Types].xml", "word/document.xml"} {
		_, _ = z.Create(name) // a bytes.Buffer takes everything
	}
	h := &zip.FileHeader{Name: "word/link"}
	h.SetMode(fs.ModeSymlink | 0o777)
	w, _ := z.CreateHeader(h)
	_, _ = io.WriteString(w, "/etc/passwd")
	_ = z.Close()
	return b.String()
}

type endless struct{ head io.Reader }

func (e endless) Read(p []byte) (int, error) {
	if n, err := e.head.Read(p); err == nil {
		return n, nil
	}
	for i := range p {
		p[i] = 'x'
	}
	return len(p), nil
}

func TestCheck_超过五十兆停止接收(t *testing.T) {
	t.Parallel()
	_, err := intake(t).Check(context.Background(), papers.Upload{Material: "规划总平面图", FileName: "a.pdf", Body: endless{strings.NewReader(pdfText)}})
	if !papers.TooLarge.Is(err) || !strings.Contains(err.Error(), "50 MB") {
		t.Error(err)
	}
}

type scanner struct {
	threat string
	err    error
}

func (s scanner) Scan(_ context.Context, r io.Reader) (papers.Verdict, error) {
	if n, err := io.Copy(io.Discard, r); n != int64(len(pdfText)) || err != nil {
		return papers.Verdict{}, fmt.Errorf("the scanner saw %d bytes: %v", n, err)
	}
	return papers.Verdict{Threat: s.threat}, s.err
}

func TestCheck_病毒检查(t *testing.T) {
	t.Parallel()
	up := func() papers.Upload {
		return papers.Upload{Material: "规划总平面图", FileName: "a.pdf", Body: strings.NewReader(pdfText)}
	}
	in := intake(t)
	in.Scanner = scanner{}
	if c, err := in.Check(context.Background(), up()); err != nil || !c.Scanned || c.Threat != "" {
		t.Errorf("clean: %+v %v", c, err)
	}
	in.Scanner = scanner{threat: "EICAR"}
	if c, err := in.Check(context.Background(), up()); err != nil || !c.Scanned || c.Threat != "EICAR" {
		t.Errorf("threat: %+v %v", c, err)
	}
	in.Scanner = scanner{err: errors.New("no answer")}
	if _, err := in.Check(context.Background(), up()); !papers.ScanPending.Is(err) {
		t.Errorf("no answer: %v", err)
	}
}
