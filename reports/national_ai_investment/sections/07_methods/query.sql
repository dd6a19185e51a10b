-- One row per currency: its average rate in the last full year, in units per US dollar, as known at :as_known.
SELECT 'rate' AS series,
       rate.currency AS entity, rate.period,
       currency_name.ko AS currency_ko, currency_name.en AS currency_en,
       rate.per_usd, rate.days, rate.rate_from AS first_day, rate.rate_to AS last_day,
       rate.rate_source AS source
FROM usd_rate_as_known AS rate
JOIN (SELECT 'KRW' AS code, '원' AS ko, 'Korean won' AS en, 1 AS place
      UNION ALL SELECT 'CNY', '위안', 'Chinese yuan', 2
      UNION ALL SELECT 'JPY', '엔', 'Japanese yen', 3
      UNION ALL SELECT 'EUR', '유로', 'Euro', 4
      UNION ALL SELECT 'GBP', '파운드', 'Pound sterling', 5) AS currency_name
  ON currency_name.code = rate.currency
WHERE rate.basis = 'average'
  AND rate.frequency = 'A'
  AND rate.period = CAST(CAST(SUBSTR(:to, 1, 4) AS INTEGER) - 1 AS TEXT)
ORDER BY currency_name.place;
