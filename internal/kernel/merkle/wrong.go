package merkle

// Part names what a check found wrong.
type Part string

// The parts of a receipt or log that can be wrong.
const (
	PartFormat    Part = "format"    // the text cannot be read
	PartLeaf      Part = "leaf"      // the leaf is not a leaf of ours
	PartContent   Part = "content"   // the content is not what the leaf commits to
	PartSignature Part = "signature" // the log's signature is missing or false
	PartOrigin    Part = "origin"    // a checkpoint of another log
	PartProof     Part = "proof"     // the hashes do not lead to the root
)

// WrongError is the answer of a check that failed: the part, for programs, and a
// Chinese sentence, for people.
type WrongError struct {
	Part     Part
	sentence string
}

func (e *WrongError) Error() string { return e.sentence }

func wrong(part Part, sentence string) error { return &WrongError{part, sentence} }
