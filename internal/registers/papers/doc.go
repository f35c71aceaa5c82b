// Package papers (材料) is the register of the files people hand in and of what
// may be done with them, so that a file is handed in once.
//
// Basis: 国办函〔2016〕108号 (grades of trust A to D), 国令第716号 art. 7 (no file
// is asked for twice, none is used for another purpose), 个人信息保护法 art. 14
// and 15 (consent and its withdrawal).
//
// What always holds:
//
//   - The bytes lie in a blob store under their digest before the row exists;
//     a row never points at bytes that were not stored.
//   - Only listed types are accepted, and the extension equals what the bytes
//     are.
//   - A paper is used for a case only with the owner's standing consent for
//     that purpose, and each use is logged where the owner can see it.
//   - The content of a paper never changes; a better one replaces it.
//   - A unit's own files (佐证) stand beside the record they support and belong
//     to no party; the room of the record decides who may see them.
//
// casework and letters call it; pages read through it.
package papers
