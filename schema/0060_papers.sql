CREATE TABLE papers_paper (
    county      TEXT NOT NULL,
    id          TEXT NOT NULL,
    party_id    TEXT NOT NULL,
    kind        TEXT NOT NULL CHECK (kind <> ''),
    name        TEXT NOT NULL CHECK (name <> ''),
    mime        TEXT NOT NULL,
    ext         TEXT NOT NULL CHECK (ext IN ('.pdf', '.jpg', '.png', '.ofd', '.docx', '.xlsx', '.csv', '.txt')),
    size        BIGINT NOT NULL CHECK (size > 0),
    pages       BIGINT CHECK (pages IS NULL OR pages > 0),
    digest      TEXT NOT NULL CHECK (length(digest) = 64),
    grade       TEXT NOT NULL CHECK (grade IN ('A', 'B', 'C', 'D')),
    source      TEXT NOT NULL,
    issued_by   TEXT NOT NULL,
    valid_from  TEXT,
    valid_to    TEXT,
    case_id     TEXT,
    state       TEXT NOT NULL CHECK (state IN ('usable', 'replaced', 'withdrawn', 'quarantined')),
    scanned     BIGINT NOT NULL CHECK (scanned IN (0, 1)),
    threat      TEXT,
    verified_by TEXT,
    verified_at BIGINT,
    replaced_by TEXT,
    at          BIGINT NOT NULL,
    version     BIGINT NOT NULL,
    PRIMARY KEY (county, id),
    FOREIGN KEY (county, party_id) REFERENCES party_party (county, id),
    CHECK ((verified_by IS NULL) = (verified_at IS NULL)),
    CHECK (grade <> 'B' OR verified_by IS NOT NULL),
    CHECK ((state = 'replaced') = (replaced_by IS NOT NULL)),
    CHECK (state <> 'quarantined' OR threat IS NOT NULL),
    CHECK (valid_from IS NULL OR valid_to IS NULL OR valid_from <= valid_to)
);

CREATE INDEX papers_paper_party ON papers_paper (county, party_id, kind);
CREATE INDEX papers_paper_case ON papers_paper (county, case_id, id) WHERE case_id IS NOT NULL;
CREATE INDEX papers_paper_digest ON papers_paper (county, digest);

CREATE TABLE papers_consent (
    county       TEXT NOT NULL,
    id           TEXT NOT NULL,
    paper_id     TEXT NOT NULL,
    purpose      TEXT NOT NULL CHECK (purpose <> ''),
    account      TEXT NOT NULL,
    at           BIGINT NOT NULL,
    withdrawn_at BIGINT,
    PRIMARY KEY (county, id),
    FOREIGN KEY (county, paper_id) REFERENCES papers_paper (county, id)
);

CREATE INDEX papers_consent_paper ON papers_consent (county, paper_id, id);
CREATE UNIQUE INDEX papers_consent_standing ON papers_consent (county, paper_id, purpose) WHERE withdrawn_at IS NULL;

CREATE TABLE papers_use (
    county     TEXT NOT NULL,
    id         TEXT NOT NULL,
    paper_id   TEXT NOT NULL,
    case_id    TEXT NOT NULL CHECK (case_id <> ''),
    purpose    TEXT NOT NULL,
    consent_id TEXT NOT NULL,
    account    TEXT NOT NULL,
    unit       TEXT NOT NULL,
    at         BIGINT NOT NULL,
    PRIMARY KEY (county, id),
    FOREIGN KEY (county, paper_id) REFERENCES papers_paper (county, id),
    FOREIGN KEY (county, consent_id) REFERENCES papers_consent (county, id)
);

CREATE INDEX papers_use_paper ON papers_use (county, paper_id, id);
CREATE INDEX papers_use_case ON papers_use (county, case_id);
