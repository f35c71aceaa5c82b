CREATE TABLE party_party (
    county   TEXT NOT NULL,
    id       TEXT NOT NULL,
    kind     TEXT NOT NULL CHECK (kind IN ('enterprise', 'individual_business', 'person', 'agency', 'other')),
    name     TEXT NOT NULL CHECK (name <> ''),
    credit   TEXT,
    area     TEXT NOT NULL,
    industry TEXT NOT NULL,
    founded  TEXT,
    state    TEXT NOT NULL CHECK (state IN ('active', 'dissolved', 'erased')),
    sample   BIGINT NOT NULL CHECK (sample IN (0, 1)),
    since    BIGINT NOT NULL,
    version  BIGINT NOT NULL,
    PRIMARY KEY (county, id),
    CHECK (kind <> 'person' OR credit IS NULL)
);

CREATE UNIQUE INDEX party_party_credit ON party_party (county, credit);

-- Confidential fields, one row each: the text under the party's own key, what
-- lists may show of it, and the keyed digest equal texts are found by.
CREATE TABLE party_sealed (
    county   TEXT NOT NULL,
    id       TEXT NOT NULL,
    party_id TEXT NOT NULL,
    field    TEXT NOT NULL CHECK (field IN ('name', 'representative', 'mobile', 'citizen_id', 'operator_id', 'address')),
    sealed   BLOB NOT NULL,
    mask     TEXT NOT NULL,
    blind    TEXT NOT NULL,
    PRIMARY KEY (county, id),
    UNIQUE (county, party_id, field),
    FOREIGN KEY (county, party_id) REFERENCES party_party (county, id)
);

CREATE INDEX party_sealed_blind ON party_sealed (county, blind);
CREATE UNIQUE INDEX party_sealed_citizen ON party_sealed (county, blind) WHERE field = 'citizen_id' AND blind <> '';

CREATE TABLE party_term (
    county   TEXT NOT NULL,
    term     TEXT NOT NULL,
    party_id TEXT NOT NULL,
    PRIMARY KEY (county, term, party_id),
    FOREIGN KEY (county, party_id) REFERENCES party_party (county, id)
);

CREATE INDEX party_term_party ON party_term (county, party_id);

CREATE TABLE party_class (
    county   TEXT NOT NULL,
    id       TEXT NOT NULL,
    party_id TEXT NOT NULL,
    class    TEXT NOT NULL CHECK (class IN ('scale_industry', 'scale_service', 'commerce', 'leading_farm', 'large', 'medium', 'small', 'micro')),
    since    TEXT NOT NULL,
    until    TEXT,
    basis    TEXT NOT NULL CHECK (basis <> ''),
    inputs   TEXT,
    set_by   TEXT NOT NULL,
    set_unit TEXT NOT NULL,
    at       BIGINT NOT NULL,
    PRIMARY KEY (county, id),
    FOREIGN KEY (county, party_id) REFERENCES party_party (county, id),
    CHECK (until IS NULL OR until >= since),
    CHECK ((inputs IS NOT NULL) = (class IN ('large', 'medium', 'small', 'micro')))
);

CREATE INDEX party_class_party ON party_class (county, party_id, since);

CREATE TABLE party_bar (
    county   TEXT NOT NULL,
    id       TEXT NOT NULL,
    party_id TEXT NOT NULL,
    item     TEXT NOT NULL,
    ground   TEXT NOT NULL CHECK (ground IN ('78', '79', 'dishonesty')),
    since    TEXT NOT NULL,
    until    TEXT,
    document TEXT NOT NULL CHECK (document <> ''),
    set_by   TEXT NOT NULL,
    at       BIGINT NOT NULL,
    lifted   TEXT,
    version  BIGINT NOT NULL,
    PRIMARY KEY (county, id),
    FOREIGN KEY (county, party_id) REFERENCES party_party (county, id),
    CHECK (ground = 'dishonesty' OR (item <> '' AND until IS NOT NULL)),
    CHECK (lifted IS NULL OR until IS NOT NULL)
);

CREATE INDEX party_bar_party ON party_bar (county, party_id, since);

-- Until when a record of another room needs the party's data (保存期限).
CREATE TABLE party_hold (
    county   TEXT NOT NULL,
    id       TEXT NOT NULL,
    party_id TEXT NOT NULL,
    subject  TEXT NOT NULL,
    until    TEXT NOT NULL,
    basis    TEXT NOT NULL CHECK (basis <> ''),
    PRIMARY KEY (county, id),
    UNIQUE (county, party_id, subject),
    FOREIGN KEY (county, party_id) REFERENCES party_party (county, id)
);
