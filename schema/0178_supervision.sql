CREATE TABLE supervision_round (
    county      TEXT NOT NULL,
    id          TEXT NOT NULL,
    version     BIGINT NOT NULL,
    state       TEXT NOT NULL CHECK (state IN ('draft', 'open', 'over', 'dropped')),
    number      TEXT NOT NULL CHECK (number <> ''),
    title       TEXT NOT NULL CHECK (title <> ''),
    scope       TEXT NOT NULL CHECK (scope <> ''),
    document    TEXT NOT NULL CHECK (document <> ''),
    from_day    TEXT NOT NULL,
    to_day      TEXT NOT NULL,
    office      TEXT NOT NULL,
    partners    TEXT NOT NULL,
    units       TEXT NOT NULL,
    proposed_by TEXT NOT NULL,
    proposed_at BIGINT NOT NULL,
    decided_by  TEXT,
    decided_at  BIGINT,
    closed_at   BIGINT,
    summary     TEXT NOT NULL,
    reported_to TEXT NOT NULL,
    PRIMARY KEY (county, id),
    UNIQUE (county, number),
    CHECK (from_day <= to_day),
    CHECK ((state = 'draft') = (decided_at IS NULL)),
    CHECK (state NOT IN ('open', 'over') OR decided_by <> proposed_by),
    CHECK ((state = 'over') = (closed_at IS NOT NULL))
);

CREATE TABLE supervision_member (
    county   TEXT NOT NULL,
    id       TEXT NOT NULL,
    version  BIGINT NOT NULL,
    round_id TEXT NOT NULL,
    account  TEXT NOT NULL,
    name     TEXT NOT NULL,
    unit     TEXT NOT NULL,
    away     TEXT NOT NULL,
    why      TEXT NOT NULL,
    PRIMARY KEY (county, id),
    UNIQUE (county, round_id, account),
    FOREIGN KEY (county, round_id) REFERENCES supervision_round (county, id)
);

CREATE INDEX supervision_member_account ON supervision_member (county, account, round_id);

CREATE TABLE supervision_visit (
    county   TEXT NOT NULL,
    id       TEXT NOT NULL,
    round_id TEXT NOT NULL,
    unit     TEXT NOT NULL,
    skipped  BIGINT NOT NULL CHECK (skipped IN (0, 1)),
    day      TEXT NOT NULL,
    words    TEXT NOT NULL CHECK (words <> ''),
    account  TEXT NOT NULL,
    at       BIGINT NOT NULL,
    PRIMARY KEY (county, id),
    UNIQUE (county, round_id, unit),
    FOREIGN KEY (county, round_id) REFERENCES supervision_round (county, id)
);

CREATE TABLE supervision_finding (
    county     TEXT NOT NULL,
    id         TEXT NOT NULL,
    version    BIGINT NOT NULL,
    state      TEXT NOT NULL CHECK (state IN ('draft', 'open', 'filed', 'closed', 'held', 'dropped')),
    number     TEXT NOT NULL CHECK (number <> ''),
    round_id   TEXT NOT NULL,
    unit       TEXT NOT NULL CHECK (unit <> ''),
    ground     TEXT NOT NULL CHECK (ground IN ('task', 'clause', 'promise')),
    ref_id     TEXT,
    ref        TEXT NOT NULL CHECK (ref <> ''),
    document   TEXT NOT NULL,
    gap        TEXT NOT NULL,
    title      TEXT NOT NULL CHECK (title <> ''),
    facts      TEXT NOT NULL CHECK (facts <> ''),
    demand     TEXT NOT NULL CHECK (demand <> ''),
    wanted     TEXT NOT NULL CHECK (wanted <> ''),
    due        TEXT NOT NULL,
    first_due  TEXT NOT NULL,
    found_day  TEXT NOT NULL,
    found_by   TEXT NOT NULL,
    found_at   BIGINT NOT NULL,
    office     TEXT NOT NULL,
    letter     TEXT NOT NULL,
    letter_id  TEXT,
    issued_at  BIGINT,
    run        BIGINT NOT NULL CHECK (run > 0),
    run_at     BIGINT,
    run_day    TEXT,
    filed_at   BIGINT,
    closed_at  BIGINT,
    public     TEXT NOT NULL,
    look_from  TEXT,
    held_at    BIGINT,
    dropped_at BIGINT,
    dropped    TEXT NOT NULL,
    PRIMARY KEY (county, id),
    UNIQUE (county, number),
    FOREIGN KEY (county, round_id) REFERENCES supervision_round (county, id),
    CHECK ((ground = 'promise') = (ref_id IS NULL)),
    CHECK (ground <> 'promise' OR document <> '' AND gap <> ''),
    CHECK ((state IN ('draft', 'dropped')) = (issued_at IS NULL)),
    CHECK ((issued_at IS NULL) = (letter_id IS NULL) AND (issued_at IS NULL) = (run_at IS NULL) AND (issued_at IS NULL) = (run_day IS NULL)),
    CHECK ((state IN ('filed', 'closed', 'held')) = (filed_at IS NOT NULL)),
    CHECK ((state IN ('closed', 'held')) = (closed_at IS NOT NULL)),
    CHECK ((closed_at IS NULL) = (look_from IS NULL)),
    CHECK (closed_at IS NULL OR public <> ''),
    CHECK ((state = 'held') = (held_at IS NOT NULL)),
    CHECK ((state = 'dropped') = (dropped_at IS NOT NULL))
);

