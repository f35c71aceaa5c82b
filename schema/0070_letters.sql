CREATE TABLE letters_letter (
    county         TEXT NOT NULL,
    id             TEXT NOT NULL,
    form           TEXT NOT NULL,
    title          TEXT NOT NULL,
    unit           TEXT NOT NULL,
    unit_name      TEXT NOT NULL CHECK (unit_name <> ''),
    number         TEXT NOT NULL,
    word           TEXT NOT NULL,
    year           BIGINT NOT NULL,
    serial         BIGINT NOT NULL CHECK (serial > 0),
    subject        TEXT NOT NULL,
    case_number    TEXT NOT NULL,
    party_id       TEXT,
    addressee_mask TEXT NOT NULL,
    content        BLOB NOT NULL,
    digest         TEXT NOT NULL CHECK (length(digest) = 64),
    code           TEXT NOT NULL,
    seal           TEXT NOT NULL CHECK (seal IN ('official', 'special')),
    copies         BIGINT NOT NULL CHECK (copies > 0),
    state          TEXT NOT NULL CHECK (state IN ('valid', 'void')),
    issued_at      BIGINT NOT NULL,
    issued_on      TEXT NOT NULL,
    issued_by      TEXT NOT NULL,
    void_reason    TEXT,
    void_at        BIGINT,
    void_by        TEXT,
    version        BIGINT NOT NULL,
    PRIMARY KEY (county, id),
    UNIQUE (county, word, year, serial),
    UNIQUE (county, number),
    UNIQUE (county, code),
    FOREIGN KEY (county, party_id) REFERENCES party_party (county, id),
    CHECK ((state = 'void') = (void_reason IS NOT NULL)),
    CHECK ((state = 'void') = (void_at IS NOT NULL)),
    CHECK ((state = 'void') = (void_by IS NOT NULL))
);

CREATE INDEX letters_letter_subject ON letters_letter (county, subject, id);
CREATE INDEX letters_letter_unit ON letters_letter (county, unit, id);
CREATE INDEX letters_letter_party ON letters_letter (county, party_id, id);

CREATE TABLE letters_delivery (
    county         TEXT NOT NULL,
    id             TEXT NOT NULL,
    letter_id      TEXT NOT NULL,
    method         TEXT NOT NULL CHECK (method IN ('direct', 'left', 'mail', 'entrusted', 'electronic', 'notice')),
    recipient_mask TEXT NOT NULL,
    sent_on        TEXT NOT NULL,
    arrived_on     TEXT,
    opened_at      BIGINT,
    mail_number    TEXT NOT NULL,
    detail         BLOB NOT NULL,
    review_last    TEXT,
    suit_last      TEXT,
    late           BIGINT NOT NULL CHECK (late IN (0, 1)),
    account        TEXT NOT NULL,
    at             BIGINT NOT NULL,
    returned_on    TEXT,
    return_reason  TEXT CHECK (return_reason IN ('refused', 'unknown', 'moved', 'address', 'unclaimed', 'other')),
    version        BIGINT NOT NULL,
    PRIMARY KEY (county, id),
    FOREIGN KEY (county, letter_id) REFERENCES letters_letter (county, id),
    CHECK (arrived_on IS NULL OR arrived_on >= sent_on),
    CHECK (returned_on IS NULL OR (arrived_on IS NULL AND returned_on >= sent_on)),
    CHECK ((returned_on IS NULL) = (return_reason IS NULL)),
    CHECK (method <> 'mail' OR mail_number <> '')
);

CREATE INDEX letters_delivery_letter ON letters_delivery (county, letter_id, id);

-- Consent to electronic service (送达地址及方式确认), one per party and subject.
CREATE TABLE letters_agreement (
    county   TEXT NOT NULL,
    id       TEXT NOT NULL,
    party_id TEXT NOT NULL,
    subject  TEXT NOT NULL,
    address  BLOB NOT NULL,
    mask     TEXT NOT NULL,
    account  TEXT NOT NULL,
    at       BIGINT NOT NULL,
    PRIMARY KEY (county, id),
    UNIQUE (county, party_id, subject),
    FOREIGN KEY (county, party_id) REFERENCES party_party (county, id)
);

-- Where a unit's decisions can be contested (救济途径); units without a row use
-- the county's government and court.
CREATE TABLE letters_remedy (
    county      TEXT NOT NULL,
    id          TEXT NOT NULL,
    review_body TEXT NOT NULL CHECK (review_body <> ''),
    review_link TEXT NOT NULL,
    court       TEXT NOT NULL CHECK (court <> ''),
    account     TEXT NOT NULL,
    at          BIGINT NOT NULL,
    PRIMARY KEY (county, id)
);
