CREATE TABLE outreach_rule (
    county      TEXT NOT NULL,
    id          TEXT NOT NULL,
    from_day    TEXT NOT NULL,
    most        BIGINT NOT NULL CHECK (most BETWEEN 1 AND 31),
    place_days  BIGINT NOT NULL CHECK (place_days BETWEEN 1 AND 30),
    answer_days BIGINT NOT NULL CHECK (answer_days BETWEEN 1 AND 90),
    document    TEXT NOT NULL CHECK (document <> ''),
    set_by      TEXT NOT NULL,
    at          BIGINT NOT NULL,
    PRIMARY KEY (county, id),
    UNIQUE (county, from_day)
);

-- A visit has no column for a finding, an order or a piece of evidence.
CREATE TABLE outreach_visit (
    county      TEXT NOT NULL,
    id          TEXT NOT NULL,
    number      TEXT NOT NULL,
    version     BIGINT NOT NULL,
    state       TEXT NOT NULL CHECK (state IN ('asked', 'agreed', 'declined', 'cancelled', 'held', 'closed')),
    kind        TEXT NOT NULL CHECK (kind IN ('visit', 'talk', 'checkup')),
    party       TEXT NOT NULL CHECK (party <> ''),
    unit        TEXT NOT NULL CHECK (unit <> ''),
    purpose     TEXT NOT NULL CHECK (purpose <> ''),
    day         TEXT NOT NULL,
    asked_by    TEXT NOT NULL,
    asked_at    BIGINT NOT NULL,
    agreed_by   TEXT,
    agreed_at   BIGINT,
    agreed_slip TEXT,
    ended_at    BIGINT,
    ended_why   TEXT,
    held_by     TEXT,
    held_at     BIGINT,
    notes       TEXT NOT NULL,
    closed_at   BIGINT,
    PRIMARY KEY (county, id),
    UNIQUE (county, number),
    CHECK (held_at IS NULL OR agreed_at IS NOT NULL AND agreed_at <= held_at),
    CHECK ((held_at IS NOT NULL) = (state IN ('held', 'closed'))),
    CHECK (state NOT IN ('agreed', 'held', 'closed') OR agreed_at IS NOT NULL),
    CHECK ((ended_at IS NOT NULL) = (state IN ('declined', 'cancelled'))),
    CHECK ((closed_at IS NOT NULL) = (state = 'closed'))
);

CREATE INDEX outreach_visit_party ON outreach_visit (county, party, day);
CREATE INDEX outreach_visit_unit ON outreach_visit (county, unit, id);
CREATE INDEX outreach_visit_day ON outreach_visit (county, day) WHERE held_at IS NOT NULL;
CREATE INDEX outreach_visit_open ON outreach_visit (county, held_at) WHERE state = 'held';

CREATE TABLE outreach_need (
    county       TEXT NOT NULL,
    id           TEXT NOT NULL,
    number       TEXT NOT NULL,
    version      BIGINT NOT NULL,
    state        TEXT NOT NULL CHECK (state IN ('raised', 'placed', 'answered', 'confirmed', 'withdrawn')),
    party        TEXT NOT NULL CHECK (party <> ''),
    visit_id     TEXT,
    unit         TEXT NOT NULL CHECK (unit <> ''),
    category     TEXT NOT NULL CHECK (category IN ('labour', 'finance', 'land', 'power', 'permit', 'policy', 'law', 'inspection', 'other')),
    title        TEXT NOT NULL CHECK (title <> ''),
    words        TEXT NOT NULL,
    raised_by    TEXT NOT NULL,
    raised_at    BIGINT NOT NULL,
    place_n      BIGINT NOT NULL CHECK (place_n > 0),
    placed_at    BIGINT,
    owner        TEXT,
    withdrawn_at BIGINT,
    PRIMARY KEY (county, id),
    UNIQUE (county, number),
    FOREIGN KEY (county, visit_id) REFERENCES outreach_visit (county, id),
    CHECK ((placed_at IS NULL) = (owner IS NULL)),
    CHECK (state NOT IN ('placed', 'answered', 'confirmed') OR placed_at IS NOT NULL),
    CHECK ((withdrawn_at IS NOT NULL) = (state = 'withdrawn'))
);

CREATE INDEX outreach_need_party ON outreach_need (county, party, id);
CREATE INDEX outreach_need_owner ON outreach_need (county, owner, state, id);
CREATE INDEX outreach_need_unit ON outreach_need (county, unit, id);
CREATE INDEX outreach_need_visit ON outreach_need (county, visit_id) WHERE visit_id IS NOT NULL;
CREATE INDEX outreach_need_raised ON outreach_need (county, raised_at);
CREATE INDEX outreach_need_waiting ON outreach_need (county, raised_at) WHERE placed_at IS NULL AND withdrawn_at IS NULL;

