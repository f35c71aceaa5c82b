// Package sheet (公文页面) shows a letter as an A4 document: on the screen as a
// sheet, on paper with the measures of GB/T 9704-2012 (top 37 mm, binding side
// 28 mm, type area 156 mm by 225 mm, body in size 3). It stands in kit because the
// register shows letters, and the room of documents filled in by hand shows what
// they will be.
//
// What always holds: the component writes what the frozen document says and
// nothing else; it has no inline style and no script; the code to verify with is
// printed as text beside the QR code, so that paper can be checked without a
// camera. What is no letter yet says so in its corner and bears neither number
// nor code.
//
// Commercial typefaces (仿宋_GB2312, 方正小标宋) are named first by the style sheet
// and not bundled; where they are missing the browser takes an open one, and line
// breaks may differ by a character.
package sheet
