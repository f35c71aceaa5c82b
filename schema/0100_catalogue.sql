CREATE TABLE catalogue_item (
    county     TEXT NOT NULL,
    id         TEXT NOT NULL,
    code       TEXT NOT NULL CHECK (length(code) BETWEEN 1 AND 50),
    basic_code TEXT NOT NULL CHECK (length(basic_code) <= 50),
    unit       TEXT NOT NULL,
    name       TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    external   BIGINT NOT NULL CHECK (external IN (0, 1)),
    tags       TEXT NOT NULL,
    aliases    TEXT NOT NULL,
    keys       TEXT NOT NULL,
    revision   BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (county, id),
    UNIQUE (county, code)
);

-- The checks from state on hold for every version that was ever published.
CREATE TABLE catalogue_version (
    county           TEXT NOT NULL,
    id               TEXT NOT NULL,
    item_id          TEXT NOT NULL,
    number           BIGINT NOT NULL CHECK (number >= 1),
    state            TEXT NOT NULL CHECK (state IN ('draft', 'discarded', 'published', 'superseded', 'withdrawn')),
    revision         BIGINT NOT NULL,

    from_day         TEXT NOT NULL,
    until_day        TEXT,

    author           TEXT NOT NULL,
    publisher        TEXT,
    drafted_at       BIGINT NOT NULL,
    published_at     BIGINT,
    ended_at         BIGINT,
    source           TEXT NOT NULL,
    law_change       BIGINT NOT NULL CHECK (law_change IN (0, 1)),
    change_note      TEXT NOT NULL,
    expected         BIGINT NOT NULL CHECK (expected >= 0),

    withdrawn_reason TEXT,
    transition       TEXT CHECK (transition IN ('finish', 'terminate')),

    name             TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    kind             TEXT NOT NULL CHECK (kind IN ('instant', 'promised', 'other')),
    relay            BIGINT NOT NULL CHECK (relay IN (0, 1)),
    statutory_n      BIGINT NOT NULL CHECK (statutory_n >= 0),
    statutory_unit   TEXT NOT NULL CHECK (statutory_unit IN ('wd', 'cd')),
    statutory_note   TEXT NOT NULL,
    ordinary_n       BIGINT NOT NULL CHECK (ordinary_n >= 0),
    key_project_n    BIGINT NOT NULL CHECK (key_project_n >= 0),
    visits           BIGINT NOT NULL CHECK (visits >= 0),
    visit_reason     TEXT NOT NULL,
    online           BIGINT NOT NULL CHECK (online IN (0, 1)),
    courier          BIGINT NOT NULL CHECK (courier IN (0, 1)),
    appointment      BIGINT NOT NULL CHECK (appointment IN (0, 1)),
    rules            TEXT NOT NULL,
    guide            TEXT NOT NULL,
    questions        TEXT NOT NULL,
    digest           TEXT NOT NULL,

    PRIMARY KEY (county, id),
    UNIQUE (county, item_id, number),
    FOREIGN KEY (county, item_id) REFERENCES catalogue_item (county, id),
    CHECK (until_day IS NULL OR until_day >= from_day),
    CHECK (publisher IS NULL OR publisher <> author),
    CHECK ((state IN ('draft', 'discarded')) = (published_at IS NULL)),
    CHECK ((published_at IS NULL) = (publisher IS NULL)),
    CHECK (published_at IS NULL OR ordinary_n <= statutory_n),
    CHECK (published_at IS NULL OR key_project_n <= ordinary_n),
    CHECK (published_at IS NULL OR kind <> 'instant' OR ordinary_n = 0),
    CHECK (published_at IS NULL OR visits = 0 OR visit_reason <> ''),
    CHECK (published_at IS NULL OR visits > 0 OR online = 1 OR courier = 1),
    CHECK ((state IN ('superseded', 'withdrawn')) = (until_day IS NOT NULL)),
    CHECK ((until_day IS NULL) = (ended_at IS NULL)),
    CHECK ((state = 'withdrawn') = (transition IS NOT NULL)),
    CHECK ((state = 'withdrawn') = (withdrawn_reason IS NOT NULL))
);

CREATE UNIQUE INDEX catalogue_version_draft ON catalogue_version (county, item_id, from_day) WHERE state = 'draft';
CREATE UNIQUE INDEX catalogue_version_published ON catalogue_version (county, item_id) WHERE state = 'published';
CREATE INDEX catalogue_version_days ON catalogue_version (county, from_day) WHERE published_at IS NOT NULL;

CREATE TABLE catalogue_material (
    county      TEXT NOT NULL,
    id          TEXT NOT NULL,
    version_id  TEXT NOT NULL,
    code        TEXT NOT NULL,
    position    BIGINT NOT NULL,
    name        TEXT NOT NULL,
    originals   BIGINT NOT NULL CHECK (originals >= 0),
    copies      BIGINT NOT NULL CHECK (copies >= 0),
    electronic  BIGINT NOT NULL CHECK (electronic IN (0, 1)),
    issuer      TEXT NOT NULL,
    must        BIGINT NOT NULL CHECK (must IN (0, 1)),
    condition   TEXT NOT NULL,
    main        BIGINT NOT NULL CHECK (main IN (0, 1)),
    paper_kind  TEXT NOT NULL,
    shared      BIGINT NOT NULL CHECK (shared IN (0, 1)),
    shared_from TEXT NOT NULL,
    sample      TEXT NOT NULL,
    note        TEXT NOT NULL,
    basis       TEXT NOT NULL,
    PRIMARY KEY (county, id),
    UNIQUE (county, version_id, code),
    FOREIGN KEY (county, version_id) REFERENCES catalogue_version (county, id)
);

-- The search index; rebuilt whenever an item's names change.
CREATE TABLE catalogue_term (
    county  TEXT NOT NULL,
    field   TEXT NOT NULL CHECK (field IN ('code', 'name', 'word', 'alias', 'initials', 'pinyin')),
    term    TEXT NOT NULL,
    item_id TEXT NOT NULL,
    PRIMARY KEY (county, field, term, item_id),
    FOREIGN KEY (county, item_id) REFERENCES catalogue_item (county, id)
);

CREATE INDEX catalogue_term_item ON catalogue_term (county, item_id);

-- Words people searched for in vain, for the editors to turn into aliases.
CREATE TABLE catalogue_miss (
    county   TEXT NOT NULL,
    word     TEXT NOT NULL,
    times    BIGINT NOT NULL CHECK (times >= 1),
    first_at BIGINT NOT NULL,
    last_at  BIGINT NOT NULL,
    PRIMARY KEY (county, word)
);
