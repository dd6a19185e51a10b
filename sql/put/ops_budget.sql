-- One permit to ask a host.
INSERT INTO ops_budget (budget, number, granted, next) VALUES (:budget, :number, :granted, :next);
