-- Conditional acceptance (容缺受理) and pledge-based approval (告知承诺制) are
-- parts of what a version says.
ALTER TABLE catalogue_version ADD COLUMN conditional BIGINT NOT NULL DEFAULT 0
    CHECK (conditional IN (0, 1) AND (published_at IS NULL OR conditional = 0 OR (kind = 'promised' AND relay = 0)));
ALTER TABLE catalogue_version ADD COLUMN pledge BIGINT NOT NULL DEFAULT 0 CHECK (pledge IN (0, 1));
ALTER TABLE catalogue_version ADD COLUMN domains TEXT NOT NULL DEFAULT 'null';
ALTER TABLE catalogue_material ADD COLUMN pledge BIGINT NOT NULL DEFAULT 0
    CHECK (pledge IN (0, 1) AND (pledge = 0 OR shared = 0));
