-- How a start ended.
UPDATE ops_run SET ended = :ended, exit_status = :exit_status, summary = :summary WHERE id = :id;
