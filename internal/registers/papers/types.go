package papers

import (
	"bytes"
	"path"
	"regexp"
	"strings"

	"github.com/gabriel-vasile/mimetype"
)

// fileType is one accepted type of file.
type fileType struct {
	ext, zh string
	mimes   []string // what the sniffer may call it
	look    func(*look) error
}

// accepted lists the types that are taken in. Pictures drawn by code (SVG),
// pages (HTML), bare XML and archives are not: a browser would run the first
// two, and nobody can read the last at a window.
var accepted = []fileType{
	{".pdf", "PDF", []string{"application/pdf"}, lookPDF},
	{".jpg", "JPG", []string{"image/jpeg"}, lookImage},
	{".png", "PNG", []string{"image/png"}, lookImage},
	{".ofd", "OFD", []string{mimeOFD}, lookPackage},
	{".docx", "DOCX", []string{"application/vnd.openxmlformats-officedocument.wordprocessingml.document"}, lookPackage},
	{".xlsx", "XLSX", []string{"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}, lookPackage},
	{".csv", "CSV", textMimes, lookText},
	{".txt", "TXT", textMimes, lookText},
}

// mimeOFD is used for the national fixed-layout format (版式文件, GB/T 33190).
const mimeOFD = "application/ofd"

// textMimes are what the sniffer calls plain text of various content; none of
// them is run by a browser.
var textMimes = []string{"text/plain", "text/csv", "text/tab-separated-values", "application/json", "application/x-ndjson"}

const wantAny = "PDF、JPG、PNG、OFD、DOCX、XLSX、CSV 或 TXT"

// advice says what to change a foreign type into.
type advice struct{ mime, got, want string }

// foreign types that people really hand in, by the beginning of their MIME type.
var foreign = []advice{
	{"image/vnd.dwg", "DWG", "PDF"},
	{"image/vnd.dxf", "DXF", "PDF"},
	{"image/heic", "HEIC 照片", "JPG"},
	{"image/heif", "HEIF 照片", "JPG"},
	{"image/svg+xml", "SVG 图形", "PDF 或 PNG"},
	{"image/", "别的图片格式", "JPG 或 PNG"},
	{"text/html", "网页", "PDF"},
	{"text/xml", "XML", "PDF"},
	{"application/msword", "旧版 Word（DOC）", "DOCX 或 PDF"},
	{"application/vnd.ms-excel", "旧版 Excel（XLS）", "XLSX 或 PDF"},
	{"application/vnd.ms-powerpoint", "演示文稿", "PDF"},
	{"application/vnd.openxmlformats-officedocument.presentationml", "演示文稿", "PDF"},
	{"application/x-ole-storage", "旧版或加了密码的 Office 文件", "不带密码的 DOCX、XLSX 或 PDF"},
	{"application/zip", "压缩包", "压缩包里的单个 PDF"},
	{"application/x-rar", "压缩包", "压缩包里的单个 PDF"},
	{"application/x-7z", "压缩包", "压缩包里的单个 PDF"},
	{"application/gzip", "压缩包", "压缩包里的单个 PDF"},
	{"application/vnd.microsoft.portable-executable", "程序", wantAny},
	{"video/", "视频", wantAny},
	{"audio/", "录音", wantAny},
}

// extensionOf returns the extension in lower case with the usual spelling.
func extensionOf(fileName string) string {
	ext := strings.ToLower(path.Ext(strings.TrimSpace(fileName)))
	if ext == ".jpeg" {
		return ".jpg"
	}
	return ext
}

func typeByExt(ext string) (fileType, bool) {
	for _, t := range accepted {
		if t.ext == ext {
			return t, true
		}
	}
	return fileType{}, false
}

func (t fileType) named(mime string) bool {
	for _, m := range t.mimes {
		if m == mime {
			return true
		}
	}
	return false
}

// adviceFor says what a sniffed type is and what to make of it; ext helps to
// name types the sniffer does not know.
func adviceFor(mime, ext string) advice {
	for _, a := range foreign {
		if strings.HasPrefix(mime, a.mime) {
			return a
		}
	}
	for _, t := range accepted {
		if t.named(mime) {
			return advice{mime, t.zh, wantAny}
		}
	}
	if _, ours := typeByExt(ext); ext != "" && !ours {
		return advice{mime, strings.ToUpper(strings.TrimPrefix(ext, ".")), wantAny}
	}
	return advice{mime, "认不出的格式", wantAny}
}

// drawing is the beginning of every DWG since 1982; the sniffer knows only
// some versions of it.
var drawing = regexp.MustCompile(`^AC[12][.0-9][0-9]{2}`)

// sniff names the type of a file by its first bytes, without parameters.
func sniff(head []byte) string {
	if drawing.Match(head) && bytes.IndexByte(head, 0) >= 0 {
		return "image/vnd.dwg"
	}
	mime, _, _ := strings.Cut(mimetype.Detect(head).String(), ";")
	return mime
}

// packaged reports whether the sniffed type is some kind of zip container,
// whose real type only its directory tells.
func packaged(mime string) bool {
	for m := mimetype.Lookup(mime); m != nil; m = m.Parent() {
		if m.Is("application/zip") {
			return true
		}
	}
	return false
}
