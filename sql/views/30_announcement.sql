-- One row per announcement in its newest wording as known.
CREATE TEMP VIEW announcement_as_known AS
SELECT a.id AS announcement, a.source, a.feed, a.identity, v.publisher, v.title, v.text, v.link, v.language, v.country,
       date(v.published / 1000000, 'unixepoch') AS published,
       strftime('%Y-%m-%dT%H:%M:%SZ', v.known / 1000000, 'unixepoch') AS known_at, s.sha256, s.origin
FROM announcement AS a
JOIN announcement_version AS v ON v.announcement = a.id
JOIN snapshot AS s ON s.id = v.snapshot
WHERE v.known = (
    SELECT max(newest.known)
    FROM announcement_version AS newest
    WHERE newest.announcement = a.id AND newest.known <= (SELECT instant FROM temp.as_known));
