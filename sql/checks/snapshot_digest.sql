-- A snapshot with an answer and without a SHA-256 of it.
-- severity: error
SELECT source, url, fetched
FROM snapshot_as_known
WHERE status <> 0 AND length(sha256) <> 64;
