CREATE TABLE party_recusal (
    county     TEXT NOT NULL,
    id         TEXT NOT NULL,
    account    TEXT NOT NULL,
    party_id   TEXT NOT NULL,
    item       TEXT NOT NULL,
    ground     TEXT NOT NULL,
    since      BIGINT NOT NULL,
    until      BIGINT,
    PRIMARY KEY (county, id),
    FOREIGN KEY (county, party_id) REFERENCES party_party (county, id),
    CHECK (until IS NULL OR until >= since)
);

CREATE INDEX party_recusal_account ON party_recusal (county, account, party_id, item);
CREATE INDEX party_recusal_ground ON party_recusal (county, ground, account);

CREATE TABLE assistance_entrustment (
    county         TEXT NOT NULL,
    id             TEXT NOT NULL,
    number         TEXT NOT NULL,
    version        BIGINT NOT NULL,
    state          TEXT NOT NULL CHECK (state IN ('given', 'claimed', 'handling', 'delivered', 'filed', 'visited', 'revoked')),
    mode           TEXT NOT NULL CHECK (mode IN ('help', 'act')),
    party          TEXT NOT NULL,
    giver          TEXT NOT NULL,
    paper          TEXT,
    scope          TEXT NOT NULL,
    from_day       TEXT NOT NULL,
    to_day         TEXT NOT NULL,
    sub_delegation BIGINT NOT NULL CHECK (sub_delegation IN (0, 1)),
    named          TEXT,
    project        TEXT,
    note           TEXT NOT NULL,
    given_at       BIGINT NOT NULL,
    agent          TEXT,
    unit           TEXT,
    delivered_at   BIGINT,
    filed_at       BIGINT,
    revoked_at     BIGINT,
    revoke_reason  TEXT,
    visited_at     BIGINT,
    visited_by     TEXT,
    visit_level    BIGINT CHECK (visit_level BETWEEN 1 AND 5),
    visit_words    TEXT,
    PRIMARY KEY (county, id),
    UNIQUE (county, number),
    CHECK (to_day >= from_day),
    CHECK (state NOT IN ('given') OR agent IS NULL),
    CHECK (state IN ('given', 'revoked') OR agent IS NOT NULL),
    CHECK ((state = 'revoked') = (revoked_at IS NOT NULL)),
    CHECK ((state = 'visited') = (visited_at IS NOT NULL)),
    CHECK (visited_by IS NULL OR visited_by <> agent)
);

CREATE INDEX assistance_entrustment_party ON assistance_entrustment (county, party, id);
CREATE INDEX assistance_entrustment_agent ON assistance_entrustment (county, agent, id) WHERE agent IS NOT NULL;
CREATE INDEX assistance_entrustment_state ON assistance_entrustment (county, state, id);
CREATE INDEX assistance_entrustment_given ON assistance_entrustment (county, given_at);

CREATE TABLE assistance_claim (
    county         TEXT NOT NULL,
    id             TEXT NOT NULL,
    entrustment_id TEXT NOT NULL,
    nth            BIGINT NOT NULL,
    account        TEXT NOT NULL,
    unit           TEXT NOT NULL,
    at             BIGINT NOT NULL,
    ended_at       BIGINT,
    ended_by       TEXT,
    reason         TEXT,
    PRIMARY KEY (county, id),
    UNIQUE (county, entrustment_id, nth),
    FOREIGN KEY (county, entrustment_id) REFERENCES assistance_entrustment (county, id),
    CHECK ((ended_at IS NULL) = (ended_by IS NULL)),
    CHECK ((ended_at IS NULL) = (reason IS NULL))
);

CREATE UNIQUE INDEX assistance_claim_one ON assistance_claim (county, entrustment_id) WHERE ended_at IS NULL;
CREATE INDEX assistance_claim_account ON assistance_claim (county, account, entrustment_id);
CREATE INDEX assistance_claim_at ON assistance_claim (county, at);

CREATE TABLE assistance_act (
    county         TEXT NOT NULL,
    id             TEXT NOT NULL,
    entrustment_id TEXT NOT NULL,
    case_id        TEXT NOT NULL,
    item_name      TEXT NOT NULL,
    verb           TEXT NOT NULL,
    account        TEXT NOT NULL,
    unit           TEXT NOT NULL,
    at             BIGINT NOT NULL,
    PRIMARY KEY (county, id),
    FOREIGN KEY (county, entrustment_id) REFERENCES assistance_entrustment (county, id)
);

CREATE INDEX assistance_act_of ON assistance_act (county, entrustment_id, at);
CREATE INDEX assistance_act_at ON assistance_act (county, at);

CREATE TABLE assistance_service (
    county         TEXT NOT NULL,
    id             TEXT NOT NULL,
    number         TEXT NOT NULL,
    entrustment_id TEXT,
    kind           TEXT NOT NULL CHECK (kind IN ('extended', 'mail', 'door', 'appointment')),
    matter         TEXT NOT NULL,
    began_at       BIGINT NOT NULL,
    minutes        BIGINT NOT NULL CHECK (minutes BETWEEN 0 AND 1440),
    place          TEXT NOT NULL,
    mail_number    TEXT NOT NULL,
    received_on    TEXT,
    evidence       TEXT NOT NULL CHECK (evidence <> ''),
    paper          TEXT,
    account        TEXT NOT NULL,
    unit           TEXT NOT NULL,
    at             BIGINT NOT NULL,
    PRIMARY KEY (county, id),
    UNIQUE (county, number),
    FOREIGN KEY (county, entrustment_id) REFERENCES assistance_entrustment (county, id),
    CHECK ((kind = 'mail') = (mail_number <> '')),
    CHECK (received_on IS NULL OR kind = 'mail'),
    CHECK (began_at <= at)
);

CREATE INDEX assistance_service_of ON assistance_service (county, entrustment_id, began_at);
CREATE INDEX assistance_service_began ON assistance_service (county, began_at);
CREATE UNIQUE INDEX assistance_service_mail ON assistance_service (county, mail_number) WHERE kind = 'mail';
