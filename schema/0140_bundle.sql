CREATE TABLE bundle_bundle (
    county     TEXT NOT NULL,
    id         TEXT NOT NULL,
    code       TEXT NOT NULL,
    kind       TEXT NOT NULL CHECK (kind IN ('thing', 'notice')),
    name       TEXT NOT NULL CHECK (name <> ''),
    lead       TEXT NOT NULL CHECK (lead <> ''),
    theme      TEXT NOT NULL,
    aliases    TEXT NOT NULL,
    keys       TEXT NOT NULL,
    revision   BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (county, id),
    UNIQUE (county, code)
);

CREATE TABLE bundle_version (
    county       TEXT NOT NULL,
    id           TEXT NOT NULL,
    bundle_id    TEXT NOT NULL,
    number       BIGINT NOT NULL,
    state        TEXT NOT NULL CHECK (state IN ('draft', 'discarded', 'published', 'superseded', 'withdrawn')),
    revision     BIGINT NOT NULL,
    from_day     TEXT NOT NULL,
    until_day    TEXT,
    author       TEXT NOT NULL,
    publisher    TEXT,
    drafted_at   BIGINT NOT NULL,
    published_at BIGINT,
    ended_at     BIGINT,
    end_reason   TEXT,
    body         TEXT NOT NULL,
    PRIMARY KEY (county, id),
    UNIQUE (county, bundle_id, number),
    FOREIGN KEY (county, bundle_id) REFERENCES bundle_bundle (county, id),
    CHECK (publisher IS NULL OR publisher <> author),
    CHECK ((published_at IS NULL) = (state IN ('draft', 'discarded'))),
    CHECK (until_day IS NULL OR until_day >= from_day)
);

CREATE UNIQUE INDEX bundle_version_draft ON bundle_version (county, bundle_id) WHERE state = 'draft';
CREATE UNIQUE INDEX bundle_version_current ON bundle_version (county, bundle_id) WHERE state = 'published';

CREATE TABLE bundle_application (
    county         TEXT NOT NULL,
    id             TEXT NOT NULL,
    number         TEXT,
    version        BIGINT NOT NULL,
    state          TEXT NOT NULL CHECK (state IN ('draft', 'submitted', 'correction', 'not_accepted', 'running', 'closed', 'withdrawn')),
    bundle_id      TEXT NOT NULL,
    bundle_code    TEXT NOT NULL,
    bundle_name    TEXT NOT NULL,
    bundle_version TEXT NOT NULL,
    kind           TEXT NOT NULL CHECK (kind IN ('thing', 'notice')),
    lead           TEXT NOT NULL,
    party          TEXT NOT NULL,
    picks          TEXT NOT NULL,
    answers        TEXT NOT NULL,
    contact        BLOB,
    delivery       TEXT NOT NULL CHECK (delivery IN ('window', 'mail', 'electronic')),
    channel        TEXT NOT NULL,
    source         TEXT NOT NULL,
    reception      TEXT,
    opened_at      BIGINT NOT NULL,
    submitted_at   BIGINT,
    received_at    BIGINT,
    received_day   TEXT,
    notice_due     TEXT,
    gaps           TEXT NOT NULL,
    asked_at       BIGINT,
    correction_due TEXT,
    accepted_at    BIGINT,
    accepted_day   TEXT,
    acceptor       TEXT,
    deemed         BIGINT NOT NULL CHECK (deemed IN (0, 1)),
    promise_n      BIGINT NOT NULL CHECK (promise_n > 0),
    promise_due    TEXT,
    book           TEXT,
    closed_at      BIGINT,
    end_reason     TEXT,
    next_due       TEXT,
    PRIMARY KEY (county, id),
    FOREIGN KEY (county, bundle_version) REFERENCES bundle_version (county, id),
    CHECK (state = 'draft' OR (number IS NOT NULL AND submitted_at IS NOT NULL AND received_day IS NOT NULL AND notice_due IS NOT NULL)),
    CHECK ((accepted_at IS NULL) = (promise_due IS NULL)),
    CHECK (state NOT IN ('running', 'closed') OR accepted_at IS NOT NULL),
    CHECK ((closed_at IS NOT NULL) = (state IN ('closed', 'withdrawn', 'not_accepted')))
);

