CREATE TABLE project_project (
    county   TEXT NOT NULL,
    id       TEXT NOT NULL,
    code     TEXT NOT NULL CHECK (length(code) = 24),
    name     TEXT NOT NULL CHECK (name <> ''),
    party_id TEXT NOT NULL,
    sector   TEXT NOT NULL CHECK (sector IN ('industry', 'commerce_logistics', 'tourism_culture_education')),
    unit     TEXT NOT NULL CHECK (unit <> ''),
    area     TEXT NOT NULL,
    since    TEXT NOT NULL,
    until    TEXT,
    version  BIGINT NOT NULL,
    PRIMARY KEY (county, id),
    UNIQUE (county, code),
    FOREIGN KEY (county, party_id) REFERENCES party_party (county, id),
    CHECK (until IS NULL OR until >= since)
);

CREATE INDEX project_project_party ON project_project (county, party_id);

CREATE TABLE project_key (
    county     TEXT NOT NULL,
    id         TEXT NOT NULL,
    project_id TEXT NOT NULL,
    level      TEXT NOT NULL CHECK (level IN ('county', 'city', 'province')),
    since      TEXT NOT NULL,
    until      TEXT,
    document   TEXT NOT NULL CHECK (document <> ''),
    set_by     TEXT NOT NULL,
    at         BIGINT NOT NULL,
    PRIMARY KEY (county, id),
    FOREIGN KEY (county, project_id) REFERENCES project_project (county, id),
    CHECK (until IS NULL OR until >= since)
);

CREATE INDEX project_key_project ON project_key (county, project_id, since);
