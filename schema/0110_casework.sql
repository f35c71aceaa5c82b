CREATE TABLE casework_case (
    county            TEXT NOT NULL,
    id                TEXT NOT NULL,
    number            TEXT,
    version           BIGINT NOT NULL,
    state             TEXT NOT NULL,

    item              TEXT NOT NULL,
    item_name         TEXT NOT NULL,
    item_version      TEXT NOT NULL,
    kind              TEXT NOT NULL CHECK (kind IN ('instant', 'promised', 'relay')),
    tier              TEXT NOT NULL CHECK (tier IN ('ordinary', 'key_project')),
    unit              TEXT NOT NULL,
    party             TEXT NOT NULL,
    agent             TEXT,
    project           TEXT,
    renews            TEXT,
    prior             TEXT,
    channel           TEXT NOT NULL,
    source            TEXT NOT NULL,
    reception         TEXT,
    answers           TEXT NOT NULL,
    contact           BLOB,
    query_digest      TEXT,
    delivery_choice   TEXT NOT NULL,

    opened_at         BIGINT NOT NULL,
    submitted_at      BIGINT,
    received_at       BIGINT,
    received_day      TEXT,
    claimed_at        BIGINT,
    claim_reason      TEXT,
    notice_due        TEXT,
    correction_due    TEXT,

    statutory_n       BIGINT NOT NULL,
    statutory_unit    TEXT NOT NULL CHECK (statutory_unit IN ('wd', 'cd')),
    promised_n        BIGINT NOT NULL CHECK (promised_n >= 0),
    extension         BIGINT NOT NULL CHECK (extension BETWEEN 0 AND 15),
    accepted_at       BIGINT,
    accepted_day      TEXT,
    deemed            BIGINT NOT NULL CHECK (deemed IN (0, 1)),
    acceptor          TEXT,
    handler           TEXT,
    promised_due      TEXT,
    statutory_due     TEXT,
    book              TEXT,

    decided_at        BIGINT,
    decided_day       TEXT,
    outcome           TEXT CHECK (outcome IN ('granted', 'refused', 'relayed', 'renewed')),
    decider           TEXT,
    overdue_reason    TEXT,
    delivery_due      TEXT,
    issued_at         BIGINT,
    delivered_at      BIGINT,
    closed_at         BIGINT,
    ended_at          BIGINT,
    end_reason        TEXT,
    end_asked_by      TEXT,
    end_asked_reason  TEXT,
    next_due          TEXT,
    extended_at       BIGINT,
    reopened_at       BIGINT,

    PRIMARY KEY (county, id),
    CHECK (extension = 0 OR extended_at IS NOT NULL),
    CHECK (state = 'draft' OR (number IS NOT NULL AND submitted_at IS NOT NULL
        AND received_at IS NOT NULL AND received_day IS NOT NULL)),
    CHECK (accepted_at IS NULL OR (accepted_day IS NOT NULL AND promised_due IS NOT NULL
        AND statutory_due IS NOT NULL AND book IS NOT NULL)),
    CHECK (decided_at IS NULL OR (decided_day IS NOT NULL AND outcome IS NOT NULL AND accepted_at IS NOT NULL)),
    CHECK (state NOT IN ('granted', 'refused', 'issued', 'relayed', 'delivered', 'closed') OR decided_at IS NOT NULL)
);

CREATE UNIQUE INDEX casework_case_number ON casework_case (county, number) WHERE number IS NOT NULL;
CREATE INDEX casework_case_inbox ON casework_case (county, unit, state, next_due, id DESC);
CREATE INDEX casework_case_reception ON casework_case (county, reception, state, next_due, id DESC)
    WHERE reception IS NOT NULL;
CREATE INDEX casework_case_next ON casework_case (county, next_due, id DESC);
CREATE INDEX casework_case_agent ON casework_case (county, agent, id) WHERE agent IS NOT NULL;
CREATE INDEX casework_case_party ON casework_case (county, party, item, id);
CREATE INDEX casework_case_received ON casework_case (county, submitted_at);
CREATE INDEX casework_case_decided ON casework_case (county, decided_at);
CREATE INDEX casework_case_delivered ON casework_case (county, id) WHERE state = 'delivered';
CREATE INDEX casework_case_due ON casework_case (county, promised_due)
    WHERE accepted_at IS NOT NULL AND decided_at IS NULL AND ended_at IS NULL;
CREATE INDEX casework_case_notice ON casework_case (county, notice_due) WHERE state = 'submitted';
CREATE INDEX casework_case_delivery ON casework_case (county, delivery_due)
    WHERE decided_at IS NOT NULL AND delivered_at IS NULL AND ended_at IS NULL;

CREATE TABLE casework_material (
    county   TEXT NOT NULL,
    id       TEXT NOT NULL,
    case_id  TEXT NOT NULL,
    code     TEXT NOT NULL,
    name     TEXT NOT NULL,
    required BIGINT NOT NULL CHECK (required IN (0, 1)),
    standing TEXT NOT NULL CHECK (standing IN ('missing', 'provided', 'reused', 'shared', 'not_needed')),
    verdict  TEXT CHECK (verdict IN ('ok', 'faulty')),
    paper    TEXT,
    pages    BIGINT NOT NULL,
    note     TEXT NOT NULL,
    PRIMARY KEY (county, id),
    UNIQUE (county, case_id, code),
    FOREIGN KEY (county, case_id) REFERENCES casework_case (county, id)
);

