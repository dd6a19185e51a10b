-- One published edition.
INSERT INTO ops_edition (id, report, written, digest)
VALUES (:id, :report, :written, :digest)
ON CONFLICT (id) DO UPDATE SET report = excluded.report, written = excluded.written, digest = excluded.digest;
