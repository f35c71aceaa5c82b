package store

import (
	"crypto/sha256"
	"encoding/hex"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
)

// OtherRequest is answered when a request number is used again for something
// else.
var OtherRequest = fault.Define("store.other_request", fault.Conflict,
	"这张表单已经提交过一次，内容和这次不同。请重新打开页面再填。")

type operationRow struct {
	County string
	Token  string
	Actor  string
	Digest string
	Result string
	At     calendar.Instant
}

var (
	operation = Query[operationRow](`
SELECT county, token, actor, digest, result, at FROM store_operation
WHERE county = $1 AND token = $2 AND actor = $3`)
	insertOperation = InsertInto[operationRow]("store_operation")
)

// Once runs do at most once per (token, actor) and keeps its result, so that a
// request repeated after a lost answer gets the first answer again. The same
// token with another body is refused with OtherRequest. Call it inside the
// act's transaction. An empty token runs do without memory.
func (tx *Tx) Once(token, actor string, body []byte, do func() (string, error)) (result string, repeated bool, err error) {
	if token == "" {
		result, err = do()
		return result, false, err
	}
	sum := sha256.Sum256(body)
	digest := hex.EncodeToString(sum[:])
	row, ok, err := operation.Find(tx, tx.County(), token, actor)
	if err != nil {
		return "", false, err
	}
	if ok {
		if row.Digest != digest {
			return "", false, OtherRequest.New(nil)
		}
		return row.Result, true, nil
	}
	if result, err = do(); err != nil {
		return "", false, err
	}
	return result, false, tx.aside(func() error {
		return insertOperation.One(tx, operationRow{County: tx.County(),
			Token: token, Actor: actor, Digest: digest, Result: result, At: tx.Now()})
	})
}
