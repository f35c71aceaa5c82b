CREATE TABLE normdoc_stale (
    county     TEXT NOT NULL,
    id         TEXT NOT NULL,
    version    BIGINT NOT NULL,
    number     TEXT NOT NULL,
    document   TEXT NOT NULL,
    standing   TEXT NOT NULL,
    kind       TEXT NOT NULL,
    subject    TEXT NOT NULL,
    title      TEXT NOT NULL,
    unit       TEXT NOT NULL,
    link       TEXT NOT NULL,
    found_at   BIGINT NOT NULL,
    found_day  TEXT NOT NULL,
    due        TEXT NOT NULL,
    mended_at  BIGINT,
    PRIMARY KEY (county, id)
);

CREATE UNIQUE INDEX normdoc_stale_open ON normdoc_stale (county, kind, subject, number) WHERE mended_at IS NULL;
CREATE INDEX normdoc_stale_due ON normdoc_stale (county, due) WHERE mended_at IS NULL;
