-- No host is granted a rest until after `latest`: who noted it had a clock that was ahead.
DELETE FROM ops_rest WHERE until > :latest;