CREATE INDEX supervision_finding_round ON supervision_finding (county, round_id, number);
CREATE INDEX supervision_finding_unit ON supervision_finding (county, unit, number);
CREATE INDEX supervision_finding_found ON supervision_finding (county, found_day);
CREATE INDEX supervision_finding_due ON supervision_finding (county, due) WHERE state = 'open';
CREATE INDEX supervision_finding_closed ON supervision_finding (county, closed_at) WHERE closed_at IS NOT NULL;

CREATE TABLE supervision_report (
    county       TEXT NOT NULL,
    id           TEXT NOT NULL,
    version      BIGINT NOT NULL,
    state        TEXT NOT NULL CHECK (state IN ('filed', 'accepted', 'returned')),
    finding_id   TEXT NOT NULL,
    run          BIGINT NOT NULL,
    unit         TEXT NOT NULL,
    way          TEXT NOT NULL CHECK (way IN ('done', 'changed')),
    words        TEXT NOT NULL CHECK (words <> ''),
    document     TEXT NOT NULL,
    compensation TEXT NOT NULL,
    filed_by     TEXT NOT NULL,
    filed_at     BIGINT NOT NULL,
    decided_by   TEXT,
    decided_at   BIGINT,
    opinion      TEXT,
    PRIMARY KEY (county, id),
    FOREIGN KEY (county, finding_id) REFERENCES supervision_finding (county, id),
    CHECK (way = 'done' OR document <> '' AND compensation <> ''),
    CHECK ((state = 'filed') = (decided_at IS NULL)),
    CHECK (decided_by IS NULL OR decided_by <> filed_by)
);

CREATE INDEX supervision_report_finding ON supervision_report (county, finding_id, id);
CREATE INDEX supervision_report_waiting ON supervision_report (county, filed_at) WHERE state = 'filed';

CREATE TABLE supervision_extension (
    county     TEXT NOT NULL,
    id         TEXT NOT NULL,
    version    BIGINT NOT NULL,
    state      TEXT NOT NULL CHECK (state IN ('asked', 'granted', 'denied')),
    finding_id TEXT NOT NULL,
    run        BIGINT NOT NULL,
    was        TEXT NOT NULL,
    due        TEXT NOT NULL,
    reason     TEXT NOT NULL CHECK (reason <> ''),
    asked_by   TEXT NOT NULL,
    asked_at   BIGINT NOT NULL,
    decided_by TEXT,
    decided_at BIGINT,
    opinion    TEXT,
    PRIMARY KEY (county, id),
    UNIQUE (county, finding_id, run),
    FOREIGN KEY (county, finding_id) REFERENCES supervision_finding (county, id),
    CHECK (was < due),
    CHECK ((state = 'asked') = (decided_at IS NULL)),
    CHECK (decided_by IS NULL OR decided_by <> asked_by)
);

CREATE TABLE supervision_urge (
    county      TEXT NOT NULL,
    id          TEXT NOT NULL,
    version     BIGINT NOT NULL,
    finding_id  TEXT NOT NULL,
    run         BIGINT NOT NULL,
    escalated   BIGINT NOT NULL CHECK (escalated IN (0, 1)),
    letter_id   TEXT NOT NULL,
    letter      TEXT NOT NULL CHECK (letter <> ''),
    due         TEXT NOT NULL,
    reason      TEXT NOT NULL CHECK (reason <> ''),
    account     TEXT NOT NULL,
    at          BIGINT NOT NULL,
    day         TEXT NOT NULL,
    answered_by TEXT,
    answered_at BIGINT,
    answer      TEXT,
    PRIMARY KEY (county, id),
    FOREIGN KEY (county, finding_id) REFERENCES supervision_finding (county, id),
    CHECK ((answered_at IS NULL) = (answer IS NULL))
);

CREATE INDEX supervision_urge_finding ON supervision_urge (county, finding_id, id);
CREATE INDEX supervision_urge_waiting ON supervision_urge (county, due) WHERE answered_at IS NULL;

CREATE TABLE supervision_look (
    county     TEXT NOT NULL,
    id         TEXT NOT NULL,
    finding_id TEXT NOT NULL,
    run        BIGINT NOT NULL,
    held       BIGINT NOT NULL CHECK (held IN (0, 1)),
    words      TEXT NOT NULL CHECK (words <> ''),
    account    TEXT NOT NULL,
    at         BIGINT NOT NULL,
    PRIMARY KEY (county, id),
    FOREIGN KEY (county, finding_id) REFERENCES supervision_finding (county, id)
);

CREATE INDEX supervision_look_finding ON supervision_look (county, finding_id, id);
