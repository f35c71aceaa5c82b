-- A letter may be corrected by another one, and a letter that no case watches
-- over may have a term of service.
ALTER TABLE letters_letter ADD COLUMN replaced_by TEXT;
ALTER TABLE letters_letter ADD COLUMN serve_due TEXT;
ALTER TABLE letters_letter ADD COLUMN serve_book TEXT;
ALTER TABLE letters_letter ADD COLUMN served_at BIGINT;

CREATE INDEX letters_letter_serve ON letters_letter (county, serve_due) WHERE serve_due IS NOT NULL AND served_at IS NULL AND void_at IS NULL;

-- Seals (印章) of the units, from the day of registration to the day they are
-- handed in.
CREATE TABLE documents_seal (
    county        TEXT NOT NULL,
    id            TEXT NOT NULL,
    code          TEXT NOT NULL CHECK (code <> ''),
    unit          TEXT NOT NULL,
    kind          TEXT NOT NULL CHECK (kind IN ('official', 'special')),
    name          TEXT NOT NULL CHECK (name <> ''),
    keeper        TEXT NOT NULL CHECK (keeper <> ''),
    filing        TEXT NOT NULL CHECK (filing <> ''),
    from_day      TEXT NOT NULL,
    to_day        TEXT,
    registered_by TEXT NOT NULL,
    registered_at BIGINT NOT NULL,
    version       BIGINT NOT NULL,
    PRIMARY KEY (county, id),
    UNIQUE (county, code),
    CHECK (to_day IS NULL OR to_day >= from_day)
);

CREATE INDEX documents_seal_unit ON documents_seal (county, unit, code);

-- Documents filled in by hand (手制文书) with what was typed.
CREATE TABLE documents_document (
    county         TEXT NOT NULL,
    id             TEXT NOT NULL,
    number         TEXT NOT NULL,
    form           TEXT NOT NULL,
    title          TEXT NOT NULL,
    unit           TEXT NOT NULL,
    state          TEXT NOT NULL CHECK (state IN ('drafting', 'offered', 'sealed', 'dropped')),
    party_id       TEXT,
    case_id        TEXT,
    case_number    TEXT,
    typed          BLOB NOT NULL,
    writer         TEXT NOT NULL,
    writer_name    TEXT NOT NULL,
    hands          TEXT NOT NULL,
    replaces       TEXT,
    replace_reason TEXT,
    started_at     BIGINT NOT NULL,
    offered_at     BIGINT,
    returned       TEXT,
    letter_id      TEXT,
    sealed_at      BIGINT,
    dropped_at     BIGINT,
    drop_reason    TEXT,
    version        BIGINT NOT NULL,
    PRIMARY KEY (county, id),
    UNIQUE (county, number),
    FOREIGN KEY (county, party_id) REFERENCES party_party (county, id),
    FOREIGN KEY (county, replaces) REFERENCES letters_letter (county, id),
    FOREIGN KEY (county, letter_id) REFERENCES letters_letter (county, id),
    CHECK ((state = 'sealed') = (letter_id IS NOT NULL)),
    CHECK ((state = 'sealed') = (sealed_at IS NOT NULL)),
    CHECK ((state = 'dropped') = (dropped_at IS NOT NULL)),
    CHECK ((state = 'dropped') = (drop_reason IS NOT NULL)),
    CHECK ((replaces IS NULL) = (replace_reason IS NULL)),
    CHECK ((case_id IS NULL) = (case_number IS NULL))
);

CREATE INDEX documents_document_unit ON documents_document (county, unit, state, id);
CREATE UNIQUE INDEX documents_document_letter ON documents_document (county, letter_id) WHERE letter_id IS NOT NULL;
CREATE UNIQUE INDEX documents_document_replaces ON documents_document (county, replaces) WHERE replaces IS NOT NULL AND state IN ('drafting', 'offered', 'sealed');

-- Each use of a seal (用印记录): one line per sealed document, never changed.
CREATE TABLE documents_sealing (
    county      TEXT NOT NULL,
    id          TEXT NOT NULL,
    document_id TEXT NOT NULL,
    letter_id   TEXT NOT NULL,
    number      TEXT NOT NULL,
    title       TEXT NOT NULL,
    unit        TEXT NOT NULL,
    seal_id     TEXT NOT NULL,
    seal_code   TEXT NOT NULL,
    seal_name   TEXT NOT NULL,
    copies      BIGINT NOT NULL CHECK (copies > 0),
    writer      TEXT NOT NULL,
    writer_name TEXT NOT NULL,
    sealer      TEXT NOT NULL,
    sealer_name TEXT NOT NULL,
    two_persons BIGINT NOT NULL CHECK (two_persons IN (0, 1)),
    at          BIGINT NOT NULL,
    PRIMARY KEY (county, id),
    UNIQUE (county, letter_id),
    UNIQUE (county, document_id),
    FOREIGN KEY (county, document_id) REFERENCES documents_document (county, id),
    FOREIGN KEY (county, letter_id) REFERENCES letters_letter (county, id),
    FOREIGN KEY (county, seal_id) REFERENCES documents_seal (county, id),
    CHECK (two_persons = 0 OR writer <> sealer)
);

CREATE INDEX documents_sealing_unit ON documents_sealing (county, unit, id);
