-- One HTTP exchange as archived; seen before (same address, moment and bytes): its place and outcome are renewed.
INSERT INTO snapshot (source, part, url, window_from, window_to, visit, page, fetched, status, failure,
                      content_type, sha256, bytes, origin, file, offset, length, outcome)
VALUES (:source, :part, :url, :window_from, :window_to, :visit, :page, :fetched, :status, :failure,
        :content_type, :sha256, :bytes, :origin, :file, :offset, :length, :outcome)
ON CONFLICT (url, fetched, sha256) DO UPDATE
SET file = excluded.file, offset = excluded.offset, length = excluded.length, outcome = excluded.outcome
RETURNING id;
