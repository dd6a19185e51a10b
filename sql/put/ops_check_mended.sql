-- Whatever was broken and was not seen now is mended.
UPDATE ops_check SET ended = :now WHERE ended IS NULL AND seen < :now;
