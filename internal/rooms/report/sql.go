package report

// The room keeps no table yet: its figures are queries of the rooms that own the
// records.
