-- One row per announcement: those published in the edition's period, then those of the twelve months before.
-- Korea first, then the United States, then others; newest first. These are summaries, not quotations.
SELECT CASE WHEN published >= :from THEN 'period' ELSE 'before' END AS series,
       CASE country WHEN 'KOR' THEN 1 WHEN 'USA' THEN 2 ELSE 3 END AS place,
       country, country AS entity,
       SUBSTR(published, 1, 10) AS published,
       publisher, title, text, link, language,
       feed || ':' || identity AS identity,
       feed AS source, 'announcement' AS indicator, known_at, sha256, origin
FROM announcement_as_known
WHERE published < :to
  AND published >= DATE(:from, '-12 months')
ORDER BY series DESC, place, country, published DESC, identity;
