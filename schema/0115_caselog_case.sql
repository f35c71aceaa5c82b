-- One row is what the house knew of a foreign case during one span of time:
-- known_from inclusive, known_to exclusive, open while current.
CREATE TABLE caselog_case (
    county       TEXT NOT NULL,
    id           TEXT NOT NULL,
    record       TEXT NOT NULL,
    case_no      TEXT NOT NULL,
    item         TEXT NOT NULL,
    item_name    TEXT NOT NULL,
    unit         TEXT NOT NULL,
    unit_name    TEXT NOT NULL,
    channel      TEXT NOT NULL,
    received_at  BIGINT NOT NULL,
    received_day TEXT NOT NULL,
    accepted_at  BIGINT,
    accepted_day TEXT,
    due_day      TEXT,
    closed_at    BIGINT,
    closed_day   TEXT,
    result       TEXT NOT NULL,
    abnormal     BIGINT NOT NULL CHECK (abnormal IN (0, 1)),
    known_from   BIGINT NOT NULL,
    known_to     BIGINT,
    PRIMARY KEY (county, id),
    CHECK ((accepted_at IS NULL) = (accepted_day IS NULL)),
    CHECK ((closed_at IS NULL) = (closed_day IS NULL)),
    CHECK (accepted_day IS NULL OR accepted_day >= received_day),
    CHECK (due_day IS NULL OR due_day >= received_day),
    CHECK (closed_day IS NULL OR closed_day >= received_day),
    CHECK (abnormal = 0 OR closed_at IS NOT NULL),
    CHECK (known_to IS NULL OR known_to >= known_from)
);

CREATE UNIQUE INDEX caselog_case_current ON caselog_case (county, case_no) WHERE known_to IS NULL;
CREATE INDEX caselog_case_received ON caselog_case (county, received_day);
CREATE INDEX caselog_case_closed ON caselog_case (county, closed_day);
CREATE INDEX caselog_case_record ON caselog_case (county, record);
