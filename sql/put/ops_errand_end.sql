-- Nothing of it is missing any more.
UPDATE ops_errand SET ended = :ended WHERE id = :id;
