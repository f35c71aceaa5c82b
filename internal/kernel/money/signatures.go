package money

type Fen int64
type BasisPoints int64
type Price int64

func Parse(s string) (Fen, error)                              { panic("pending") }
func FromYuan(yuan int64) (Fen, error)                         { panic("pending") }
func Sum(amounts ...Fen) (Fen, error)                          { panic("pending") }
func (f Fen) String() string                                   { panic("pending") }
func (f Fen) Plain() string                                    { panic("pending") }
func (f Fen) Wan() string                                      { panic("pending") }
func (f Fen) Over(step Fen) string                             { panic("pending") }
func (f Fen) Capital() string                                  { panic("pending") }
func (f Fen) Add(g Fen) (Fen, error)                           { panic("pending") }
func (f Fen) Sub(g Fen) (Fen, error)                           { panic("pending") }
func (f Fen) Times(n int64) (Fen, error)                       { panic("pending") }
func (f Fen) Mul(rate BasisPoints) (Fen, error)                { panic("pending") }
func (f Fen) MulDiv(numerator, denominator int64) (Fen, error) { panic("pending") }
func ParseRate(s string) (BasisPoints, error)                  { panic("pending") }
func (b BasisPoints) String() string                           { panic("pending") }
func ParsePrice(s string) (Price, error)                       { panic("pending") }
func (p Price) Times(quantity int64) (Fen, error)              { panic("pending") }
func (p Price) String() string                                 { panic("pending") }
