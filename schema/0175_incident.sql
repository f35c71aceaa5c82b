CREATE TABLE incident_case (
    county        TEXT NOT NULL,
    id            TEXT NOT NULL,
    version       BIGINT NOT NULL,
    state         TEXT NOT NULL CHECK (state IN ('registered', 'filed', 'declined', 'punished', 'transferred', 'withdrawn', 'void')),
    number        TEXT NOT NULL CHECK (number <> ''),
    kind          TEXT NOT NULL CHECK (kind IN ('criminal', 'administrative')),
    conduct       TEXT NOT NULL,
    unit          TEXT NOT NULL CHECK (unit <> ''),
    party_id      TEXT NOT NULL,
    happened      TEXT NOT NULL,
    summary       BLOB NOT NULL,
    complaint     TEXT NOT NULL,
    registered_by TEXT NOT NULL,
    registered_at BIGINT NOT NULL,
    reviewed_at   BIGINT,
    filed_at      BIGINT,
    closed_at     BIGINT,
    PRIMARY KEY (county, id),
    UNIQUE (county, number),
    CHECK ((state = 'registered') = (reviewed_at IS NULL)),
    CHECK (state <> 'punished' OR kind = 'administrative'),
    CHECK ((state IN ('filed', 'punished', 'transferred', 'withdrawn')) = (filed_at IS NOT NULL)),
    CHECK ((state IN ('registered', 'filed')) = (closed_at IS NULL))
);

CREATE INDEX incident_case_unit ON incident_case (county, unit, id);
CREATE INDEX incident_case_open ON incident_case (county, registered_at) WHERE closed_at IS NULL;

CREATE TABLE incident_act (
    county        TEXT NOT NULL,
    id            TEXT NOT NULL,
    incident_id   TEXT NOT NULL,
    verb          TEXT NOT NULL,
    to_state      TEXT NOT NULL,
    day           TEXT NOT NULL,
    document      TEXT NOT NULL,
    reason        TEXT NOT NULL,
    was           BLOB,
    recorded_by   TEXT NOT NULL,
    by_name       TEXT NOT NULL,
    recorded_at   BIGINT NOT NULL,
    superseded_at BIGINT,
    corrects      TEXT,
    PRIMARY KEY (county, id),
    FOREIGN KEY (county, incident_id) REFERENCES incident_case (county, id)
);

CREATE INDEX incident_act_case ON incident_act (county, incident_id, id);
CREATE INDEX incident_act_day ON incident_act (county, verb, day);

CREATE TABLE incident_person (
    county      TEXT NOT NULL,
    id          TEXT NOT NULL,
    incident_id TEXT NOT NULL,
    nth         BIGINT NOT NULL CHECK (nth > 0),
    name        BLOB NOT NULL,
    mask        TEXT NOT NULL,
    blind       TEXT NOT NULL,
    added_by    TEXT NOT NULL,
    added_at    BIGINT NOT NULL,
    PRIMARY KEY (county, id),
    UNIQUE (county, incident_id, nth),
    UNIQUE (county, incident_id, blind),
    FOREIGN KEY (county, incident_id) REFERENCES incident_case (county, id)
);

CREATE TABLE incident_measure (
    county        TEXT NOT NULL,
    id            TEXT NOT NULL,
    incident_id   TEXT NOT NULL,
    person_id     TEXT NOT NULL,
    kind          TEXT NOT NULL,
    day           TEXT NOT NULL,
    document      TEXT NOT NULL CHECK (document <> ''),
    recorded_by   TEXT NOT NULL,
    recorded_at   BIGINT NOT NULL,
    revoked_at    BIGINT,
    revoke_reason TEXT NOT NULL,
    PRIMARY KEY (county, id),
    UNIQUE (county, person_id, kind, document),
    FOREIGN KEY (county, incident_id) REFERENCES incident_case (county, id),
    FOREIGN KEY (county, person_id) REFERENCES incident_person (county, id),
    CHECK ((revoked_at IS NULL) = (revoke_reason = ''))
);

CREATE INDEX incident_measure_case ON incident_measure (county, incident_id, id);
CREATE INDEX incident_measure_day ON incident_measure (county, kind, day);

CREATE TABLE incident_release (
    county         TEXT NOT NULL,
    id             TEXT NOT NULL,
    version        BIGINT NOT NULL,
    state          TEXT NOT NULL CHECK (state IN ('asked', 'granted', 'refused', 'recalled')),
    from_day       TEXT NOT NULL,
    to_day         TEXT NOT NULL,
    criminal       BIGINT NOT NULL,
    administrative BIGINT NOT NULL,
    detained       BIGINT NOT NULL,
    purpose        TEXT NOT NULL CHECK (purpose <> ''),
    document       TEXT NOT NULL CHECK (document <> ''),
    asked_by       TEXT NOT NULL,
    asked_at       BIGINT NOT NULL,
    decided_by     TEXT,
    decided_at     BIGINT,
    reason         TEXT NOT NULL,
    PRIMARY KEY (county, id),
    CHECK (to_day >= from_day),
    CHECK ((state = 'asked') = (decided_at IS NULL)),
    CHECK (state = 'asked' OR decided_by <> asked_by)
);

CREATE UNIQUE INDEX incident_release_period ON incident_release (county, from_day, to_day) WHERE state IN ('asked', 'granted');
CREATE INDEX incident_release_day ON incident_release (county, to_day);

CREATE TABLE incident_small_rule (
    county   TEXT NOT NULL,
    id       TEXT NOT NULL,
    least    BIGINT NOT NULL CHECK (least BETWEEN 2 AND 100),
    document TEXT NOT NULL CHECK (document <> ''),
    set_by   TEXT NOT NULL,
    set_at   BIGINT NOT NULL,
    PRIMARY KEY (county, id)
);
