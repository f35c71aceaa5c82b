-- A promise to hand secondary materials in later (容缺受理承诺). One per case;
-- due is the earliest day of what is still owed, for sweeps and clocks.
CREATE TABLE casework_deferral (
    county         TEXT NOT NULL,
    id             TEXT NOT NULL,
    case_id        TEXT NOT NULL,
    signer         TEXT NOT NULL CHECK (signer <> ''),
    capacity       TEXT NOT NULL CHECK (capacity IN ('self', 'representative', 'agent')),
    promise_letter TEXT NOT NULL,
    promised_at    BIGINT NOT NULL,
    items          TEXT NOT NULL,
    notice_letter  TEXT,
    accepted_at    BIGINT,
    accepted_day   TEXT,
    due            TEXT,
    reminded       TEXT,
    asked_by       TEXT,
    asked_due      TEXT,
    asked_reason   TEXT,
    extended_by    TEXT,
    extended_at    BIGINT,
    settled_at     BIGINT,
    outcome        TEXT CHECK (outcome IN ('supplemented', 'lapsed', 'ended')),
    PRIMARY KEY (county, id),
    UNIQUE (county, case_id),
    FOREIGN KEY (county, case_id) REFERENCES casework_case (county, id),
    CHECK ((notice_letter IS NULL) = (accepted_at IS NULL)),
    CHECK ((accepted_day IS NULL) = (accepted_at IS NULL)),
    CHECK ((settled_at IS NULL) = (outcome IS NULL)),
    CHECK (extended_by IS NULL OR extended_by <> asked_by),
    CHECK (due IS NULL OR (accepted_at IS NOT NULL AND settled_at IS NULL))
);

CREATE INDEX casework_deferral_due ON casework_deferral (county, due) WHERE due IS NOT NULL;
CREATE INDEX casework_deferral_accepted ON casework_deferral (county, accepted_at) WHERE accepted_at IS NOT NULL;

-- A written pledge that stands in for a proof (告知承诺书). One per case.
CREATE TABLE casework_pledge (
    county          TEXT NOT NULL,
    id              TEXT NOT NULL,
    case_id         TEXT NOT NULL,
    party           TEXT NOT NULL,
    signer          TEXT NOT NULL CHECK (signer <> ''),
    capacity        TEXT NOT NULL CHECK (capacity IN ('self', 'representative', 'agent')),
    letter          TEXT NOT NULL,
    signed_at       BIGINT NOT NULL,
    items           TEXT NOT NULL,
    check_from      TEXT,
    check_days      BIGINT NOT NULL CHECK (check_days > 0),
    check_due       TEXT,
    verified_at     BIGINT,
    verified_day    TEXT,
    verifier        TEXT,
    second          TEXT,
    result          TEXT CHECK (result IN ('true', 'false')),
    finding         TEXT,
    order_letter    TEXT,
    rectify_due     TEXT,
    settled_at      BIGINT,
    outcome         TEXT CHECK (outcome IN ('held', 'rectified', 'revoked', 'void')),
    PRIMARY KEY (county, id),
    UNIQUE (county, case_id),
    FOREIGN KEY (county, case_id) REFERENCES casework_case (county, id),
    CHECK ((verified_at IS NULL) = (result IS NULL)),
    CHECK (verified_at IS NULL OR (check_due IS NOT NULL AND verifier IS NOT NULL AND second <> verifier)),
    CHECK (result IS NULL OR result = 'true' OR (order_letter IS NOT NULL AND rectify_due IS NOT NULL)),
    CHECK ((settled_at IS NULL) = (outcome IS NULL))
);

CREATE INDEX casework_pledge_party ON casework_pledge (county, party) WHERE result = 'false' AND settled_at IS NULL;
CREATE INDEX casework_pledge_check ON casework_pledge (county, check_due)
    WHERE check_due IS NOT NULL AND settled_at IS NULL;
CREATE INDEX casework_pledge_signed ON casework_pledge (county, signed_at);

-- The pledge that stands in for a material.
ALTER TABLE casework_material ADD COLUMN pledge TEXT;
