CREATE TABLE papers_evidence (
    county  TEXT NOT NULL,
    id      TEXT NOT NULL,
    subject TEXT NOT NULL CHECK (subject <> ''),
    unit    TEXT NOT NULL CHECK (unit <> ''),
    name    TEXT NOT NULL CHECK (name <> ''),
    mime    TEXT NOT NULL,
    ext     TEXT NOT NULL CHECK (ext IN ('.pdf', '.jpg', '.png', '.ofd', '.docx', '.xlsx', '.csv', '.txt')),
    size    BIGINT NOT NULL CHECK (size > 0),
    digest  TEXT NOT NULL CHECK (length(digest) = 64),
    scanned BIGINT NOT NULL CHECK (scanned IN (0, 1)),
    account TEXT NOT NULL,
    at      BIGINT NOT NULL,
    PRIMARY KEY (county, id)
);

CREATE INDEX papers_evidence_subject ON papers_evidence (county, subject, id);
CREATE INDEX papers_evidence_digest ON papers_evidence (county, digest);
