CREATE TABLE assistance_wait (
    county         TEXT NOT NULL,
    id             TEXT NOT NULL,
    entrustment_id TEXT NOT NULL,
    nth            BIGINT NOT NULL,
    unit           TEXT NOT NULL,
    since          BIGINT NOT NULL,
    start_day      TEXT NOT NULL,
    n              BIGINT NOT NULL CHECK (n > 0),
    due            TEXT NOT NULL,
    book           TEXT NOT NULL,
    ended_at       BIGINT,
    dropped        BIGINT NOT NULL CHECK (dropped IN (0, 1)),
    PRIMARY KEY (county, id),
    UNIQUE (county, entrustment_id, nth),
    FOREIGN KEY (county, entrustment_id) REFERENCES assistance_entrustment (county, id),
    CHECK (dropped = 0 OR ended_at IS NOT NULL)
);

CREATE UNIQUE INDEX assistance_wait_one ON assistance_wait (county, entrustment_id) WHERE ended_at IS NULL;
CREATE INDEX assistance_wait_due ON assistance_wait (county, due) WHERE ended_at IS NULL;
CREATE INDEX assistance_wait_since ON assistance_wait (county, since);

CREATE TABLE assistance_block (
    county         TEXT NOT NULL,
    id             TEXT NOT NULL,
    number         TEXT NOT NULL,
    version        BIGINT NOT NULL,
    state          TEXT NOT NULL CHECK (state IN ('raised', 'answered', 'taken_back')),
    entrustment_id TEXT NOT NULL,
    case_id        TEXT NOT NULL,
    case_number    TEXT NOT NULL,
    item_name      TEXT NOT NULL,
    unit           TEXT NOT NULL,
    question       TEXT NOT NULL CHECK (question <> ''),
    raised_by      TEXT NOT NULL,
    raised_at      BIGINT NOT NULL,
    start_day      TEXT NOT NULL,
    n              BIGINT NOT NULL CHECK (n > 0),
    due            TEXT NOT NULL,
    book           TEXT NOT NULL,
    answer         TEXT,
    answered_by    TEXT,
    ended_at       BIGINT,
    PRIMARY KEY (county, id),
    UNIQUE (county, number),
    FOREIGN KEY (county, entrustment_id) REFERENCES assistance_entrustment (county, id),
    CHECK ((state = 'raised') = (ended_at IS NULL)),
    CHECK ((state = 'answered') = (answer IS NOT NULL AND answered_by IS NOT NULL)),
    CHECK (answered_by IS NULL OR answered_by <> raised_by)
);

CREATE INDEX assistance_block_of ON assistance_block (county, entrustment_id, id);
CREATE INDEX assistance_block_unit ON assistance_block (county, unit, state, id);
CREATE INDEX assistance_block_due ON assistance_block (county, due) WHERE ended_at IS NULL;
CREATE INDEX assistance_block_raised ON assistance_block (county, raised_at);
CREATE UNIQUE INDEX assistance_block_open ON assistance_block (county, case_id) WHERE ended_at IS NULL;

CREATE INDEX assistance_entrustment_project ON assistance_entrustment (county, project, id) WHERE project IS NOT NULL;
