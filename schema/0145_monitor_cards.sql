CREATE TABLE monitor_card (
    county       TEXT NOT NULL,
    id           TEXT NOT NULL,
    version      BIGINT NOT NULL,
    state        TEXT NOT NULL CHECK (state IN ('pending', 'issued', 'supervised', 'withdrawn', 'cancelled')),
    number       TEXT NOT NULL,
    kind         TEXT NOT NULL,
    subject      TEXT NOT NULL,
    started      BIGINT NOT NULL,
    rule         TEXT NOT NULL,
    rules        BIGINT NOT NULL,
    level        BIGINT NOT NULL CHECK (level BETWEEN 1 AND 4),
    book         TEXT NOT NULL,
    step         TEXT NOT NULL,
    clock_number TEXT NOT NULL,
    title        TEXT NOT NULL,
    link         TEXT NOT NULL,
    unit         TEXT NOT NULL,
    handler      TEXT NOT NULL,
    claimed_at   BIGINT,
    due          TEXT,
    from_at      BIGINT NOT NULL,
    sentence     TEXT NOT NULL,
    drawn_at     BIGINT NOT NULL,
    issued_at    BIGINT,
    withdrawn_at BIGINT,
    cancelled_at BIGINT,
    feedback_n   BIGINT NOT NULL,
    feedback_due TEXT,
    feedback     TEXT,
    feedback_by  TEXT,
    feedback_at  BIGINT,
    note         TEXT,
    PRIMARY KEY (county, id),
    UNIQUE (county, number),
    UNIQUE (county, kind, subject, started, rule, level),
    CHECK (from_at <= drawn_at),
    CHECK ((state IN ('issued', 'supervised', 'withdrawn')) = (issued_at IS NOT NULL AND cancelled_at IS NULL)),
    CHECK ((state = 'withdrawn') = (withdrawn_at IS NOT NULL)),
    CHECK ((state = 'cancelled') = (cancelled_at IS NOT NULL)),
    CHECK ((feedback IS NULL) = (feedback_at IS NULL))
);

CREATE INDEX monitor_card_issued ON monitor_card (county, issued_at) WHERE issued_at IS NOT NULL;
CREATE INDEX monitor_card_unit ON monitor_card (county, unit, id);
CREATE INDEX monitor_card_waiting ON monitor_card (county, id) WHERE state = 'pending';
CREATE INDEX monitor_card_alarm ON monitor_card (county, id) WHERE level = 4 AND state = 'issued';
CREATE INDEX monitor_card_feedback ON monitor_card (county, feedback_due)
    WHERE feedback_due IS NOT NULL AND feedback_at IS NULL AND withdrawn_at IS NULL AND cancelled_at IS NULL;

CREATE TABLE monitor_appeal (
    county     TEXT NOT NULL,
    id         TEXT NOT NULL,
    version    BIGINT NOT NULL,
    state      TEXT NOT NULL CHECK (state IN ('filed', 'upheld', 'rejected', 'retracted')),
    number     TEXT NOT NULL,
    card_id    TEXT NOT NULL,
    unit       TEXT NOT NULL,
    ground     TEXT NOT NULL,
    fault_id   TEXT,
    words      TEXT NOT NULL,
    document   TEXT NOT NULL,
    filed_by   TEXT NOT NULL,
    filed_at   BIGINT NOT NULL,
    ruling_n   BIGINT NOT NULL,
    ruling_due TEXT NOT NULL,
    ruled_by   TEXT,
    ruled_at   BIGINT,
    ruling     TEXT,
    PRIMARY KEY (county, id),
    UNIQUE (county, number),
    FOREIGN KEY (county, card_id) REFERENCES monitor_card (county, id),
    CHECK ((ground = 'system_fault') = (fault_id IS NOT NULL)),
    CHECK (state = 'retracted' OR ruled_by IS NULL OR ruled_by <> filed_by),
    CHECK ((state = 'filed') = (ruled_at IS NULL))
);

CREATE INDEX monitor_appeal_card ON monitor_appeal (county, card_id, filed_at);
CREATE INDEX monitor_appeal_due ON monitor_appeal (county, ruling_due) WHERE state = 'filed';
CREATE UNIQUE INDEX monitor_appeal_waiting ON monitor_appeal (county, card_id) WHERE state = 'filed';

CREATE TABLE monitor_watch (
    county TEXT NOT NULL,
    day    TEXT NOT NULL,
    at     BIGINT NOT NULL,
    clocks BIGINT NOT NULL,
    cards  BIGINT NOT NULL,
    PRIMARY KEY (county, day)
);
