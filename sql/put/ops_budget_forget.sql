-- Permits that no span can reach any more.
DELETE FROM ops_budget WHERE budget = :budget AND number <= :number;
