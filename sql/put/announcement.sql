-- One item of a feed, whatever its versions say.
INSERT INTO announcement (source, feed, identity)
VALUES (:source, :feed, :identity)
ON CONFLICT (source, feed, identity) DO UPDATE SET feed = excluded.feed
RETURNING id;
