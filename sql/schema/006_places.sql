-- A million snapshots: what a run asks at its start must not read them all.
CREATE INDEX snapshot_by_source ON snapshot (source, fetched);
CREATE INDEX resource_by_place ON resource (file, offset);
