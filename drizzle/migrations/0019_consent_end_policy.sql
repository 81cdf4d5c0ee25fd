-- Alerts tell in time of a consent that no renewal prolongs.
GRANT SELECT (consent_ends_at) ON connections TO freshet_jobs;
