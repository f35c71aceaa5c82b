package ledger

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"

	"yingshang/internal/kernel/fault"
)

// textTable reads CSV: UTF-8 with or without mark, UTF-16 with mark, or
// GB18030, of which GBK is a part. The delimiter is the comma, semicolon or tab
// that the first line has most of.
func textTable(f File) ([]grid, error) {
	args := fault.Args{"file": f.Name, "limit": fmt.Sprintf("%d MB", maxText>>20)}
	if len(f.Data) > maxText {
		return nil, TooLarge.New(args)
	}
	text, err := decode(f.Data)
	if err != nil {
		return nil, Unreadable.Because(err, args)
	}
	if bytes.IndexByte(text, 0) >= 0 {
		return nil, NotATable.New(args)
	}
	comma := delimiter(text)
	return []grid{{each: func(yield func(gridRow) bool) { eachRecord(text, comma, yield) }}}, nil
}

var errReplacement = errors.New("bytes that belong to no character")

func decode(data []byte) ([]byte, error) {
	switch {
	case bytes.HasPrefix(data, []byte("\xEF\xBB\xBF")):
		data = data[3:]
	case bytes.HasPrefix(data, []byte{0xFF, 0xFE}), bytes.HasPrefix(data, []byte{0xFE, 0xFF}):
		return unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM).NewDecoder().Bytes(data)
	}
	if utf8.Valid(data) {
		return data, nil
	}
	text, err := simplifiedchinese.GB18030.NewDecoder().Bytes(data)
	if err == nil && bytes.ContainsRune(text, utf8.RuneError) {
		err = errReplacement
	}
	return text, err
}

func delimiter(text []byte) rune {
	line, _, _ := bytes.Cut(text, []byte("\n"))
	best, most := ',', 0
	for _, r := range []rune{',', '\t', ';'} {
		if n := bytes.Count(line, []byte(string(r))); n > most {
			best, most = r, n
		}
	}
	return best
}

// eachRecord yields the records that are not blank. A record's number is what a
// spreadsheet program would show: its line, less the line breaks inside quoted
// cells above it.
func eachRecord(text []byte, comma rune, yield func(gridRow) bool) {
	r := csv.NewReader(bytes.NewReader(text))
	r.Comma, r.FieldsPerRecord = comma, -1
	folded := 0
	for {
		cells, err := r.Read()
		if errors.Is(err, io.EOF) {
			return
		}
		var bad *csv.ParseError
		if errors.As(err, &bad) {
			yield(gridRow{number: bad.StartLine - folded, problem: "这一行的引号不成对，从这里起没有读。请把单独出现的半角引号改成“”，或用两个引号表示一个"})
			return
		}
		if err != nil { // reading memory cannot fail otherwise
			yield(gridRow{number: 1, problem: err.Error()})
			return
		}
		line, _ := r.FieldPos(0)
		number := line - folded
		for _, cell := range cells {
			folded += strings.Count(cell, "\n")
		}
		if blank(cells) {
			continue
		}
		if !yield(gridRow{number: number, cells: cells}) {
			return
		}
	}
}

func blank(cells []string) bool {
	for _, cell := range cells {
		if strings.TrimSpace(cell) != "" {
			return false
		}
	}
	return true
}