-- One promise to the enterprise: who answers by when, what was answered, and
-- what the enterprise itself says of it.
CREATE TABLE outreach_round (
    county      TEXT NOT NULL,
    id          TEXT NOT NULL,
    version     BIGINT NOT NULL,
    need_id     TEXT NOT NULL,
    nth         BIGINT NOT NULL CHECK (nth > 0),
    unit        TEXT NOT NULL CHECK (unit <> ''),
    at          BIGINT NOT NULL,
    start_day   TEXT NOT NULL,
    due         TEXT NOT NULL,
    first_due   TEXT NOT NULL,
    answer      TEXT,
    answered_by TEXT,
    answered_at BIGINT,
    verdict     TEXT CHECK (verdict IN ('confirmed', 'unsolved')),
    level       BIGINT CHECK (level BETWEEN 1 AND 5),
    verdict_by  TEXT,
    verdict_at  BIGINT,
    remark      TEXT NOT NULL,
    reopened_at BIGINT,
    void_at     BIGINT,
    PRIMARY KEY (county, id),
    UNIQUE (county, need_id, nth),
    FOREIGN KEY (county, need_id) REFERENCES outreach_need (county, id),
    CHECK (due >= start_day AND due >= first_due),
    CHECK ((answer IS NULL) = (answered_at IS NULL) AND (answer IS NULL) = (answered_by IS NULL)),
    CHECK ((verdict IS NULL) = (verdict_at IS NULL) AND (verdict IS NULL OR answered_at IS NOT NULL)),
    CHECK (verdict IS NULL OR verdict_by <> answered_by),
    CHECK ((verdict = 'confirmed') = (level IS NOT NULL))
);

CREATE INDEX outreach_round_due ON outreach_round (county, due) WHERE answered_at IS NULL AND void_at IS NULL;
CREATE INDEX outreach_round_answered ON outreach_round (county, answered_at) WHERE answered_at IS NOT NULL;
CREATE INDEX outreach_round_at ON outreach_round (county, at);

CREATE TABLE outreach_change (
    county  TEXT NOT NULL,
    id      TEXT NOT NULL,
    need_id TEXT NOT NULL,
    nth     BIGINT NOT NULL,
    kind    TEXT NOT NULL CHECK (kind IN ('unit', 'due')),
    was     TEXT NOT NULL,
    became  TEXT NOT NULL,
    reason  TEXT NOT NULL CHECK (reason <> ''),
    account TEXT NOT NULL,
    at      BIGINT NOT NULL,
    PRIMARY KEY (county, id),
    FOREIGN KEY (county, need_id) REFERENCES outreach_need (county, id),
    CHECK (was <> became)
);

CREATE INDEX outreach_change_need ON outreach_change (county, need_id, id);
CREATE UNIQUE INDEX outreach_change_once ON outreach_change (county, need_id, nth) WHERE kind = 'due';

CREATE TABLE outreach_checkup (
    county    TEXT NOT NULL,
    id        TEXT NOT NULL,
    number    TEXT NOT NULL,
    version   BIGINT NOT NULL,
    state     TEXT NOT NULL CHECK (state IN ('issued', 'read')),
    visit_id  TEXT NOT NULL,
    party     TEXT NOT NULL,
    unit      TEXT NOT NULL,
    day       TEXT NOT NULL,
    team      TEXT NOT NULL CHECK (team <> ''),
    lawyers   BIGINT NOT NULL CHECK (lawyers > 0),
    findings  BIGINT NOT NULL CHECK (findings >= 0),
    issued_by TEXT NOT NULL,
    issued_at BIGINT NOT NULL,
    read_at   BIGINT,
    PRIMARY KEY (county, id),
    UNIQUE (county, number),
    UNIQUE (county, visit_id),
    FOREIGN KEY (county, visit_id) REFERENCES outreach_visit (county, id),
    CHECK ((state = 'read') = (read_at IS NOT NULL))
);

CREATE INDEX outreach_checkup_party ON outreach_checkup (county, party, id);
CREATE INDEX outreach_checkup_day ON outreach_checkup (county, day);

-- What was found and advised, sealed under the check-up's own key.
CREATE TABLE outreach_finding (
    county     TEXT NOT NULL,
    id         TEXT NOT NULL,
    checkup_id TEXT NOT NULL,
    nth        BIGINT NOT NULL,
    sealed     BLOB NOT NULL,
    PRIMARY KEY (county, id),
    UNIQUE (county, checkup_id, nth),
    FOREIGN KEY (county, checkup_id) REFERENCES outreach_checkup (county, id)
);
