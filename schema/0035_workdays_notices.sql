CREATE TABLE workdays_notice (
    county       TEXT NOT NULL,
    id           TEXT NOT NULL,
    version      BIGINT NOT NULL,
    state        TEXT NOT NULL CHECK (state IN ('proposed', 'confirmed', 'withdrawn')),
    no           TEXT NOT NULL CHECK (no <> ''),
    title        TEXT NOT NULL CHECK (title <> ''),
    url          TEXT NOT NULL,
    published    TEXT NOT NULL,
    days         TEXT NOT NULL,
    proposed_by  TEXT NOT NULL,
    proposed_at  BIGINT NOT NULL,
    confirmed_by TEXT,
    confirmed_at BIGINT,
    reason       TEXT,
    PRIMARY KEY (county, id),
    CHECK (confirmed_by IS NULL OR confirmed_by <> proposed_by),
    CHECK (state <> 'confirmed' OR (confirmed_by IS NOT NULL AND confirmed_at IS NOT NULL)),
    CHECK (state <> 'withdrawn' OR reason IS NOT NULL)
);

CREATE INDEX workdays_notice_confirmed ON workdays_notice (county, published) WHERE state = 'confirmed';
CREATE UNIQUE INDEX workdays_notice_open ON workdays_notice (county, no) WHERE state = 'proposed';

CREATE TABLE workdays_edition (
    county TEXT NOT NULL,
    id     TEXT NOT NULL,
    book   TEXT NOT NULL,
    former TEXT NOT NULL,
    at     BIGINT NOT NULL,
    PRIMARY KEY (county, id),
    CHECK (book <> former)
);
