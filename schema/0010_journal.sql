CREATE TABLE journal_leaf (
    county  TEXT NOT NULL,
    id      TEXT NOT NULL,
    at      BIGINT NOT NULL,
    kind    TEXT NOT NULL,
    subject TEXT NOT NULL,
    actor   TEXT NOT NULL,
    payload TEXT,
    salt    BLOB,
    entry   BLOB NOT NULL,
    hash    BLOB NOT NULL,
    place   BIGINT,
    PRIMARY KEY (county, id),
    CHECK ((payload IS NULL) = (salt IS NULL)),
    CHECK (place IS NULL OR place >= 0)
);

CREATE INDEX journal_leaf_subject ON journal_leaf (county, subject, id);
CREATE INDEX journal_leaf_waiting ON journal_leaf (county, id) WHERE place IS NULL;
CREATE UNIQUE INDEX journal_leaf_place ON journal_leaf (county, place) WHERE place IS NOT NULL;
CREATE UNIQUE INDEX journal_leaf_hash ON journal_leaf (county, hash);
CREATE INDEX journal_leaf_kind ON journal_leaf (county, kind, id);

CREATE TABLE journal_subject (
    county  TEXT NOT NULL,
    subject TEXT NOT NULL,
    leaf_id TEXT NOT NULL,
    hash    BLOB NOT NULL,
    PRIMARY KEY (county, subject)
);

CREATE TABLE journal_row (
    county  TEXT NOT NULL,
    record  TEXT NOT NULL,
    row_id  TEXT NOT NULL,
    leaf_id TEXT NOT NULL,
    digest  TEXT NOT NULL,
    PRIMARY KEY (county, record, row_id)
);

CREATE TABLE journal_head (
    county   TEXT NOT NULL,
    origin   TEXT NOT NULL,
    verifier TEXT NOT NULL,
    size     BIGINT NOT NULL,
    PRIMARY KEY (county)
);

CREATE TABLE journal_hash (
    county TEXT NOT NULL,
    n      BIGINT NOT NULL,
    hash   BLOB NOT NULL,
    PRIMARY KEY (county, n)
);

CREATE TABLE journal_checkpoint (
    county TEXT NOT NULL,
    size   BIGINT NOT NULL,
    root   BLOB NOT NULL,
    note   TEXT NOT NULL,
    at     BIGINT NOT NULL,
    PRIMARY KEY (county, size)
);
