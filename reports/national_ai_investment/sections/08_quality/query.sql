-- One row per finding about the data, told apart by `series`: fresh (a source), missing (a cell that was asked for and
-- is empty), reject (a record that could not be used), failed (a window that could not be read), revision (a value
-- that its provider changed).
WITH reason_name (code, ko, en) AS (
    VALUES ('provider_error', '제공처의 오류 응답', 'the provider answered with an error'),
           ('html_page', '자료 대신 웹 문서', 'a web page in place of data'),
           ('empty', '빈 응답', 'an empty answer'),
           ('truncated', '중간에 끊긴 응답', 'an answer cut short'),
           ('malformed', '형식이 깨진 응답', 'a malformed answer'),
           ('wrong_page', '요청과 다른 쪽', 'another page than asked for'),
           ('wrong_shape', '약속과 다른 구조', 'another shape than declared'),
           ('unknown_format', '모르는 형식', 'an unknown format'),
           ('http_status', '실패한 HTTP 응답', 'an HTTP status of failure'),
           ('no_answer', '응답 없음', 'no answer'),
           ('unknown_entity', '모르는 국가나 통화', 'an unknown country or currency'),
           ('unknown_indicator', '모르는 지표', 'an unknown indicator'),
           ('bad_period', '읽을 수 없는 기간', 'a period that can’t be read'),
           ('bad_value', '읽을 수 없는 값', 'a value that can’t be read'),
           ('missing_field', '빠진 항목', 'a field is missing'),
           ('duplicate', '같은 값이 두 번', 'the same value twice')
), first_reject AS (
    SELECT source, part, fetched, page, reason, MIN(detail) AS detail
    FROM reject_as_known
    WHERE faulty
    GROUP BY source, part, fetched, page
)
SELECT 'fresh' AS series, source AS source, source AS key, '' AS indicator, '' AS entity, '' AS period,
       title_ko, title_en, newest_period, retrieved, age_days, warn_days,
       observations + announcements AS records,
       (SELECT COUNT(*) FROM reject_as_known AS r WHERE r.source = source_as_known.source AND NOT r.faulty) AS rejects,
       failed, NULL AS cells, NULL AS old_value, NULL AS new_value, NULL AS difference,
       '' AS reason_ko, '' AS reason_en, '' AS detail, '' AS periods_ko, '' AS periods_en, '' AS known_at, sha256, 0 AS place, 0 AS turn,
       CASE WHEN snapshots = 0 AND source_as_known.key <> '' THEN '인증키(' || source_as_known.key || ')가 없어 요청하지 않음'
            ELSE '읽을 수 있는 응답이 없음' END AS missing_ko,
       CASE WHEN snapshots = 0 AND source_as_known.key <> '' THEN 'not asked without its key (' || source_as_known.key || ')'
            ELSE 'no answer could be read' END AS missing_en
FROM source_as_known
UNION ALL
SELECT 'missing', gap.source, gap.source || '-' || gap.indicator || '-' || gap.entity, gap.indicator, gap.entity, '',
       said.ko, said.en, '', '', NULL, NULL,
       NULL, NULL, NULL, COUNT(*), NULL, NULL, NULL,
       gap.reason, gap.reason, '',
       CASE MIN(gap.period) WHEN MAX(gap.period) THEN MIN(gap.period) ELSE MIN(gap.period) || '~' || MAX(gap.period) END,
       CASE MIN(gap.period) WHEN MAX(gap.period) THEN MIN(gap.period) ELSE MIN(gap.period) || '–' || MAX(gap.period) END,
       '', '', CASE gap.entity WHEN 'KOR' THEN 0 ELSE 1 END, 0, '', ''
FROM missing_as_known AS gap
LEFT JOIN declared_indicator AS said
       ON said.source = gap.source
      AND said.id = gap.indicator
GROUP BY gap.source, gap.indicator, gap.entity, gap.reason
UNION ALL
SELECT 'reject', bad.source, bad.source || '-' || bad.part || '-' || bad.place, bad.part, '', '',
       bad.part, bad.part, '', SUBSTR(bad.fetched, 1, 10), NULL, NULL,
       NULL, NULL, NULL, NULL, NULL, NULL, NULL,
       COALESCE(said.ko, bad.reason), COALESCE(said.en, bad.reason), bad.detail, '', '', bad.fetched, '', 0, 0, '', ''
FROM reject_as_known AS bad
LEFT JOIN reason_name AS said
       ON said.code = bad.reason
WHERE NOT bad.faulty
UNION ALL
SELECT 'failed', lost.source, lost.source || '-' || lost.part || '-' || lost.fetched || '-' || lost.page, lost.part, '', '',
       lost.part, lost.part, '', SUBSTR(lost.fetched, 1, 10), NULL, NULL,
       NULL, NULL, NULL, NULL, NULL, NULL, NULL,
       COALESCE(said.ko, '같은 회차의 다른 쪽을 읽지 못함'), COALESCE(said.en, 'another page of the same visit could not be read'),
       COALESCE(why.detail, ''), '', '', lost.fetched, lost.sha256, 0, 0, '', ''
FROM snapshot_as_known AS lost
LEFT JOIN first_reject AS why
       ON why.source = lost.source
      AND why.part = lost.part
      AND why.fetched = lost.fetched
      AND why.page = lost.page
      AND lost.outcome = 'failed'
LEFT JOIN reason_name AS said
       ON said.code = why.reason
WHERE lost.faulty = 1
UNION ALL
SELECT 'revision', changed.source, changed.source || '-' || changed.indicator || '-' || changed.entity,
       changed.indicator, changed.entity, changed.period,
       said.ko, said.en, '', SUBSTR(new_known_at, 1, 10), NULL, NULL,
       NULL, NULL, NULL, NULL, old_value, new_value, difference,
       '', '', '', '', '', new_known_at, '', 0, CASE changed.entity WHEN 'KOR' THEN 0 WHEN 'USA' THEN 1 WHEN 'CHN' THEN 2 ELSE 3 END, '', ''
FROM revision_as_known AS changed
LEFT JOIN declared_indicator AS said
       ON said.source = changed.source
      AND said.id = changed.indicator
WHERE changed.entity IN ('KOR', 'USA', 'CHN')
  AND changed.indicator = 'gdp_current_usd'
ORDER BY series, place, period DESC, turn, source, key;
