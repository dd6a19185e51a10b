-- One published file of an edition, as it stands in the archive.
INSERT INTO resource (uri, written, sha256, file, offset, length)
VALUES (:uri, :written, :sha256, :file, :offset, :length)
ON CONFLICT (uri, written, sha256) DO UPDATE
SET file = excluded.file, offset = excluded.offset, length = excluded.length;
