CREATE TABLE rating_content (
    county      TEXT NOT NULL,
    id          TEXT NOT NULL,
    version     BIGINT NOT NULL,
    state       TEXT NOT NULL CHECK (state IN ('proposed', 'confirmed', 'dropped')),
    number      BIGINT,
    from_day    TEXT NOT NULL,
    document    TEXT NOT NULL,
    body        TEXT NOT NULL,
    proposed_by TEXT NOT NULL,
    proposed_at BIGINT NOT NULL,
    decided_by  TEXT,
    decided_at  BIGINT,
    PRIMARY KEY (county, id),
    CHECK (decided_by IS NULL OR decided_by <> proposed_by),
    CHECK ((state = 'confirmed') = (number IS NOT NULL)),
    CHECK ((state = 'proposed') = (decided_at IS NULL))
);

CREATE UNIQUE INDEX rating_content_number ON rating_content (county, number) WHERE number IS NOT NULL;
CREATE UNIQUE INDEX rating_content_waiting ON rating_content (county) WHERE state = 'proposed';

CREATE TABLE rating_invitation (
    county      TEXT NOT NULL,
    id          TEXT NOT NULL,
    case_id     TEXT,
    visit       TEXT,
    online      BIGINT NOT NULL CHECK (online IN (0, 1)),
    item_name   TEXT NOT NULL,
    unit        TEXT NOT NULL,
    window_code TEXT NOT NULL,
    digest      TEXT NOT NULL,
    open_from   BIGINT NOT NULL,
    open_until  TEXT NOT NULL,
    rated_at    BIGINT,
    PRIMARY KEY (county, id),
    UNIQUE (county, digest),
    CHECK ((case_id IS NULL) <> (visit IS NULL))
);

CREATE UNIQUE INDEX rating_invitation_case ON rating_invitation (county, case_id) WHERE case_id IS NOT NULL;
CREATE UNIQUE INDEX rating_invitation_visit ON rating_invitation (county, visit) WHERE visit IS NOT NULL;
CREATE INDEX rating_invitation_open ON rating_invitation (county, open_from);

CREATE TABLE rating_rating (
    county        TEXT NOT NULL,
    id            TEXT NOT NULL,
    ref           TEXT NOT NULL,
    invitation_id TEXT NOT NULL,
    unit          TEXT NOT NULL,
    window_code   TEXT NOT NULL,
    item_name     TEXT NOT NULL,
    level         BIGINT NOT NULL CHECK (level BETWEEN 1 AND 5),
    channel       TEXT NOT NULL CHECK (channel IN ('pc', 'mobile', 'qr', 'tablet', 'terminal', 'phone', 'sms')),
    online        BIGINT NOT NULL CHECK (online IN (0, 1)),
    reasons       TEXT NOT NULL,
    words         TEXT NOT NULL,
    content       BIGINT NOT NULL,
    signs         TEXT NOT NULL,
    device        TEXT NOT NULL,
    entered_by    TEXT,
    call_record   TEXT,
    at            BIGINT NOT NULL,
    PRIMARY KEY (county, id),
    UNIQUE (county, ref),
    UNIQUE (county, invitation_id),
    FOREIGN KEY (county, invitation_id) REFERENCES rating_invitation (county, id),
    CHECK ((channel = 'phone') = (entered_by IS NOT NULL)),
    CHECK ((entered_by IS NULL) = (call_record IS NULL))
);

CREATE INDEX rating_rating_at ON rating_rating (county, at);
CREATE INDEX rating_rating_unit ON rating_rating (county, unit, at);
CREATE INDEX rating_rating_device ON rating_rating (county, device, at) WHERE device <> '';

CREATE TABLE rating_followup (
    county    TEXT NOT NULL,
    id        TEXT NOT NULL,
    rating_id TEXT NOT NULL,
    level     BIGINT NOT NULL CHECK (level BETWEEN 1 AND 5),
    words     TEXT NOT NULL,
    at        BIGINT NOT NULL,
    PRIMARY KEY (county, id),
    UNIQUE (county, rating_id),
    FOREIGN KEY (county, rating_id) REFERENCES rating_rating (county, id)
);

CREATE TABLE rating_redress (
    county       TEXT NOT NULL,
    id           TEXT NOT NULL,
    version      BIGINT NOT NULL,
    state        TEXT NOT NULL CHECK (state IN ('open', 'contacted', 'resolved')),
    rating_id    TEXT NOT NULL,
    ref          TEXT NOT NULL,
    item_name    TEXT NOT NULL,
    unit         TEXT NOT NULL,
    office       TEXT NOT NULL,
    opened_at    BIGINT NOT NULL,
    opened_day   TEXT NOT NULL,
    contact_n    BIGINT NOT NULL,
    rectify_n    BIGINT NOT NULL,
    contact_due  TEXT NOT NULL,
    rectify_due  TEXT NOT NULL,
    book         TEXT NOT NULL,
    attempts     BIGINT NOT NULL,
    contacted_at BIGINT,
    finding      TEXT,
    action       TEXT,
    found_by     TEXT,
    reply        TEXT,
    resolved_at  BIGINT,
    PRIMARY KEY (county, id),
    UNIQUE (county, rating_id),
    FOREIGN KEY (county, rating_id) REFERENCES rating_rating (county, id),
    CHECK ((state = 'resolved') = (resolved_at IS NOT NULL)),
    CHECK (state <> 'resolved' OR (finding IS NOT NULL AND action IS NOT NULL AND (reply IS NOT NULL OR attempts >= 2)))
);

CREATE INDEX rating_redress_contact ON rating_redress (county, contact_due)
    WHERE contacted_at IS NULL AND resolved_at IS NULL;
CREATE INDEX rating_redress_rectify ON rating_redress (county, rectify_due) WHERE resolved_at IS NULL;
CREATE INDEX rating_redress_unit ON rating_redress (county, unit, id);

CREATE TABLE rating_attempt (
    county     TEXT NOT NULL,
    id         TEXT NOT NULL,
    redress_id TEXT NOT NULL,
    reached    BIGINT NOT NULL CHECK (reached IN (0, 1)),
    note       TEXT NOT NULL,
    account    TEXT NOT NULL,
    at         BIGINT NOT NULL,
    PRIMARY KEY (county, id),
    FOREIGN KEY (county, redress_id) REFERENCES rating_redress (county, id)
);

CREATE INDEX rating_attempt_redress ON rating_attempt (county, redress_id, at);
