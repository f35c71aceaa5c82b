// Package schema (库表) embeds the migrations.
//
// Files are NNNN_owner_what.sql, go forward only and are never edited after
// they were released. They use three type words: BIGINT (numbers, instants in
// Unix ms, 0/1), TEXT (ids, ISO days, JSON) and BLOB. A CREATE TABLE ends with
// ");" at the start of a line.
package schema

import "embed"

// Files holds the migrations.
//
//go:embed *.sql
var Files embed.FS
