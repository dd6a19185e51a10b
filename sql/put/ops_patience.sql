-- Until when one address is left alone.
INSERT INTO ops_patience (source, url, not_before, ttl, skip_hours, skip_days)
VALUES (:source, :url, :not_before, :ttl, :skip_hours, :skip_days)
ON CONFLICT (source, url) DO UPDATE
SET not_before = excluded.not_before, ttl = excluded.ttl, skip_hours = excluded.skip_hours,
    skip_days = excluded.skip_days;
