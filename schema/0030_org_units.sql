CREATE TABLE org_unit (
    county            TEXT NOT NULL,
    id                TEXT NOT NULL,
    version           BIGINT NOT NULL,
    code              TEXT NOT NULL,
    name              TEXT NOT NULL,
    name_key          TEXT NOT NULL,
    short             TEXT NOT NULL,
    short_key         TEXT NOT NULL,
    kind              TEXT NOT NULL CHECK (kind IN ('department', 'vertical', 'township', 'park', 'hall',
                          'subcentre', 'village', 'utility', 'other')),
    credit_code       TEXT,
    area              TEXT NOT NULL,
    parent            TEXT,
    doc_word          TEXT NOT NULL,
    phone             TEXT NOT NULL,
    supervision_phone TEXT NOT NULL,
    external          BIGINT NOT NULL CHECK (external IN (0, 1)),
    valid_from        TEXT NOT NULL,
    valid_to          TEXT,
    PRIMARY KEY (county, id),
    UNIQUE (county, code, valid_from),
    CHECK (name <> '' AND name_key <> ''),
    CHECK (parent IS NULL OR parent <> code),
    CHECK (valid_to IS NULL OR valid_to >= valid_from)
);

CREATE UNIQUE INDEX org_unit_open ON org_unit (county, code) WHERE valid_to IS NULL;
CREATE UNIQUE INDEX org_unit_name ON org_unit (county, area, name_key) WHERE valid_to IS NULL;
CREATE INDEX org_unit_named ON org_unit (county, name_key);
CREATE INDEX org_unit_short ON org_unit (county, short_key);
CREATE INDEX org_unit_parent ON org_unit (county, parent) WHERE parent IS NOT NULL;

CREATE TABLE org_window (
    county  TEXT NOT NULL,
    id      TEXT NOT NULL,
    version BIGINT NOT NULL,
    code    TEXT NOT NULL,
    unit    TEXT NOT NULL,
    serves  TEXT NOT NULL,
    hall    TEXT NOT NULL,
    name    TEXT NOT NULL CHECK (name <> ''),
    phone   TEXT NOT NULL,
    open    BIGINT NOT NULL CHECK (open IN (0, 1)),
    PRIMARY KEY (county, id),
    UNIQUE (county, code)
);

CREATE INDEX org_window_unit ON org_window (county, unit);

CREATE TABLE org_delegation (
    county       TEXT NOT NULL,
    id           TEXT NOT NULL,
    version      BIGINT NOT NULL,
    from_account TEXT NOT NULL,
    to_account   TEXT NOT NULL,
    roles        TEXT NOT NULL,
    from_day     TEXT NOT NULL,
    to_day       TEXT NOT NULL,
    reason       TEXT NOT NULL CHECK (reason <> ''),
    granted_by   TEXT NOT NULL,
    granted_at   BIGINT NOT NULL,
    revoked_at   BIGINT,
    revoked_by   TEXT,
    PRIMARY KEY (county, id),
    CHECK (from_account <> to_account),
    CHECK (to_day >= from_day),
    CHECK ((revoked_at IS NULL) = (revoked_by IS NULL))
);

CREATE INDEX org_delegation_to ON org_delegation (county, to_account, to_day);
CREATE INDEX org_delegation_from ON org_delegation (county, from_account, to_day);
