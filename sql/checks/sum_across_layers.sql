-- A total whose parts lie in different layers, or in different units, attributions or price bases, or one of which holds
-- another: the method forbids the sum (METHOD §2), unless sql/reference/totals.toml gives the reason.
-- severity: error
SELECT t.name, a.source || '.' || a.indicator AS one, b.source || '.' || b.indicator AS other,
       i.layer AS layer, j.layer AS other_layer,
       CASE WHEN i.layer <> j.layer THEN 'layer'
            WHEN i.within = j.id OR j.within = i.id THEN 'overlap'
            WHEN i.unit <> j.unit THEN 'unit'
            WHEN i.attribution <> j.attribution THEN 'attribution'
            ELSE 'price base' END AS why
FROM temp.total AS t
JOIN temp.total_term AS a ON a.name = t.name AND a.role = 'part'
JOIN temp.total_term AS b
  ON b.name = t.name AND b.role = 'part' AND (b.source, b.indicator) > (a.source, a.indicator)
JOIN temp.declared_indicator AS i ON i.source = a.source AND i.id = a.indicator
JOIN temp.declared_indicator AS j ON j.source = b.source AND j.id = b.indicator
WHERE t.reason = ''
  AND (i.layer <> j.layer OR i.unit <> j.unit OR i.attribution <> j.attribution OR i.price_base <> j.price_base
       OR (i.source = j.source AND (i.within = j.id OR j.within = i.id)));
