CREATE TABLE mandate_clause (
    county  TEXT NOT NULL,
    id      TEXT NOT NULL,
    version BIGINT NOT NULL,
    law     TEXT NOT NULL CHECK (law <> ''),
    title   TEXT NOT NULL CHECK (title <> ''),
    article BIGINT NOT NULL CHECK (article > 0),
    chapter BIGINT NOT NULL CHECK (chapter > 0),
    heading TEXT NOT NULL,
    summary TEXT NOT NULL CHECK (summary <> ''),
    local   BIGINT NOT NULL CHECK (local IN (0, 1)),
    PRIMARY KEY (county, id),
    UNIQUE (county, law, article)
);

CREATE TABLE mandate_task (
    county        TEXT NOT NULL,
    id            TEXT NOT NULL,
    version       BIGINT NOT NULL,
    state         TEXT NOT NULL CHECK (state IN ('draft', 'open', 'handed', 'closed', 'ended', 'dropped')),
    list          TEXT NOT NULL CHECK (list IN ('clause', 'key')),
    number        TEXT NOT NULL CHECK (number <> ''),
    clause_id     TEXT,
    title         TEXT NOT NULL CHECK (title <> ''),
    measure       TEXT NOT NULL CHECK (measure <> ''),
    lead          TEXT NOT NULL CHECK (lead <> ''),
    partners      TEXT NOT NULL,
    due           TEXT NOT NULL,
    first_due     TEXT NOT NULL,
    office        TEXT NOT NULL,
    proposed_by   TEXT NOT NULL,
    proposed_at   BIGINT NOT NULL,
    document      TEXT,
    published_by  TEXT,
    published_at  BIGINT,
    published_day TEXT,
    percent       BIGINT NOT NULL CHECK (percent BETWEEN 0 AND 100),
    handed_at     BIGINT,
    closed_at     BIGINT,
    ended_at      BIGINT,
    ended_why     TEXT,
    late_reason   TEXT,
    late_at       BIGINT,
    PRIMARY KEY (county, id),
    UNIQUE (county, number),
    FOREIGN KEY (county, clause_id) REFERENCES mandate_clause (county, id),
    CHECK ((list = 'clause') = (clause_id IS NOT NULL)),
    CHECK ((published_at IS NULL) = (state IN ('draft', 'dropped'))),
    CHECK ((published_at IS NULL) = (published_day IS NULL) AND (published_at IS NULL) = (document IS NULL)),
    CHECK ((handed_at IS NULL) = (state NOT IN ('handed', 'closed'))),
    CHECK ((closed_at IS NOT NULL) = (state = 'closed')),
    CHECK ((ended_at IS NOT NULL) = (state = 'ended')),
    CHECK ((late_reason IS NULL) = (late_at IS NULL))
);

CREATE INDEX mandate_task_clause ON mandate_task (county, clause_id, number) WHERE clause_id IS NOT NULL;
CREATE INDEX mandate_task_lead ON mandate_task (county, lead, number);
CREATE INDEX mandate_task_published ON mandate_task (county, published_at) WHERE published_at IS NOT NULL;
CREATE INDEX mandate_task_due ON mandate_task (county, due) WHERE state = 'open';

CREATE TABLE mandate_milestone (
    county     TEXT NOT NULL,
    id         TEXT NOT NULL,
    version    BIGINT NOT NULL,
    task_id    TEXT NOT NULL,
    nth        BIGINT NOT NULL CHECK (nth > 0),
    title      TEXT NOT NULL CHECK (title <> ''),
    due        TEXT NOT NULL,
    first_due  TEXT NOT NULL,
    reached_at BIGINT,
    PRIMARY KEY (county, id),
    UNIQUE (county, task_id, nth),
    FOREIGN KEY (county, task_id) REFERENCES mandate_task (county, id)
);

CREATE INDEX mandate_milestone_due ON mandate_milestone (county, due) WHERE reached_at IS NULL;

CREATE TABLE mandate_report (
    county       TEXT NOT NULL,
    id           TEXT NOT NULL,
    version      BIGINT NOT NULL,
    state        TEXT NOT NULL CHECK (state IN ('filed', 'confirmed', 'returned')),
    task_id      TEXT NOT NULL,
    kind         TEXT NOT NULL CHECK (kind IN ('progress', 'milestone', 'final')),
    milestone_id TEXT,
    unit         TEXT NOT NULL,
    words        TEXT NOT NULL CHECK (words <> ''),
    percent      BIGINT NOT NULL CHECK (percent BETWEEN 0 AND 100),
    regress      BIGINT NOT NULL CHECK (regress IN (0, 1)),
    filed_by     TEXT NOT NULL,
    filed_at     BIGINT NOT NULL,
    decided_by   TEXT,
    decided_at   BIGINT,
    opinion      TEXT,
    PRIMARY KEY (county, id),
    FOREIGN KEY (county, task_id) REFERENCES mandate_task (county, id),
    FOREIGN KEY (county, milestone_id) REFERENCES mandate_milestone (county, id),
    CHECK ((kind = 'milestone') = (milestone_id IS NOT NULL)),
    CHECK ((state = 'filed') = (decided_at IS NULL)),
    CHECK (decided_by IS NULL OR decided_by <> filed_by)
);

