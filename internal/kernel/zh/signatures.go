package zh

const MaxReadings = 16

type Removed struct {
	Rune rune
	Kind string
}

func Normalise(s string) (clean string, removed []Removed) { panic("pending") }
func ASCII(s string) string                                { panic("pending") }
func Initials(s string) []string                           { panic("pending") }
func Pinyin(s string) []string                             { panic("pending") }
func Bigrams(text string) []string                         { panic("pending") }
func QueryTerms(query string) []string                     { panic("pending") }

type Keys struct {
	Text             string
	Grams            []string
	Pinyin, Initials []string
}

func SearchKeys(name string) Keys          { panic("pending") }
func Numeral(n int64) string               { panic("pending") }
func ParseNumeral(s string) (int64, error) { panic("pending") }
func ParseArticle(s string) (int64, error) { panic("pending") }
func Len(s string) int                     { panic("pending") }
func Clip(s string, n int) string          { panic("pending") }
func WidthCells(s string) int              { panic("pending") }

type Finding struct {
	Kind       string
	Start, End int
	Masked     string
}

func FindPersonalData(text string) []Finding { panic("pending") }
