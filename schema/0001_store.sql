CREATE TABLE store_meta (
    name  TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
);

CREATE TABLE store_counter (
    county TEXT NOT NULL,
    series TEXT NOT NULL,
    value  BIGINT NOT NULL,
    PRIMARY KEY (county, series)
);

CREATE TABLE store_operation (
    county TEXT NOT NULL,
    token  TEXT NOT NULL,
    actor  TEXT NOT NULL,
    digest TEXT NOT NULL,
    result TEXT NOT NULL,
    at     BIGINT NOT NULL,
    PRIMARY KEY (county, token, actor)
);

CREATE TABLE store_fact (
    county     TEXT NOT NULL,
    id         TEXT NOT NULL,
    kind       TEXT NOT NULL,
    subject    TEXT NOT NULL,
    payload    TEXT NOT NULL,
    at         BIGINT NOT NULL,
    relayed_at BIGINT,
    PRIMARY KEY (county, id)
);

CREATE INDEX store_fact_waiting ON store_fact (county, id) WHERE relayed_at IS NULL;

CREATE TABLE store_consumed (
    county   TEXT NOT NULL,
    consumer TEXT NOT NULL,
    fact_id  TEXT NOT NULL,
    at       BIGINT NOT NULL,
    PRIMARY KEY (county, consumer, fact_id)
);

CREATE TABLE store_seal_key (
    county  TEXT NOT NULL,
    subject TEXT NOT NULL,
    wrapped BLOB NOT NULL,
    PRIMARY KEY (county, subject)
);

CREATE TABLE store_lease (
    county TEXT NOT NULL,
    name   TEXT NOT NULL,
    holder TEXT NOT NULL,
    until  BIGINT NOT NULL,
    PRIMARY KEY (county, name)
);
