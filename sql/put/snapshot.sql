-- One HTTP exchange as archived; seen before (same address, moment and bytes): its place and outcome are renewed.
INSERT INTO snapshot (source, part, url, window_from, window_to, visit, page, fetched, status, failure,
                      content_type, sha256, bytes, origin, file, offset, length, outcome, etag, last_modified)
VALUES (:source, :part, :url, :window_from, :window_to, :visit, :page, :fetched, :status, :failure,
        :content_type, :sha256, :bytes, :origin, :file, :offset, :length, :outcome, :etag,
        :last_modified)
ON CONFLICT (url, fetched, sha256) DO UPDATE
SET file = excluded.file, offset = excluded.offset, length = excluded.length, outcome = excluded.outcome,
    etag = excluded.etag, last_modified = excluded.last_modified
RETURNING id;
