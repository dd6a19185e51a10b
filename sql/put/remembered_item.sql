-- The newest wording of each announcement of a source, as known before its facts are made again.
INSERT INTO temp.remembered_item (feed, identity, words)
SELECT item.feed, item.identity, newest.title || char(10) || newest.text || char(10) || newest.link
FROM announcement AS item
JOIN announcement_version AS newest ON newest.announcement = item.id
WHERE item.source = :source
  AND newest.known = (SELECT max(known) FROM announcement_version WHERE announcement = item.id);
