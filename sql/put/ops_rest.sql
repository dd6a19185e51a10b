-- Until when a host is left alone; the longest wish holds.
INSERT INTO ops_rest (host, until, why) VALUES (:host, :until, :why)
ON CONFLICT (host) DO UPDATE SET until = excluded.until, why = excluded.why WHERE excluded.until > ops_rest.until;
