CREATE TABLE hall_handout (
    county      TEXT NOT NULL,
    id          TEXT NOT NULL,
    version     BIGINT NOT NULL,
    state       TEXT NOT NULL CHECK (state IN ('recorded', 'struck')),
    number      TEXT NOT NULL,
    item        TEXT NOT NULL CHECK (item IN ('handbook', 'wall_chart')),
    edition     TEXT NOT NULL CHECK (edition <> ''),
    recipient   TEXT NOT NULL CHECK (recipient <> ''),
    copies      BIGINT NOT NULL CHECK (copies > 0),
    place       TEXT NOT NULL CHECK (place <> ''),
    day         TEXT NOT NULL,
    recorded_by TEXT NOT NULL,
    at          BIGINT NOT NULL,
    struck_at   BIGINT,
    reason      TEXT,
    PRIMARY KEY (county, id),
    UNIQUE (county, number),
    CHECK ((state = 'struck') = (struck_at IS NOT NULL)),
    CHECK ((struck_at IS NULL) = (reason IS NULL))
);

CREATE UNIQUE INDEX hall_handout_once ON hall_handout (county, item, edition, recipient, place, day) WHERE state = 'recorded';
CREATE INDEX hall_handout_day ON hall_handout (county, item, day);

CREATE TABLE hall_hours (
    county    TEXT NOT NULL,
    id        TEXT NOT NULL,
    version   BIGINT NOT NULL,
    hall      TEXT NOT NULL,
    desk      TEXT NOT NULL,
    kind      TEXT NOT NULL CHECK (kind IN ('regular', 'extended')),
    days      TEXT NOT NULL CHECK (days IN ('workday', 'restday')),
    opens     BIGINT NOT NULL CHECK (opens >= 0),
    closes    BIGINT NOT NULL CHECK (closes <= 1440),
    places    BIGINT NOT NULL CHECK (places >= 0),
    from_day  TEXT NOT NULL,
    until_day TEXT,
    document  TEXT NOT NULL CHECK (document <> ''),
    set_by    TEXT NOT NULL,
    at        BIGINT NOT NULL,
    PRIMARY KEY (county, id),
    CHECK (opens < closes),
    CHECK (until_day IS NULL OR until_day >= from_day)
);

CREATE INDEX hall_hours_hall ON hall_hours (county, hall, from_day);

CREATE TABLE hall_slot (
    county TEXT NOT NULL,
    id     TEXT NOT NULL,
    desk   TEXT NOT NULL,
    day    TEXT NOT NULL,
    starts BIGINT NOT NULL,
    places BIGINT NOT NULL,
    taken  BIGINT NOT NULL CHECK (taken >= 0),
    PRIMARY KEY (county, id),
    UNIQUE (county, desk, day, starts),
    CHECK (taken <= places)
);

CREATE TABLE hall_appointment (
    county     TEXT NOT NULL,
    id         TEXT NOT NULL,
    version    BIGINT NOT NULL,
    state      TEXT NOT NULL CHECK (state IN ('booked', 'arrived', 'cancelled', 'no_show')),
    number     TEXT NOT NULL,
    slot_id    TEXT NOT NULL,
    hall       TEXT NOT NULL,
    desk       TEXT NOT NULL,
    unit       TEXT NOT NULL,
    day        TEXT NOT NULL,
    starts     BIGINT NOT NULL,
    matter     TEXT NOT NULL,
    holder     TEXT NOT NULL,
    tail       TEXT NOT NULL,
    hold       BIGINT NOT NULL CHECK (hold IN (1, 2)),
    booked_at  BIGINT NOT NULL,
    settled_at BIGINT,
    PRIMARY KEY (county, id),
    UNIQUE (county, number),
    FOREIGN KEY (county, slot_id) REFERENCES hall_slot (county, id),
    CHECK ((state = 'booked') = (settled_at IS NULL))
);

CREATE UNIQUE INDEX hall_appointment_hold ON hall_appointment (county, holder, hold) WHERE state = 'booked';
CREATE UNIQUE INDEX hall_appointment_day_of ON hall_appointment (county, holder, day) WHERE state = 'booked';
CREATE INDEX hall_appointment_day ON hall_appointment (county, day, starts);

CREATE TABLE hall_turn (
    county         TEXT NOT NULL,
    id             TEXT NOT NULL,
    version        BIGINT NOT NULL,
    state          TEXT NOT NULL CHECK (state IN ('waiting', 'called', 'skipped', 'done', 'left')),
    number         TEXT NOT NULL,
    hall           TEXT NOT NULL,
    unit           TEXT NOT NULL,
    class          TEXT NOT NULL,
    day            TEXT NOT NULL,
    appointment_id TEXT,
    desk           TEXT,
    taken_at       BIGINT NOT NULL,
    ready_at       BIGINT NOT NULL,
    first_called   BIGINT,
    called_at      BIGINT,
    ended_at       BIGINT,
    PRIMARY KEY (county, id),
    UNIQUE (county, hall, day, number),
    FOREIGN KEY (county, appointment_id) REFERENCES hall_appointment (county, id),
    CHECK (state <> 'called' OR (desk IS NOT NULL AND called_at IS NOT NULL)),
    CHECK ((state IN ('done', 'left')) = (ended_at IS NOT NULL))
);

CREATE UNIQUE INDEX hall_turn_at_desk ON hall_turn (county, desk) WHERE state = 'called';
CREATE UNIQUE INDEX hall_turn_appointment ON hall_turn (county, appointment_id) WHERE appointment_id IS NOT NULL;
CREATE INDEX hall_turn_open ON hall_turn (county, hall, taken_at) WHERE ended_at IS NULL;
CREATE INDEX hall_turn_ended ON hall_turn (county, ended_at);
CREATE INDEX hall_turn_called ON hall_turn (county, first_called);

-- Who is called first, from a day on (优先叫号规则). The newest day that has come holds.
CREATE TABLE hall_priority (
    county    TEXT NOT NULL,
    id        TEXT NOT NULL,
    from_day  TEXT NOT NULL,
    lines     TEXT NOT NULL,
    long_wait BIGINT NOT NULL CHECK (long_wait >= 0),
    document  TEXT NOT NULL CHECK (document <> ''),
    set_by    TEXT NOT NULL,
    at        BIGINT NOT NULL,
    PRIMARY KEY (county, id),
    UNIQUE (county, from_day)
);
