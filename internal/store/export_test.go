package store

// Weaken opens embedded stores of this process with another synchronous level
// and a checkpoint every few pages, for the power-loss test's child.
func Weaken(level, pages string) { synchronous, walCheckpoints = level, pages }
