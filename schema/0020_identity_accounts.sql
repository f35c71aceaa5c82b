CREATE TABLE identity_account (
    county       TEXT NOT NULL,
    id           TEXT NOT NULL,
    version      BIGINT NOT NULL,
    login        TEXT NOT NULL CHECK (login <> ''),
    staff_id     TEXT,
    name         TEXT NOT NULL,
    unit         TEXT NOT NULL,
    window_code  TEXT NOT NULL,
    roles        TEXT NOT NULL,
    areas        TEXT NOT NULL,
    party        TEXT,
    state        TEXT NOT NULL CHECK (state IN ('invited', 'active', 'suspended', 'locked', 'retired')),
    mobile       BLOB,
    full_name    BLOB,
    demo         BIGINT NOT NULL CHECK (demo IN (0, 1)),
    created_at   BIGINT NOT NULL,
    activated_at BIGINT,
    end_reason   TEXT,
    PRIMARY KEY (county, id),
    UNIQUE (county, login),
    CHECK (roles NOT LIKE '%\_admin"%' ESCAPE '\' OR roles NOT LIKE '%,%')
);

CREATE UNIQUE INDEX identity_account_staff ON identity_account (county, staff_id)
    WHERE staff_id IS NOT NULL AND state <> 'retired';
CREATE INDEX identity_account_unit ON identity_account (county, unit, id);
CREATE INDEX identity_account_party ON identity_account (county, party) WHERE party IS NOT NULL;

CREATE TABLE identity_secret (
    county      TEXT NOT NULL,
    id          TEXT NOT NULL,
    hash        TEXT,
    set_at      BIGINT NOT NULL,
    must_change BIGINT NOT NULL CHECK (must_change IN (0, 1)),
    past        TEXT NOT NULL,
    factor      BLOB,
    offered     BLOB,
    step        BIGINT NOT NULL,
    used_at     BIGINT NOT NULL,
    PRIMARY KEY (county, id),
    FOREIGN KEY (county, id) REFERENCES identity_account (county, id)
);

CREATE TABLE identity_code (
    county     TEXT NOT NULL,
    id         TEXT NOT NULL,
    account_id TEXT NOT NULL,
    digest     TEXT NOT NULL,
    expires_at BIGINT NOT NULL,
    used_at    BIGINT,
    PRIMARY KEY (county, id),
    UNIQUE (county, digest),
    FOREIGN KEY (county, account_id) REFERENCES identity_account (county, id)
);

CREATE INDEX identity_code_account ON identity_code (county, account_id);

CREATE TABLE identity_session (
    county         TEXT NOT NULL,
    id             TEXT NOT NULL,
    account_id     TEXT NOT NULL,
    channel        TEXT NOT NULL,
    address_digest TEXT NOT NULL,
    started_at     BIGINT NOT NULL,
    seen_at        BIGINT NOT NULL,
    stepped_at     BIGINT,
    delegation     TEXT,
    PRIMARY KEY (county, id),
    FOREIGN KEY (county, account_id) REFERENCES identity_account (county, id)
);

CREATE INDEX identity_session_account ON identity_session (county, account_id);
CREATE INDEX identity_session_seen ON identity_session (county, seen_at);

CREATE TABLE identity_attempt (
    county       TEXT NOT NULL,
    id           TEXT NOT NULL,
    login_digest TEXT NOT NULL,
    times        TEXT NOT NULL,
    locked_until BIGINT NOT NULL,
    last_at      BIGINT NOT NULL,
    PRIMARY KEY (county, id)
);

CREATE INDEX identity_attempt_login ON identity_attempt (county, login_digest);

CREATE TABLE identity_grant (
    county     TEXT NOT NULL,
    id         TEXT NOT NULL,
    version    BIGINT NOT NULL,
    account_id TEXT NOT NULL,
    roles      TEXT NOT NULL,
    state      TEXT NOT NULL CHECK (state IN ('asked', 'granted', 'declined')),
    reason     TEXT NOT NULL,
    asked_by   TEXT NOT NULL,
    asked_at   BIGINT NOT NULL,
    first_by   TEXT,
    second_by  TEXT,
    ended_at   BIGINT,
    PRIMARY KEY (county, id),
    FOREIGN KEY (county, account_id) REFERENCES identity_account (county, id),
    CHECK (first_by IS NULL OR first_by <> account_id),
    CHECK (second_by IS NULL OR (second_by <> account_id AND second_by <> first_by)),
    CHECK (state <> 'granted' OR first_by IS NOT NULL),
    CHECK (state <> 'granted' OR roles NOT LIKE '%\_admin"%' ESCAPE '\' OR second_by IS NOT NULL)
);

CREATE INDEX identity_grant_asked ON identity_grant (county, id) WHERE state = 'asked';
CREATE INDEX identity_grant_account ON identity_grant (county, account_id, id);

CREATE TABLE identity_token (
    county     TEXT NOT NULL,
    id         TEXT NOT NULL,
    version    BIGINT NOT NULL,
    account_id TEXT NOT NULL,
    name       TEXT NOT NULL,
    digest     TEXT NOT NULL,
    scopes     TEXT NOT NULL,
    created_by TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    revoked_at BIGINT,
    PRIMARY KEY (county, id),
    UNIQUE (county, digest),
    FOREIGN KEY (county, account_id) REFERENCES identity_account (county, id)
);

CREATE INDEX identity_token_account ON identity_token (county, account_id);
