// Package blob (文件库) keeps the bytes of files under their SHA-256 digest.
//
// What always holds:
//
//   - Bytes are on stable storage, under their final name, before Put returns;
//     a file that bears a digest as its name is whole.
//   - Equal bytes are kept once.
//   - Names are made here from digests and never from anything a person typed,
//     and every path is opened inside the store's root.
//   - A file that no record names is removed only after a day of grace, because
//     its record may still be on its way (bytes first, row second).
//
// The papers register calls it; the health check calls Check and the timetable
// Sweep. A second implementation may keep the bytes in an object store.
package blob