CREATE INDEX mandate_report_task ON mandate_report (county, task_id, id);
CREATE INDEX mandate_report_waiting ON mandate_report (county, filed_at) WHERE state = 'filed';

CREATE TABLE mandate_change (
    county       TEXT NOT NULL,
    id           TEXT NOT NULL,
    task_id      TEXT NOT NULL,
    milestone_id TEXT,
    kind         TEXT NOT NULL CHECK (kind IN ('due', 'units', 'reopen')),
    was          TEXT NOT NULL,
    became       TEXT NOT NULL,
    reason       TEXT NOT NULL CHECK (reason <> ''),
    document     TEXT NOT NULL,
    account      TEXT NOT NULL,
    at           BIGINT NOT NULL,
    PRIMARY KEY (county, id),
    FOREIGN KEY (county, task_id) REFERENCES mandate_task (county, id),
    CHECK (was <> became)
);

CREATE INDEX mandate_change_task ON mandate_change (county, task_id, id);

CREATE TABLE mandate_system (
    county      TEXT NOT NULL,
    id          TEXT NOT NULL,
    version     BIGINT NOT NULL,
    state       TEXT NOT NULL CHECK (state IN ('draft', 'published', 'dropped')),
    code        TEXT NOT NULL CHECK (code <> ''),
    edition     BIGINT NOT NULL CHECK (edition > 0),
    title       TEXT NOT NULL CHECK (title <> ''),
    source      TEXT NOT NULL,
    document    TEXT NOT NULL,
    proposed_by TEXT NOT NULL,
    proposed_at BIGINT NOT NULL,
    decided_by  TEXT,
    decided_at  BIGINT,
    PRIMARY KEY (county, id),
    UNIQUE (county, code, edition),
    CHECK ((state = 'draft') = (decided_at IS NULL)),
    CHECK (decided_by IS NULL OR state <> 'published' OR decided_by <> proposed_by)
);

CREATE TABLE mandate_indicator (
    county    TEXT NOT NULL,
    id        TEXT NOT NULL,
    version   BIGINT NOT NULL,
    system_id TEXT NOT NULL,
    code      TEXT NOT NULL CHECK (code <> ''),
    parent    TEXT NOT NULL,
    name      TEXT NOT NULL CHECK (name <> ''),
    weight    BIGINT NOT NULL CHECK (weight BETWEEN 0 AND 10000),
    measured  TEXT NOT NULL,
    better    TEXT NOT NULL CHECK (better IN ('more', 'less', 'none')),
    unit      TEXT NOT NULL,
    figure    TEXT NOT NULL,
    PRIMARY KEY (county, id),
    UNIQUE (county, system_id, code),
    FOREIGN KEY (county, system_id) REFERENCES mandate_system (county, id)
);

CREATE TABLE mandate_round (
    county     TEXT NOT NULL,
    id         TEXT NOT NULL,
    version    BIGINT NOT NULL,
    state      TEXT NOT NULL CHECK (state IN ('open', 'closed')),
    system_id  TEXT NOT NULL,
    title      TEXT NOT NULL CHECK (title <> ''),
    from_day   TEXT NOT NULL,
    to_day     TEXT NOT NULL,
    due        TEXT NOT NULL,
    office     TEXT NOT NULL,
    opened_by  TEXT NOT NULL,
    opened_at  BIGINT NOT NULL,
    opened_day TEXT NOT NULL,
    closed_at  BIGINT,
    PRIMARY KEY (county, id),
    UNIQUE (county, system_id, from_day, to_day),
    FOREIGN KEY (county, system_id) REFERENCES mandate_system (county, id),
    CHECK (from_day <= to_day),
    CHECK ((state = 'closed') = (closed_at IS NOT NULL))
);

CREATE TABLE mandate_score (
    county       TEXT NOT NULL,
    id           TEXT NOT NULL,
    version      BIGINT NOT NULL,
    state        TEXT NOT NULL CHECK (state IN ('open', 'filed', 'reviewed')),
    round_id     TEXT NOT NULL,
    indicator_id TEXT NOT NULL,
    unit         TEXT NOT NULL,
    due          TEXT NOT NULL,
    started_at   BIGINT NOT NULL,
    started_day  TEXT NOT NULL,
    value        TEXT NOT NULL,
    value_num    BIGINT NOT NULL,
    value_den    BIGINT NOT NULL,
    records      BIGINT NOT NULL,
    points       BIGINT,
    grounds      TEXT NOT NULL,
    filed_by     TEXT,
    filed_at     BIGINT,
    got          BIGINT,
    opinion      TEXT,
    decided_by   TEXT,
    decided_at   BIGINT,
    PRIMARY KEY (county, id),
    UNIQUE (county, round_id, indicator_id),
    FOREIGN KEY (county, round_id) REFERENCES mandate_round (county, id),
    FOREIGN KEY (county, indicator_id) REFERENCES mandate_indicator (county, id),
    CHECK ((state = 'open') = (filed_at IS NULL)),
    CHECK (state = 'open' OR points IS NOT NULL),
    CHECK ((state = 'reviewed') = (got IS NOT NULL)),
    CHECK (state <> 'reviewed' OR decided_by <> filed_by)
);

CREATE INDEX mandate_score_unit ON mandate_score (county, unit, id);
CREATE INDEX mandate_score_due ON mandate_score (county, due) WHERE state = 'open';
