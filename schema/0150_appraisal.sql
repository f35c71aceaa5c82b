CREATE TABLE appraisal_scheme (
    county      TEXT NOT NULL,
    id          TEXT NOT NULL,
    version     BIGINT NOT NULL,
    state       TEXT NOT NULL CHECK (state IN ('draft', 'published', 'dropped')),
    kind        TEXT NOT NULL CHECK (kind IN ('window', 'person', 'township', 'subcentre')),
    number      BIGINT,
    from_day    TEXT NOT NULL,
    title       TEXT NOT NULL,
    document    TEXT NOT NULL,
    body        TEXT NOT NULL,
    proposed_by TEXT NOT NULL,
    proposed_at BIGINT NOT NULL,
    decided_by  TEXT,
    decided_at  BIGINT,
    PRIMARY KEY (county, id),
    CHECK (state <> 'published' OR decided_by <> proposed_by),
    CHECK ((state = 'published') = (number IS NOT NULL)),
    CHECK ((state = 'draft') = (decided_at IS NULL))
);

CREATE INDEX appraisal_scheme_list ON appraisal_scheme (county, kind, from_day, id);
CREATE UNIQUE INDEX appraisal_scheme_number ON appraisal_scheme (county, kind, number) WHERE number IS NOT NULL;
CREATE UNIQUE INDEX appraisal_scheme_draft ON appraisal_scheme (county, kind) WHERE state = 'draft';
CREATE UNIQUE INDEX appraisal_scheme_month ON appraisal_scheme (county, kind, from_day) WHERE state = 'published';

CREATE TABLE appraisal_run (
    county       TEXT NOT NULL,
    id           TEXT NOT NULL,
    version      BIGINT NOT NULL,
    state        TEXT NOT NULL CHECK (state IN ('draft', 'shown', 'final', 'published')),
    kind         TEXT NOT NULL CHECK (kind IN ('window', 'person', 'township', 'subcentre')),
    month        TEXT NOT NULL,
    scheme_id    TEXT NOT NULL,
    office       TEXT NOT NULL,
    opened_by    TEXT NOT NULL,
    opened_at    BIGINT NOT NULL,
    computed_at  BIGINT,
    unplaced     BIGINT NOT NULL,
    shown_at     BIGINT,
    shown_day    TEXT,
    object_n     BIGINT NOT NULL,
    answer_n     BIGINT NOT NULL,
    until_day    TEXT,
    final_due    TEXT,
    book         TEXT,
    digest       TEXT NOT NULL,
    final_at     BIGINT,
    final_by     TEXT,
    published_at BIGINT,
    published_by TEXT,
    PRIMARY KEY (county, id),
    UNIQUE (county, kind, month),
    FOREIGN KEY (county, scheme_id) REFERENCES appraisal_scheme (county, id),
    CHECK ((state = 'draft') = (shown_at IS NULL)),
    CHECK ((state IN ('final', 'published')) = (final_at IS NOT NULL)),
    CHECK ((state = 'published') = (published_at IS NOT NULL)),
    CHECK (published_by IS NULL OR published_by <> final_by)
);

CREATE INDEX appraisal_run_month ON appraisal_run (county, month, kind);
CREATE INDEX appraisal_run_open ON appraisal_run (county, final_due) WHERE state = 'shown';

CREATE TABLE appraisal_subject (
    county     TEXT NOT NULL,
    id         TEXT NOT NULL,
    run_id     TEXT NOT NULL,
    code       TEXT NOT NULL,
    name       TEXT NOT NULL,
    unit       TEXT NOT NULL,
    out_reason TEXT,
    got        BIGINT NOT NULL,
    counted    BIGINT NOT NULL,
    extra      BIGINT NOT NULL,
    total      BIGINT,
    grade      TEXT NOT NULL,
    place      BIGINT,
    missing    BIGINT NOT NULL,
    PRIMARY KEY (county, id),
    UNIQUE (county, run_id, code),
    FOREIGN KEY (county, run_id) REFERENCES appraisal_run (county, id),
    CHECK (out_reason IS NULL OR (total IS NULL AND place IS NULL))
);

CREATE TABLE appraisal_score (
    county     TEXT NOT NULL,
    id         TEXT NOT NULL,
    run_id     TEXT NOT NULL,
    subject_id TEXT NOT NULL,
    item       TEXT NOT NULL,
    state      TEXT NOT NULL CHECK (state IN ('scored', 'none', 'missing')),
    events     BIGINT NOT NULL,
    population BIGINT,
    weighed    BIGINT NOT NULL,
    raw        BIGINT NOT NULL,
    points     BIGINT,
    digest     TEXT NOT NULL,
    PRIMARY KEY (county, id),
    UNIQUE (county, subject_id, item),
    FOREIGN KEY (county, subject_id) REFERENCES appraisal_subject (county, id),
    CHECK ((state = 'scored') = (points IS NOT NULL))
);

CREATE INDEX appraisal_score_run ON appraisal_score (county, run_id);

