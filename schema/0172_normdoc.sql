CREATE TABLE normdoc_document (
    county         TEXT NOT NULL,
    id             TEXT NOT NULL,
    version        BIGINT NOT NULL,
    state          TEXT NOT NULL CHECK (state IN ('drafted', 'refused', 'registered', 'published', 'repealed', 'replaced', 'voided')),
    number         TEXT NOT NULL,
    title          TEXT NOT NULL,
    issuer         TEXT NOT NULL,
    provisional    BIGINT NOT NULL CHECK (provisional IN (0, 1)),
    business       BIGINT NOT NULL CHECK (business IN (0, 1)),
    incentive      BIGINT NOT NULL CHECK (incentive IN (0, 1)),
    adopted_day    TEXT NOT NULL,
    from_day       TEXT NOT NULL,
    until_day      TEXT NOT NULL,
    drafted_by     TEXT NOT NULL,
    drafted_at     BIGINT NOT NULL,
    competition    TEXT CHECK (competition IN ('passed', 'exempt', 'failed')),
    competition_by TEXT NOT NULL,
    unified        TEXT,
    registered_by  TEXT,
    registered_at  BIGINT,
    published_day  TEXT,
    published_at   BIGINT,
    evaluate_from  TEXT,
    evaluated_by   TEXT,
    evaluated_at   BIGINT,
    evaluation     TEXT NOT NULL,
    extend         BIGINT CHECK (extend IN (0, 1)),
    ended_day      TEXT,
    ended_at       BIGINT,
    successor      TEXT,
    end_reason     TEXT NOT NULL,
    PRIMARY KEY (county, id),
    UNIQUE (county, number),
    CHECK (adopted_day <= from_day AND from_day <= until_day),
    CHECK ((unified IS NULL) = (state IN ('drafted', 'refused'))),
    CHECK (unified IS NULL OR incentive = 0 OR competition IN ('passed', 'exempt')),
    CHECK ((published_day IS NULL) = (state IN ('drafted', 'refused', 'registered'))),
    CHECK ((ended_day IS NOT NULL) = (state IN ('repealed', 'replaced', 'voided'))),
    CHECK (state NOT IN ('repealed', 'replaced') OR successor IS NOT NULL)
);

CREATE UNIQUE INDEX normdoc_document_unified ON normdoc_document (county, unified) WHERE unified IS NOT NULL;
CREATE INDEX normdoc_document_issuer ON normdoc_document (county, issuer, number);
CREATE INDEX normdoc_document_evaluate ON normdoc_document (county, until_day) WHERE state = 'published';

CREATE TABLE normdoc_round (
    county       TEXT NOT NULL,
    id           TEXT NOT NULL,
    version      BIGINT NOT NULL,
    state        TEXT NOT NULL CHECK (state IN ('open', 'published')),
    number       TEXT NOT NULL,
    title        TEXT NOT NULL,
    basis        TEXT NOT NULL,
    scope        TEXT NOT NULL CHECK (scope IN ('business', 'all')),
    articles     TEXT NOT NULL,
    office       TEXT NOT NULL,
    opened_by    TEXT NOT NULL,
    opened_at    BIGINT NOT NULL,
    from_day     TEXT NOT NULL,
    due          TEXT NOT NULL,
    document     TEXT NOT NULL,
    published_by TEXT,
    published_at BIGINT,
    PRIMARY KEY (county, id),
    UNIQUE (county, number),
    CHECK (from_day <= due),
    CHECK ((state = 'published') = (published_at IS NOT NULL))
);

CREATE INDEX normdoc_round_list ON normdoc_round (county, from_day, id);

CREATE TABLE normdoc_review (
    county      TEXT NOT NULL,
    id          TEXT NOT NULL,
    version     BIGINT NOT NULL,
    state       TEXT NOT NULL CHECK (state IN ('pending', 'reviewed', 'settled', 'following', 'done')),
    round_id    TEXT NOT NULL,
    document_id TEXT NOT NULL,
    unit        TEXT NOT NULL,
    opened_at   BIGINT NOT NULL,
    from_day    TEXT NOT NULL,
    due         TEXT NOT NULL,
    findings    TEXT NOT NULL,
    conflicts   BIGINT NOT NULL,
    proposal    TEXT CHECK (proposal IN ('retain', 'revise', 'repeal', 'void')),
    opinion     TEXT NOT NULL,
    reviewed_by TEXT,
    reviewed_at BIGINT,
    decision    TEXT CHECK (decision IN ('retain', 'revise', 'repeal', 'void')),
    reason      TEXT NOT NULL,
    decided_by  TEXT,
    decided_at  BIGINT,
    follow_from TEXT,
    follow_due  TEXT,
    follow_by   TEXT,
    done_at     BIGINT,
    PRIMARY KEY (county, id),
    UNIQUE (county, round_id, document_id),
    FOREIGN KEY (county, round_id) REFERENCES normdoc_round (county, id),
    FOREIGN KEY (county, document_id) REFERENCES normdoc_document (county, id),
    CHECK ((state = 'pending') = (reviewed_at IS NULL)),
    CHECK ((state IN ('settled', 'following', 'done')) = (decision IS NOT NULL)),
    CHECK ((decision IS NULL) = (decided_at IS NULL)),
    CHECK ((decision IN ('revise', 'repeal')) = (follow_due IS NOT NULL) OR decision IS NULL),
    CHECK (decision <> 'retain' OR conflicts = 0),
    CHECK (decided_by <> reviewed_by),
    CHECK ((state = 'done') = (done_at IS NOT NULL)),
    CHECK ((state = 'done') = (follow_by IS NOT NULL))
);

CREATE INDEX normdoc_review_document ON normdoc_review (county, document_id, id);
CREATE INDEX normdoc_review_unit ON normdoc_review (county, unit, id);
CREATE INDEX normdoc_review_decided ON normdoc_review (county, decided_at) WHERE decided_at IS NOT NULL;
CREATE INDEX normdoc_review_due ON normdoc_review (county, due) WHERE state = 'pending';
CREATE INDEX normdoc_review_follow ON normdoc_review (county, follow_due) WHERE state = 'following';
