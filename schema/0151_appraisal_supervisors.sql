CREATE TABLE appraisal_supervisor (
    county     TEXT NOT NULL,
    id         TEXT NOT NULL,
    version    BIGINT NOT NULL,
    state      TEXT NOT NULL CHECK (state IN ('appointed', 'ended')),
    code       TEXT NOT NULL,
    name       TEXT NOT NULL,
    account    TEXT,
    source     TEXT NOT NULL,
    occupation TEXT NOT NULL,
    conflicts  TEXT NOT NULL,
    terms      BIGINT NOT NULL CHECK (terms BETWEEN 1 AND 2),
    from_day   TEXT NOT NULL,
    to_day     TEXT NOT NULL,
    ended_day  TEXT,
    end_reason TEXT,
    PRIMARY KEY (county, id),
    UNIQUE (county, code),
    CHECK (from_day <= to_day),
    CHECK ((state = 'ended') = (ended_day IS NOT NULL))
);

CREATE UNIQUE INDEX appraisal_supervisor_account ON appraisal_supervisor (county, account) WHERE account IS NOT NULL;

CREATE TABLE appraisal_term (
    county        TEXT NOT NULL,
    id            TEXT NOT NULL,
    supervisor_id TEXT NOT NULL,
    nth           BIGINT NOT NULL CHECK (nth IN (1, 2)),
    from_day      TEXT NOT NULL,
    to_day        TEXT NOT NULL,
    ended_day     TEXT,
    document      TEXT NOT NULL,
    appointed_by  TEXT NOT NULL,
    appointed_at  BIGINT NOT NULL,
    ended_at      BIGINT,
    PRIMARY KEY (county, id),
    UNIQUE (county, supervisor_id, nth),
    FOREIGN KEY (county, supervisor_id) REFERENCES appraisal_supervisor (county, id),
    CHECK (from_day <= to_day)
);

CREATE TABLE appraisal_task (
    county        TEXT NOT NULL,
    id            TEXT NOT NULL,
    version       BIGINT NOT NULL,
    state         TEXT NOT NULL CHECK (state IN ('given', 'done', 'dropped')),
    supervisor_id TEXT NOT NULL,
    title         TEXT NOT NULL,
    what          TEXT NOT NULL,
    unit          TEXT NOT NULL,
    due           TEXT NOT NULL,
    given_by      TEXT NOT NULL,
    given_at      BIGINT NOT NULL,
    report        TEXT,
    ended_at      BIGINT,
    PRIMARY KEY (county, id),
    FOREIGN KEY (county, supervisor_id) REFERENCES appraisal_supervisor (county, id),
    CHECK ((state = 'given') = (ended_at IS NULL))
);

CREATE INDEX appraisal_task_supervisor ON appraisal_task (county, supervisor_id, id);

CREATE TABLE appraisal_opinion (
    county            TEXT NOT NULL,
    id                TEXT NOT NULL,
    version           BIGINT NOT NULL,
    state             TEXT NOT NULL CHECK (state IN ('open', 'assigned', 'answered', 'ruled', 'closed')),
    number            TEXT NOT NULL,
    supervisor_id     TEXT NOT NULL,
    task_id           TEXT,
    about             TEXT NOT NULL,
    title             TEXT NOT NULL,
    words             TEXT NOT NULL,
    hidden            BIGINT NOT NULL CHECK (hidden IN (0, 1)),
    handed_at         BIGINT NOT NULL,
    unit              TEXT,
    assigned_by       TEXT,
    assigned_at       BIGINT,
    assigned_day      TEXT,
    answer_n          BIGINT NOT NULL,
    due               TEXT,
    book              TEXT,
    answer            TEXT,
    answered_by       TEXT,
    answered_at       BIGINT,
    first_answered_at BIGINT,
    adopted           BIGINT CHECK (adopted IN (0, 1)),
    ruling            TEXT,
    ruled_by          TEXT,
    ruled_at          BIGINT,
    disagreed         TEXT,
    confirmed         TEXT,
    closed_at         BIGINT,
    PRIMARY KEY (county, id),
    UNIQUE (county, number),
    FOREIGN KEY (county, supervisor_id) REFERENCES appraisal_supervisor (county, id),
    CHECK ((state = 'closed') = (closed_at IS NOT NULL)),
    CHECK (state NOT IN ('ruled', 'closed') OR adopted IS NOT NULL),
    CHECK (state = 'open' OR (unit IS NOT NULL AND due IS NOT NULL))
);

CREATE INDEX appraisal_opinion_supervisor ON appraisal_opinion (county, supervisor_id, id);
CREATE INDEX appraisal_opinion_unit ON appraisal_opinion (county, unit, id);
CREATE INDEX appraisal_opinion_handed ON appraisal_opinion (county, handed_at);
CREATE INDEX appraisal_opinion_due ON appraisal_opinion (county, due) WHERE state = 'assigned';
