// Package money (金额) holds amounts in fen (分), rates in basis points (基点) and
// unit prices in ten-thousandths of a yuan, and the arithmetic between them.
//
// What always holds: an amount is a whole number of fen, never a floating-point
// number; a calculation multiplies first, divides last and rounds half up once
// (四舍五入); what does not fit is an error, never a wrapped number. An amount
// marked 约 or 余 is no amount and is refused: such words may be printed (Over),
// never stored.
//
// Errors are Chinese sentences that say what to mend. Anybody may call it; it
// has no clock and does no I/O.
package money
