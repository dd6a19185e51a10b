-- One piece of work that is done once, however often it is begun.
INSERT INTO ops_errand (identity, began) VALUES (:identity, :began) RETURNING id;
