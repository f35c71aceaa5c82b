ALTER TABLE casework_pause ADD COLUMN ordered_at BIGINT;
ALTER TABLE casework_pause ADD COLUMN resumed_at BIGINT;
