-- A redress gets a class with its limit, a kind of finding and an end by exclusion.
CREATE TABLE rating_redress_next (
    county       TEXT NOT NULL,
    id           TEXT NOT NULL,
    version      BIGINT NOT NULL,
    state        TEXT NOT NULL CHECK (state IN ('open', 'contacted', 'resolved', 'excluded')),
    rating_id    TEXT NOT NULL,
    ref          TEXT NOT NULL,
    item_name    TEXT NOT NULL,
    unit         TEXT NOT NULL,
    office       TEXT NOT NULL,
    opened_at    BIGINT NOT NULL,
    opened_day   TEXT NOT NULL,
    contact_n    BIGINT NOT NULL,
    rectify_n    BIGINT NOT NULL,
    rectify_unit TEXT CHECK (rectify_unit IN ('wd', 'cd')),
    class        TEXT CHECK (class IN ('ordinary', 'complex')),
    class_reason TEXT,
    contact_due  TEXT NOT NULL,
    rectify_due  TEXT NOT NULL,
    book         TEXT NOT NULL,
    attempts     BIGINT NOT NULL,
    contacted_at BIGINT,
    finding_kind TEXT CHECK (finding_kind IN ('fixed', 'fix_by', 'explained')),
    finding      TEXT,
    action       TEXT,
    fix_by       TEXT,
    legal_basis  TEXT,
    found_by     TEXT,
    reply        TEXT,
    public_note  TEXT,
    resolved_at  BIGINT,
    PRIMARY KEY (county, id),
    UNIQUE (county, rating_id),
    FOREIGN KEY (county, rating_id) REFERENCES rating_rating (county, id),
    CHECK ((state IN ('resolved', 'excluded')) = (resolved_at IS NOT NULL)),
    CHECK (state <> 'resolved' OR (finding IS NOT NULL AND action IS NOT NULL AND (reply IS NOT NULL OR attempts >= 2))),
    CHECK (finding_kind IS NULL OR (finding_kind = 'fix_by') = (fix_by IS NOT NULL)),
    CHECK (finding_kind IS NULL OR (finding_kind = 'explained') = (legal_basis IS NOT NULL))
);

INSERT INTO rating_redress_next (county, id, version, state, rating_id, ref, item_name, unit, office, opened_at, opened_day,
    contact_n, rectify_n, contact_due, rectify_due, book, attempts, contacted_at, finding, action, found_by, reply, resolved_at)
SELECT county, id, version, state, rating_id, ref, item_name, unit, office, opened_at, opened_day,
    contact_n, rectify_n, contact_due, rectify_due, book, attempts, contacted_at, finding, action, found_by, reply, resolved_at
FROM rating_redress;

CREATE TABLE rating_attempt_next (
    county     TEXT NOT NULL,
    id         TEXT NOT NULL,
    redress_id TEXT NOT NULL,
    reached    BIGINT NOT NULL CHECK (reached IN (0, 1)),
    note       TEXT NOT NULL,
    account    TEXT NOT NULL,
    at         BIGINT NOT NULL,
    PRIMARY KEY (county, id),
    FOREIGN KEY (county, redress_id) REFERENCES rating_redress_next (county, id)
);

INSERT INTO rating_attempt_next (county, id, redress_id, reached, note, account, at)
SELECT county, id, redress_id, reached, note, account, at FROM rating_attempt;

DROP TABLE rating_attempt;
DROP TABLE rating_redress;
ALTER TABLE rating_redress_next RENAME TO rating_redress;
ALTER TABLE rating_attempt_next RENAME TO rating_attempt;

CREATE INDEX rating_redress_contact ON rating_redress (county, contact_due)
    WHERE contacted_at IS NULL AND resolved_at IS NULL;
CREATE INDEX rating_redress_rectify ON rating_redress (county, rectify_due) WHERE resolved_at IS NULL;
CREATE INDEX rating_redress_unit ON rating_redress (county, unit, id);
CREATE INDEX rating_redress_opened ON rating_redress (county, opened_day);
CREATE INDEX rating_attempt_redress ON rating_attempt (county, redress_id, at);

CREATE TABLE rating_appeal (
    county     TEXT NOT NULL,
    id         TEXT NOT NULL,
    version    BIGINT NOT NULL,
    state      TEXT NOT NULL CHECK (state IN ('lodged', 'upheld', 'dismissed')),
    redress_id TEXT NOT NULL,
    ref        TEXT NOT NULL,
    item_name  TEXT NOT NULL,
    unit       TEXT NOT NULL,
    office     TEXT NOT NULL,
    ground     TEXT NOT NULL CHECK (ground IN ('mistaken', 'malicious')),
    reason     TEXT NOT NULL,
    evidence   TEXT NOT NULL,
    lodged_by  TEXT NOT NULL,
    lodged_at  BIGINT NOT NULL,
    lodged_day TEXT NOT NULL,
    decide_n   BIGINT NOT NULL,
    decide_due TEXT NOT NULL,
    book       TEXT NOT NULL,
    decision   TEXT,
    decided_by TEXT,
    decided_at BIGINT,
    PRIMARY KEY (county, id),
    UNIQUE (county, redress_id),
    FOREIGN KEY (county, redress_id) REFERENCES rating_redress (county, id),
    CHECK ((state = 'lodged') = (decided_at IS NULL)),
    CHECK ((decided_at IS NULL) = (decided_by IS NULL)),
    CHECK ((decided_at IS NULL) = (decision IS NULL)),
    CHECK (decided_by IS NULL OR decided_by <> lodged_by)
);

CREATE INDEX rating_appeal_due ON rating_appeal (county, decide_due) WHERE decided_at IS NULL;

CREATE TABLE rating_exclusion (
    county      TEXT NOT NULL,
    id          TEXT NOT NULL,
    rating_id   TEXT NOT NULL,
    ref         TEXT NOT NULL,
    unit        TEXT NOT NULL,
    item_name   TEXT NOT NULL,
    ground      TEXT NOT NULL CHECK (ground IN ('mistaken', 'malicious', 'untrue')),
    reason      TEXT NOT NULL,
    evidence    TEXT NOT NULL,
    excluded_by TEXT NOT NULL,
    rated_at    BIGINT NOT NULL,
    at          BIGINT NOT NULL,
    PRIMARY KEY (county, id),
    UNIQUE (county, rating_id),
    FOREIGN KEY (county, rating_id) REFERENCES rating_rating (county, id)
);

CREATE INDEX rating_exclusion_rated ON rating_exclusion (county, rated_at);

CREATE TABLE rating_review (
    county     TEXT NOT NULL,
    id         TEXT NOT NULL,
    key        TEXT NOT NULL,
    kind       TEXT NOT NULL,
    unit       TEXT NOT NULL,
    kept       BIGINT NOT NULL CHECK (kept IN (0, 1)),
    reason     TEXT NOT NULL,
    refs       TEXT NOT NULL,
    decided_by TEXT NOT NULL,
    at         BIGINT NOT NULL,
    PRIMARY KEY (county, id)
);

CREATE INDEX rating_review_at ON rating_review (county, at);