CREATE TABLE casework_notice (
    county    TEXT NOT NULL,
    id        TEXT NOT NULL,
    case_id   TEXT NOT NULL,
    nth       BIGINT NOT NULL,
    at        BIGINT NOT NULL,
    received_at BIGINT NOT NULL,
    received_day TEXT NOT NULL,
    items     TEXT NOT NULL,
    due       TEXT NOT NULL,
    letter    TEXT NOT NULL,
    violation TEXT,
    PRIMARY KEY (county, id),
    UNIQUE (county, case_id, nth),
    FOREIGN KEY (county, case_id) REFERENCES casework_case (county, id)
);

CREATE TABLE casework_pause (
    county   TEXT NOT NULL,
    id       TEXT NOT NULL,
    case_id  TEXT NOT NULL,
    ground   TEXT NOT NULL,
    basis    TEXT NOT NULL,
    letter   TEXT NOT NULL,
    approver TEXT NOT NULL,
    handler  TEXT NOT NULL,
    from_day TEXT NOT NULL,
    planned  TEXT NOT NULL,
    resumed_on TEXT,
    outcome  TEXT,
    PRIMARY KEY (county, id),
    FOREIGN KEY (county, case_id) REFERENCES casework_case (county, id),
    CHECK (approver <> handler),
    CHECK (resumed_on IS NULL OR resumed_on >= from_day)
);

CREATE INDEX casework_pause_case ON casework_pause (county, case_id, from_day);
CREATE UNIQUE INDEX casework_pause_open ON casework_pause (county, case_id) WHERE resumed_on IS NULL;

CREATE TABLE casework_opinion (
    county     TEXT NOT NULL,
    id         TEXT NOT NULL,
    case_id    TEXT NOT NULL,
    kind       TEXT NOT NULL CHECK (kind IN ('review', 'onsite', 'legal', 'decision', 'send_back')),
    account    TEXT NOT NULL,
    name       TEXT NOT NULL,
    second     TEXT,
    conclusion TEXT NOT NULL CHECK (conclusion IN ('grant', 'refuse', 'again')),
    body       TEXT NOT NULL,
    at         BIGINT NOT NULL,
    PRIMARY KEY (county, id),
    FOREIGN KEY (county, case_id) REFERENCES casework_case (county, id),
    CHECK (kind <> 'onsite' OR (second IS NOT NULL AND second <> account))
);

CREATE INDEX casework_opinion_case ON casework_opinion (county, case_id, at);

CREATE TABLE casework_decision (
    county      TEXT NOT NULL,
    id          TEXT NOT NULL,
    case_id     TEXT NOT NULL,
    outcome     TEXT NOT NULL CHECK (outcome IN ('granted', 'refused', 'relayed', 'renewed')),
    reasons     TEXT NOT NULL,
    letter      TEXT,
    decider     TEXT NOT NULL,
    at          BIGINT NOT NULL,
    certificate TEXT,
    valid_from  TEXT,
    valid_to    TEXT,
    set_aside   TEXT,
    PRIMARY KEY (county, id),
    FOREIGN KEY (county, case_id) REFERENCES casework_case (county, id)
);

CREATE INDEX casework_decision_case ON casework_decision (county, case_id, at);
CREATE UNIQUE INDEX casework_decision_standing ON casework_decision (county, case_id) WHERE set_aside IS NULL;
CREATE INDEX casework_decision_certificate ON casework_decision (county, certificate) WHERE certificate IS NOT NULL;
CREATE INDEX casework_decision_expiry ON casework_decision (county, valid_to) WHERE valid_to IS NOT NULL;

CREATE TABLE casework_former (
    county     TEXT NOT NULL,
    id         TEXT NOT NULL,
    case_id    TEXT NOT NULL,
    known_from BIGINT NOT NULL,
    known_to   BIGINT NOT NULL,
    body       TEXT NOT NULL CHECK (body <> ''),
    PRIMARY KEY (county, id),
    FOREIGN KEY (county, case_id) REFERENCES casework_case (county, id),
    CHECK (known_from < known_to)
);

CREATE INDEX casework_former_known ON casework_former (county, known_to);

CREATE TABLE casework_moved (
    county       TEXT NOT NULL,
    id           TEXT NOT NULL,
    case_id      TEXT NOT NULL,
    clock        TEXT NOT NULL,
    old_due      TEXT NOT NULL,
    new_due      TEXT NOT NULL,
    old_book     TEXT NOT NULL,
    new_book     TEXT NOT NULL,
    cause        TEXT NOT NULL,
    at           BIGINT NOT NULL,
    PRIMARY KEY (county, id),
    FOREIGN KEY (county, case_id) REFERENCES casework_case (county, id)
);

CREATE INDEX casework_moved_case ON casework_moved (county, case_id, at);

CREATE TABLE casework_correction (
    county  TEXT NOT NULL,
    id      TEXT NOT NULL,
    case_id TEXT NOT NULL,
    field   TEXT NOT NULL,
    old     TEXT NOT NULL,
    new     TEXT NOT NULL,
    reason  TEXT NOT NULL,
    on_spot BIGINT NOT NULL CHECK (on_spot IN (0, 1)),
    account TEXT NOT NULL,
    at      BIGINT NOT NULL,
    PRIMARY KEY (county, id),
    FOREIGN KEY (county, case_id) REFERENCES casework_case (county, id)
);

CREATE INDEX casework_correction_case ON casework_correction (county, case_id, at);
