-- What an application costs (收费): assessed when it is accepted, paid under the
-- number of a fiscal receipt, reduced or refunded with a ground. One per case.
CREATE TABLE casework_charge (
    county          TEXT NOT NULL,
    id              TEXT NOT NULL,
    version         BIGINT NOT NULL,
    case_id         TEXT NOT NULL,
    unit            TEXT NOT NULL,
    state           TEXT NOT NULL CHECK (state IN ('to_assess', 'owed', 'paid', 'exempt', 'refunded', 'void')),
    lines           TEXT NOT NULL,
    assessed        BIGINT NOT NULL CHECK (assessed >= 0),
    assessed_by     TEXT,
    letter          TEXT,
    reduced         BIGINT NOT NULL CHECK (reduced >= 0),
    reduced_at      BIGINT,
    reduced_by      TEXT,
    reduced_for     TEXT,
    paid            BIGINT NOT NULL CHECK (paid >= 0),
    paid_at         BIGINT,
    paid_day        TEXT,
    receipt         TEXT CHECK (receipt <> ''),
    refunded        BIGINT NOT NULL CHECK (refunded >= 0),
    refunded_at     BIGINT,
    refunded_for    TEXT,
    PRIMARY KEY (county, id),
    UNIQUE (county, case_id),
    UNIQUE (county, receipt),
    FOREIGN KEY (county, case_id) REFERENCES casework_case (county, id),
    CHECK (reduced <= assessed AND refunded <= paid),
    CHECK (paid = 0 OR paid = assessed - reduced),
    CHECK ((paid = 0) = (receipt IS NULL) AND (paid = 0) = (paid_at IS NULL) AND (paid = 0) = (paid_day IS NULL)),
    CHECK ((reduced = 0) = (reduced_at IS NULL) AND (reduced = 0) = (reduced_for IS NULL)),
    CHECK ((refunded = 0) = (refunded_at IS NULL) AND (refunded = 0) = (refunded_for IS NULL)),
    CHECK (reduced_by IS NULL OR reduced_by <> assessed_by)
);

CREATE INDEX casework_charge_paid ON casework_charge (county, paid_at) WHERE paid_at IS NOT NULL;
CREATE INDEX casework_charge_reduced ON casework_charge (county, reduced_at) WHERE reduced_at IS NOT NULL;
CREATE INDEX casework_charge_refunded ON casework_charge (county, refunded_at) WHERE refunded_at IS NOT NULL;
