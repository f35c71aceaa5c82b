package ids

import "io"

type CreditCode string

func ParseCreditCode(s string) (CreditCode, error) { panic("pending") }
func (c CreditCode) Area() AreaCode                { panic("pending") }
func (c CreditCode) Organisation() string          { panic("pending") }

type CitizenID string

func ParseCitizenID(s string) (CitizenID, error) { panic("pending") }
func (c CitizenID) Masked() string               { panic("pending") }
func (c CitizenID) Born() (year, month, day int) { panic("pending") }
func (c CitizenID) Area() AreaCode               { panic("pending") }

type Mobile string

func ParseMobile(s string) (Mobile, error) { panic("pending") }
func (m Mobile) Masked() string            { panic("pending") }

func MaskName(name string) string { panic("pending") }

type AreaCode string

func ParseAreaCode(s string) (AreaCode, error) { panic("pending") }
func (c AreaCode) Parent() (AreaCode, bool)    { panic("pending") }
func (c AreaCode) Within(outer AreaCode) bool  { panic("pending") }

type Area struct {
	Code     AreaCode
	Name     string
	From, To string // YYYY-MM-DD, empty when open
}
type Areas struct{}

func ReadAreas(csv io.Reader) (*Areas, error)                      { panic("pending") }
func BuiltinAreas() *Areas                                         { panic("pending") }
func (a *Areas) At(code AreaCode, day string) (Area, bool)         { panic("pending") }
func (a *Areas) Children(code AreaCode, day string) []Area         { panic("pending") }
func (a *Areas) FullName(code AreaCode, day string) (string, bool) { panic("pending") }

type CaseNumber struct {
	Prefix           string
	Year, Month, Day int
	Serial           int64
}

func NewCaseNumber(prefix string, year, month, day int, serial int64) (CaseNumber, error) {
	panic("pending")
}
func ParseCaseNumber(s string) (CaseNumber, error) { panic("pending") }
func (n CaseNumber) String() string                { panic("pending") }
func (n CaseNumber) Series() string                { panic("pending") }

type DocNumber struct {
	Word   string
	Year   int
	Serial int64
}

func NewDocNumber(word string, year int, serial int64) (DocNumber, error) { panic("pending") }
func ParseDocNumber(s string) (DocNumber, error)                          { panic("pending") }
func (n DocNumber) String() string                                        { panic("pending") }
func (n DocNumber) Series() string                                        { panic("pending") }

type Code string

const (
	QueryCodeLen   = 10
	ReceiptCodeLen = 16
)

func NewCode(random io.Reader, length int) (Code, error) { panic("pending") }
func ParseCode(s string, length int) (Code, error)       { panic("pending") }
func (c Code) Grouped() string                           { panic("pending") }

func NewID(ms int64, random [10]byte) string            { panic("pending") }
func ParseID(s string) (id string, ms int64, err error) { panic("pending") }
