CREATE TABLE monitor_rules (
    county      TEXT NOT NULL,
    id          TEXT NOT NULL,
    version     BIGINT NOT NULL,
    state       TEXT NOT NULL CHECK (state IN ('proposed', 'confirmed', 'dropped')),
    number      BIGINT,
    from_day    TEXT NOT NULL,
    document    TEXT NOT NULL,
    body        TEXT NOT NULL,
    proposed_by TEXT NOT NULL,
    proposed_at BIGINT NOT NULL,
    decided_by  TEXT,
    decided_at  BIGINT,
    PRIMARY KEY (county, id),
    CHECK (decided_by IS NULL OR decided_by <> proposed_by),
    CHECK ((state = 'confirmed') = (number IS NOT NULL)),
    CHECK ((state = 'proposed') = (decided_at IS NULL))
);

CREATE UNIQUE INDEX monitor_rules_number ON monitor_rules (county, number) WHERE number IS NOT NULL;
CREATE UNIQUE INDEX monitor_rules_waiting ON monitor_rules (county) WHERE state = 'proposed';

CREATE TABLE monitor_fault (
    county      TEXT NOT NULL,
    id          TEXT NOT NULL,
    version     BIGINT NOT NULL,
    state       TEXT NOT NULL CHECK (state IN ('reported', 'certified', 'rejected')),
    number      TEXT NOT NULL,
    system      TEXT NOT NULL,
    from_at     BIGINT NOT NULL,
    to_at       BIGINT NOT NULL,
    units       TEXT NOT NULL,
    kinds       TEXT NOT NULL,
    cause       TEXT NOT NULL,
    document    TEXT NOT NULL,
    reported_by TEXT NOT NULL,
    reported_at BIGINT NOT NULL,
    ruled_by    TEXT,
    ruled_at    BIGINT,
    ruling      TEXT,
    PRIMARY KEY (county, id),
    UNIQUE (county, number),
    CHECK (from_at < to_at),
    CHECK (ruled_by IS NULL OR ruled_by <> reported_by),
    CHECK ((state = 'reported') = (ruled_at IS NULL))
);

CREATE INDEX monitor_fault_certified ON monitor_fault (county, from_at) WHERE state = 'certified';

CREATE TABLE monitor_reminder (
    county  TEXT NOT NULL,
    id      TEXT NOT NULL,
    kind    TEXT NOT NULL,
    subject TEXT NOT NULL,
    started BIGINT NOT NULL,
    level   BIGINT NOT NULL CHECK (level BETWEEN 1 AND 4),
    rules   BIGINT NOT NULL,
    unit    TEXT NOT NULL,
    at      BIGINT NOT NULL,
    PRIMARY KEY (county, id),
    UNIQUE (county, kind, subject, started, level, rules)
);

CREATE TABLE monitor_notice (
    county      TEXT NOT NULL,
    id          TEXT NOT NULL,
    version     BIGINT NOT NULL,
    state       TEXT NOT NULL CHECK (state IN ('queued', 'sent', 'failed', 'read')),
    reminder_id TEXT NOT NULL,
    role        TEXT NOT NULL,
    account     TEXT NOT NULL,
    unit        TEXT NOT NULL,
    sentence    TEXT NOT NULL,
    link        TEXT NOT NULL,
    tries       BIGINT NOT NULL,
    note        TEXT NOT NULL,
    at          BIGINT NOT NULL,
    changed_at  BIGINT NOT NULL,
    PRIMARY KEY (county, id),
    UNIQUE (county, reminder_id, role, account),
    FOREIGN KEY (county, reminder_id) REFERENCES monitor_reminder (county, id)
);

CREATE INDEX monitor_notice_inbox ON monitor_notice (county, unit, role, id);
CREATE INDEX monitor_notice_account ON monitor_notice (county, account, id);
CREATE INDEX monitor_notice_state ON monitor_notice (county, state, id);
