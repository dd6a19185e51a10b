-- The rejects of a page that said the same before, for the snapshot that says it again.
INSERT INTO reject (snapshot, number, place, reason, detail, original)
SELECT :snapshot, number, place, reason, detail, original
FROM reject
WHERE snapshot = :before
ON CONFLICT (snapshot, number) DO NOTHING;
