-- What `prune` looks at: grants nobody chose accounts for, and whether another connection lives on the same login.
GRANT SELECT (created_at, external_user_id) ON connections TO freshet_jobs;
