CREATE TABLE enquiry_notice (
    county    TEXT NOT NULL,
    id        TEXT NOT NULL,
    record_id TEXT NOT NULL,
    kind      TEXT NOT NULL,
    words     TEXT NOT NULL,
    at        BIGINT NOT NULL,
    PRIMARY KEY (county, id),
    FOREIGN KEY (county, record_id) REFERENCES enquiry_record (county, id)
);

CREATE INDEX enquiry_notice_record ON enquiry_notice (county, record_id, id);

CREATE TABLE enquiry_transfer (
    county     TEXT NOT NULL,
    id         TEXT NOT NULL,
    record_id  TEXT NOT NULL,
    nth        BIGINT NOT NULL,
    from_unit  TEXT NOT NULL,
    to_unit    TEXT NOT NULL,
    reason     TEXT NOT NULL,
    designated BIGINT NOT NULL CHECK (designated IN (0, 1)),
    by_account TEXT NOT NULL,
    at         BIGINT NOT NULL,
    PRIMARY KEY (county, id),
    UNIQUE (county, record_id, nth),
    FOREIGN KEY (county, record_id) REFERENCES enquiry_record (county, id),
    CHECK (from_unit <> to_unit)
);

CREATE TABLE enquiry_extension (
    county     TEXT NOT NULL,
    id         TEXT NOT NULL,
    version    BIGINT NOT NULL,
    state      TEXT NOT NULL CHECK (state IN ('asked', 'granted', 'refused')),
    record_id  TEXT NOT NULL,
    unit       TEXT NOT NULL,
    days       BIGINT NOT NULL CHECK (days > 0),
    reason     TEXT NOT NULL,
    asked_by   TEXT NOT NULL,
    asked_at   BIGINT NOT NULL,
    decided_by TEXT,
    decided_at BIGINT,
    words      TEXT,
    PRIMARY KEY (county, id),
    FOREIGN KEY (county, record_id) REFERENCES enquiry_record (county, id),
    CHECK ((state = 'asked') = (decided_by IS NULL)),
    CHECK (decided_by IS NULL OR decided_by <> asked_by)
);

CREATE UNIQUE INDEX enquiry_extension_once ON enquiry_extension (county, record_id) WHERE state <> 'refused';
CREATE INDEX enquiry_extension_record ON enquiry_extension (county, record_id, id);

CREATE TABLE enquiry_review (
    county    TEXT NOT NULL,
    id        TEXT NOT NULL,
    record_id TEXT NOT NULL,
    nth       BIGINT NOT NULL,
    passed    BIGINT NOT NULL CHECK (passed IN (0, 1)),
    met       TEXT NOT NULL,
    words     TEXT NOT NULL,
    writer    TEXT NOT NULL,
    reviewer  TEXT NOT NULL,
    at        BIGINT NOT NULL,
    PRIMARY KEY (county, id),
    UNIQUE (county, record_id, nth),
    FOREIGN KEY (county, record_id) REFERENCES enquiry_record (county, id),
    CHECK (writer <> reviewer)
);

CREATE TABLE enquiry_statement (
    county    TEXT NOT NULL,
    id        TEXT NOT NULL,
    version   BIGINT NOT NULL,
    state     TEXT NOT NULL CHECK (state IN ('asked', 'given')),
    record_id TEXT NOT NULL,
    number    TEXT NOT NULL,
    unit      TEXT NOT NULL,
    disclosed TEXT NOT NULL,
    asked_by  TEXT NOT NULL,
    asked_at  BIGINT NOT NULL,
    asked_day TEXT NOT NULL,
    answer_n  BIGINT NOT NULL,
    due       TEXT NOT NULL,
    book      TEXT NOT NULL,
    words     TEXT,
    given_by  TEXT,
    given_at  BIGINT,
    PRIMARY KEY (county, id),
    UNIQUE (county, number),
    FOREIGN KEY (county, record_id) REFERENCES enquiry_record (county, id),
    CHECK ((state = 'given') = (given_at IS NOT NULL))
);

CREATE INDEX enquiry_statement_record ON enquiry_statement (county, record_id, id);
CREATE INDEX enquiry_statement_unit ON enquiry_statement (county, unit, id);

CREATE TABLE enquiry_unseal (
    county     TEXT NOT NULL,
    id         TEXT NOT NULL,
    version    BIGINT NOT NULL,
    state      TEXT NOT NULL CHECK (state IN ('asked', 'granted', 'refused')),
    record_id  TEXT NOT NULL,
    reason     TEXT NOT NULL,
    asked_by   TEXT NOT NULL,
    asked_unit TEXT NOT NULL,
    asked_at   BIGINT NOT NULL,
    decided_by TEXT,
    decided_at BIGINT,
    words      TEXT,
    until_at   BIGINT,
    PRIMARY KEY (county, id),
    FOREIGN KEY (county, record_id) REFERENCES enquiry_record (county, id),
    CHECK ((state = 'asked') = (decided_by IS NULL)),
    CHECK (decided_by IS NULL OR decided_by <> asked_by),
    CHECK ((state = 'granted') = (until_at IS NOT NULL))
);

CREATE INDEX enquiry_unseal_record ON enquiry_unseal (county, record_id, id);

CREATE TABLE enquiry_climb (
    county    TEXT NOT NULL,
    id        TEXT NOT NULL,
    record_id TEXT NOT NULL,
    clock     TEXT NOT NULL,
    due       TEXT NOT NULL,
    rung      BIGINT NOT NULL,
    role      TEXT NOT NULL,
    unit      TEXT NOT NULL,
    words     TEXT NOT NULL,
    at        BIGINT NOT NULL,
    PRIMARY KEY (county, id),
    UNIQUE (county, record_id, clock, due, rung),
    FOREIGN KEY (county, record_id) REFERENCES enquiry_record (county, id)
);

CREATE INDEX enquiry_climb_unit ON enquiry_climb (county, unit, at);

CREATE TABLE enquiry_alarm (
    county     TEXT NOT NULL,
    id         TEXT NOT NULL,
    version    BIGINT NOT NULL,
    state      TEXT NOT NULL CHECK (state IN ('raised', 'settled')),
    number     TEXT NOT NULL,
    record_id  TEXT NOT NULL,
    unit       TEXT NOT NULL,
    office     TEXT NOT NULL,
    subject    TEXT NOT NULL,
    what       TEXT NOT NULL,
    link       TEXT NOT NULL,
    raised_at  BIGINT NOT NULL,
    raised_day TEXT NOT NULL,
    settle_n   BIGINT NOT NULL,
    due        TEXT NOT NULL,
    book       TEXT NOT NULL,
    settled_by TEXT,
    settled_at BIGINT,
    confirmed  BIGINT CHECK (confirmed IN (0, 1)),
    words      TEXT,
    PRIMARY KEY (county, id),
    UNIQUE (county, record_id, subject),
    FOREIGN KEY (county, record_id) REFERENCES enquiry_record (county, id),
    CHECK ((state = 'settled') = (settled_at IS NOT NULL))
);

CREATE INDEX enquiry_alarm_raised ON enquiry_alarm (county, raised_at);