CREATE TABLE appraisal_line (
    county     TEXT NOT NULL,
    id         TEXT NOT NULL,
    run_id     TEXT NOT NULL,
    subject_id TEXT NOT NULL,
    item       TEXT NOT NULL,
    source     TEXT NOT NULL CHECK (source IN ('record', 'entry', 'objection')),
    event_id   TEXT NOT NULL,
    number     TEXT NOT NULL,
    title      TEXT NOT NULL,
    link       TEXT NOT NULL,
    at         BIGINT NOT NULL,
    points     BIGINT NOT NULL,
    struck     TEXT,
    PRIMARY KEY (county, id),
    UNIQUE (county, subject_id, item, source, event_id),
    FOREIGN KEY (county, subject_id) REFERENCES appraisal_subject (county, id)
);

CREATE INDEX appraisal_line_run ON appraisal_line (county, run_id);

CREATE TABLE appraisal_entry (
    county     TEXT NOT NULL,
    id         TEXT NOT NULL,
    version    BIGINT NOT NULL,
    kind       TEXT NOT NULL,
    month      TEXT NOT NULL,
    code       TEXT NOT NULL,
    item       TEXT NOT NULL,
    reference  TEXT NOT NULL,
    quantity   BIGINT NOT NULL,
    day        TEXT NOT NULL,
    note       TEXT NOT NULL,
    evidence   TEXT NOT NULL,
    entered_by TEXT NOT NULL,
    entered_at BIGINT NOT NULL,
    PRIMARY KEY (county, id),
    UNIQUE (county, kind, month, code, item, reference),
    CHECK (quantity >= 0),
    CHECK (evidence <> '')
);

CREATE TABLE appraisal_objection (
    county      TEXT NOT NULL,
    id          TEXT NOT NULL,
    version     BIGINT NOT NULL,
    state       TEXT NOT NULL CHECK (state IN ('open', 'upheld', 'dismissed', 'withdrawn')),
    number      TEXT NOT NULL,
    run_id      TEXT NOT NULL,
    subject_id  TEXT NOT NULL,
    item        TEXT NOT NULL,
    line_id     TEXT,
    unit        TEXT NOT NULL,
    office      TEXT NOT NULL,
    grounds     TEXT NOT NULL,
    evidence    TEXT NOT NULL,
    filed_by    TEXT NOT NULL,
    filed_at    BIGINT NOT NULL,
    filed_day   TEXT NOT NULL,
    answer_n    BIGINT NOT NULL,
    due         TEXT NOT NULL,
    book        TEXT NOT NULL,
    answer      TEXT,
    answered_by TEXT,
    answered_at BIGINT,
    PRIMARY KEY (county, id),
    UNIQUE (county, number),
    FOREIGN KEY (county, subject_id) REFERENCES appraisal_subject (county, id),
    CHECK ((state = 'open') = (answered_at IS NULL)),
    CHECK (answered_by IS NULL OR state = 'withdrawn' OR answered_by <> filed_by)
);

CREATE INDEX appraisal_objection_run ON appraisal_objection (county, run_id);
CREATE INDEX appraisal_objection_open ON appraisal_objection (county, due) WHERE state = 'open';
CREATE UNIQUE INDEX appraisal_objection_once ON appraisal_objection (county, subject_id, item, line_id) WHERE state = 'open';

CREATE TABLE appraisal_erratum (
    county     TEXT NOT NULL,
    id         TEXT NOT NULL,
    number     TEXT NOT NULL,
    run_id     TEXT NOT NULL,
    subject_id TEXT NOT NULL,
    item       TEXT NOT NULL,
    was        BIGINT,
    now_points BIGINT NOT NULL,
    total_was  BIGINT,
    total_now  BIGINT NOT NULL,
    reason     TEXT NOT NULL,
    document   TEXT NOT NULL,
    made_by    TEXT NOT NULL,
    made_at    BIGINT NOT NULL,
    PRIMARY KEY (county, id),
    UNIQUE (county, number),
    FOREIGN KEY (county, subject_id) REFERENCES appraisal_subject (county, id)
);

CREATE INDEX appraisal_erratum_run ON appraisal_erratum (county, run_id);

CREATE TABLE appraisal_bulletin (
    county      TEXT NOT NULL,
    id          TEXT NOT NULL,
    version     BIGINT NOT NULL,
    state       TEXT NOT NULL CHECK (state IN ('composed', 'issued', 'dropped')),
    number      TEXT,
    quarter     TEXT NOT NULL,
    body        TEXT NOT NULL,
    digest      TEXT NOT NULL,
    composed_by TEXT NOT NULL,
    composed_at BIGINT NOT NULL,
    decided_by  TEXT,
    decided_at  BIGINT,
    PRIMARY KEY (county, id),
    CHECK ((state = 'issued') = (number IS NOT NULL)),
    CHECK (state <> 'issued' OR decided_by <> composed_by),
    CHECK ((state = 'composed') = (decided_at IS NULL))
);

CREATE INDEX appraisal_bulletin_list ON appraisal_bulletin (county, quarter, id);
CREATE UNIQUE INDEX appraisal_bulletin_quarter ON appraisal_bulletin (county, quarter) WHERE state <> 'dropped';
CREATE UNIQUE INDEX appraisal_bulletin_number ON appraisal_bulletin (county, number) WHERE number IS NOT NULL;
