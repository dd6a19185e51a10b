-- The digest of what made a source's facts.
INSERT INTO made_by (source, method)
VALUES (:source, :method)
ON CONFLICT (source) DO UPDATE SET method = excluded.method;
