CREATE TABLE outreach_event (
    county       TEXT NOT NULL,
    id           TEXT NOT NULL,
    number       TEXT NOT NULL,
    version      BIGINT NOT NULL,
    state        TEXT NOT NULL CHECK (state IN ('planned', 'held', 'cancelled')),
    kind         TEXT NOT NULL CHECK (kind IN ('training', 'talk', 'lecture')),
    title        TEXT NOT NULL CHECK (title <> ''),
    day          TEXT NOT NULL,
    place        TEXT NOT NULL,
    unit         TEXT NOT NULL CHECK (unit <> ''),
    document     TEXT NOT NULL,
    planned_by   TEXT NOT NULL,
    planned_at   BIGINT NOT NULL,
    held_at      BIGINT,
    cancelled_at BIGINT,
    why          TEXT NOT NULL,
    PRIMARY KEY (county, id),
    UNIQUE (county, number),
    UNIQUE (county, title, day),
    CHECK ((held_at IS NOT NULL) = (state = 'held')),
    CHECK ((cancelled_at IS NOT NULL) = (state = 'cancelled'))
);

CREATE INDEX outreach_event_day ON outreach_event (county, day);

-- One industry that an event invites: counted as an industry, never as an enterprise.
CREATE TABLE outreach_industry (
    county   TEXT NOT NULL,
    id       TEXT NOT NULL,
    event_id TEXT NOT NULL,
    code     TEXT NOT NULL CHECK (code <> ''),
    name     TEXT NOT NULL CHECK (name <> ''),
    at       BIGINT NOT NULL,
    PRIMARY KEY (county, id),
    UNIQUE (county, event_id, code),
    FOREIGN KEY (county, event_id) REFERENCES outreach_event (county, id)
);

-- One enterprise of an event: invited, there, and what it filed afterwards.
CREATE TABLE outreach_attendance (
    county   TEXT NOT NULL,
    id       TEXT NOT NULL,
    version  BIGINT NOT NULL,
    event_id TEXT NOT NULL,
    party    TEXT NOT NULL,
    industry TEXT NOT NULL,
    invited  BIGINT NOT NULL CHECK (invited IN (0, 1)),
    attended BIGINT NOT NULL CHECK (attended IN (0, 1)),
    filed    TEXT,
    filing   TEXT NOT NULL,
    at       BIGINT NOT NULL,
    PRIMARY KEY (county, id),
    UNIQUE (county, event_id, party),
    FOREIGN KEY (county, event_id) REFERENCES outreach_event (county, id),
    CHECK (invited = 1 OR attended = 1),
    CHECK ((filed IS NULL) = (filing = ''))
);

CREATE INDEX outreach_attendance_party ON outreach_attendance (county, party, id);

CREATE TABLE outreach_fee (
    county      TEXT NOT NULL,
    id          TEXT NOT NULL,
    number      TEXT NOT NULL,
    version     BIGINT NOT NULL,
    state       TEXT NOT NULL CHECK (state IN ('collecting', 'offered', 'settled', 'dropped')),
    party       TEXT NOT NULL CHECK (party <> ''),
    unit        TEXT NOT NULL CHECK (unit <> ''),
    service     TEXT NOT NULL CHECK (service <> ''),
    price       BIGINT NOT NULL CHECK (price > 0),
    proof       TEXT NOT NULL CHECK (proof <> ''),
    opened_by   TEXT NOT NULL,
    opened_at   BIGINT NOT NULL,
    offered_at  BIGINT,
    chosen      TEXT,
    chosen_by   TEXT,
    chosen_slip TEXT,
    settled     BIGINT CHECK (settled > 0),
    settled_at  BIGINT,
    settled_day TEXT,
    dropped_at  BIGINT,
    why         TEXT NOT NULL,
    PRIMARY KEY (county, id),
    UNIQUE (county, number),
    CHECK ((state = 'settled') = (settled_at IS NOT NULL)),
    CHECK ((settled_at IS NULL) = (chosen IS NULL) AND (settled_at IS NULL) = (settled IS NULL) AND (settled_at IS NULL) = (settled_day IS NULL)),
    CHECK (state NOT IN ('offered', 'settled') OR offered_at IS NOT NULL),
    CHECK ((state = 'dropped') = (dropped_at IS NOT NULL))
);

CREATE INDEX outreach_fee_party ON outreach_fee (county, party, id);
CREATE INDEX outreach_fee_unit ON outreach_fee (county, unit, id);
CREATE INDEX outreach_fee_settled ON outreach_fee (county, settled_day) WHERE settled_day IS NOT NULL;

CREATE TABLE outreach_offer (
    county  TEXT NOT NULL,
    id      TEXT NOT NULL,
    fee_id  TEXT NOT NULL,
    nth     BIGINT NOT NULL CHECK (nth > 0),
    firm    TEXT NOT NULL CHECK (firm <> ''),
    price   BIGINT NOT NULL CHECK (price > 0),
    proof   TEXT NOT NULL CHECK (proof <> ''),
    account TEXT NOT NULL,
    at      BIGINT NOT NULL,
    PRIMARY KEY (county, id),
    UNIQUE (county, fee_id, firm),
    UNIQUE (county, fee_id, nth),
    FOREIGN KEY (county, fee_id) REFERENCES outreach_fee (county, id)
);