CREATE UNIQUE INDEX bundle_application_number ON bundle_application (county, number) WHERE number IS NOT NULL;
CREATE INDEX bundle_application_party ON bundle_application (county, party);
CREATE INDEX bundle_application_source ON bundle_application (county, source);
CREATE INDEX bundle_application_notice ON bundle_application (county, notice_due) WHERE state = 'submitted';
CREATE INDEX bundle_application_promise ON bundle_application (county, promise_due) WHERE state = 'running';

CREATE TABLE bundle_unit (
    county TEXT NOT NULL,
    app_id TEXT NOT NULL,
    unit   TEXT NOT NULL,
    PRIMARY KEY (county, unit, app_id),
    FOREIGN KEY (county, app_id) REFERENCES bundle_application (county, id)
);

CREATE TABLE bundle_cover (
    county TEXT NOT NULL,
    id     TEXT NOT NULL,
    app_id TEXT NOT NULL,
    key    TEXT NOT NULL,
    name   TEXT NOT NULL,
    paper  TEXT,
    pages  BIGINT NOT NULL,
    note   TEXT NOT NULL,
    PRIMARY KEY (county, id),
    UNIQUE (county, app_id, key),
    FOREIGN KEY (county, app_id) REFERENCES bundle_application (county, id)
);

CREATE TABLE bundle_step (
    county       TEXT NOT NULL,
    id           TEXT NOT NULL,
    app_id       TEXT NOT NULL,
    code         TEXT NOT NULL,
    position     BIGINT NOT NULL,
    state        TEXT NOT NULL CHECK (state IN ('waiting', 'ready', 'running', 'back', 'done', 'refused', 'ended', 'withdrawn', 'dropped')),
    item         TEXT NOT NULL,
    name         TEXT NOT NULL,
    item_version TEXT NOT NULL,
    unit         TEXT NOT NULL,
    after        TEXT NOT NULL,
    needs        TEXT NOT NULL,
    limit_n      BIGINT NOT NULL CHECK (limit_n >= 0),
    limit_unit   TEXT NOT NULL CHECK (limit_unit IN ('wd', 'cd')),
    on_no        TEXT NOT NULL CHECK (on_no IN ('continue', 'stop', 'send_back')),
    rule         TEXT,
    case_id      TEXT,
    case_number  TEXT,
    round        BIGINT NOT NULL CHECK (round BETWEEN 1 AND 3),
    started_at   BIGINT,
    due          TEXT,
    finished_at  BIGINT,
    note         TEXT NOT NULL,
    PRIMARY KEY (county, id),
    UNIQUE (county, app_id, code),
    FOREIGN KEY (county, app_id) REFERENCES bundle_application (county, id),
    CHECK ((item = '') = (rule IS NOT NULL)),
    CHECK (state <> 'running' OR (case_id IS NOT NULL) <> (due IS NOT NULL)),
    CHECK ((finished_at IS NOT NULL) = (state IN ('done', 'refused', 'ended', 'withdrawn', 'dropped')))
);

CREATE UNIQUE INDEX bundle_step_case ON bundle_step (county, case_id) WHERE case_id IS NOT NULL;
CREATE INDEX bundle_step_ready ON bundle_step (county, id) WHERE state = 'ready';
CREATE INDEX bundle_step_due ON bundle_step (county, due) WHERE state = 'running' AND due IS NOT NULL;

CREATE TABLE bundle_opinion (
    county  TEXT NOT NULL,
    id      TEXT NOT NULL,
    app_id  TEXT NOT NULL,
    run_id  TEXT NOT NULL,
    round   BIGINT NOT NULL,
    unit    TEXT NOT NULL,
    verdict TEXT NOT NULL CHECK (verdict IN ('', 'agree', 'against')),
    reasons TEXT NOT NULL,
    account TEXT,
    at      BIGINT,
    PRIMARY KEY (county, id),
    UNIQUE (county, run_id, round, unit),
    FOREIGN KEY (county, app_id) REFERENCES bundle_application (county, id),
    CHECK ((verdict = '') = (at IS NULL)),
    CHECK (verdict <> 'against' OR reasons <> '')
);

CREATE INDEX bundle_opinion_app ON bundle_opinion (county, app_id);
