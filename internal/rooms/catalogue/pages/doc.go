// Package pages (事项目录的网页) shows the catalogue to everybody: the home
// page, the list and search, the guide of an item, the questions that make a
// personal list, the history of versions, and the ledger of cut materials. To
// those who keep it (事项管理) it shows their items with what is under way, a
// draft topic by topic with what the publish gate still misses, a version beside
// the one before it with publication, discarding and withdrawal, and the import
// of ledgers.
//
// Basis: 行政许可法 art. 30 (publish items and materials), 优化营商环境条例
// art. 37 (whoever applies picks the way), GB/T 37668-2019.
//
// What always holds: no public page needs sign-in, and no page needs script; the
// address holds the whole state, so that a link shows another person the same;
// nothing is changed by looking, but for a note of words searched for in vain;
// figures come from the rooms' own definitions; a keeper's form changes its own
// topic only and is guarded by the revision it was shown with; legal text stays
// Chinese on English pages and says so.
package pages
