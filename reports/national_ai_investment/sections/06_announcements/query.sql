-- One row per announcement: those published in the edition's period, then those of the twelve months before.
-- Newest first, in one list: an item says who published it and in which language, but not whose money it is.
-- The texts are summaries, not quotations.
SELECT CASE WHEN published >= :from THEN 'period' ELSE 'before' END AS series,
       '' AS entity,
       SUBSTR(published, 1, 10) AS published,
       CASE publisher LIKE 'www.%' WHEN 1 THEN SUBSTR(publisher, 5) ELSE publisher END AS publisher,
       CASE language WHEN 'ko' THEN '한국어' WHEN 'en' THEN '영어' ELSE language END AS tongue_ko,
       CASE language WHEN 'ko' THEN 'Korean' WHEN 'en' THEN 'English' ELSE language END AS tongue_en,
       title, text, link, language,
       feed || ':' || identity AS identity,
       source, 'announcement' AS indicator, known_at, sha256, origin
FROM announcement_as_known
WHERE published < :to
  AND published >= DATE(:from, '-12 months')
ORDER BY series DESC, published DESC, publisher, identity;
