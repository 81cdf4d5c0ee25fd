import type { Db } from "../engine";

/** Every payload is text holding JSON: jsonb would reorder keys and refuse \u0000. Times are milliseconds. */
const statements = [
  `create table if not exists apps (
    name text primary key, id uuid not null, url text not null, checksum text not null,
    sdk text not null, framework text not null, registered_ms float8 not null)`,
  `create table if not exists functions (
    id uuid primary key, app_name text not null, slug text not null unique, config text not null, is_active boolean not null)`,
  `create table if not exists events (
    id text primary key, event_id text not null, name text not null, body text not null, received_ms float8 not null)`,
  `create index if not exists events_event_id on events (event_id)`,
  `create table if not exists runs (
    id text primary key, function_id uuid not null, function_slug text not null, event_internal_id text not null,
    events text not null, status text not null, queued_ms float8 not null, started_ms float8, ended_ms float8,
    output text, request_version int not null, force_step_plan boolean not null, rank float8 not null,
    slots text[] not null, slot_limits int[] not null, singleton_key text, original_run_id text, cron text,
    max_attempts int not null, cancel_reason text)`,
  `create index if not exists runs_event on runs (event_internal_id)`,
  `create index if not exists runs_queued on runs (queued_ms desc)`,
  `create unique index if not exists runs_singleton on runs (singleton_key)
    where singleton_key is not null and status in ('Scheduled', 'Running')`,
  `create table if not exists starts (
    function_id uuid not null, key text not null, run_id text not null, expires_ms float8 not null,
    primary key (function_id, key))`,
  `create table if not exists steps (
    run_id text not null, id text not null, name text not null, op text not null, status text not null,
    position int, is_blocking boolean not null, is_race boolean not null, attempts int not null, output text,
    created_ms float8 not null, ended_ms float8, primary key (run_id, id))`,
  `create table if not exists queue (
    id text primary key, seq bigserial not null, kind text not null, run_id text, function_id uuid, step_id text,
    payload text, stack_position int not null, attempt int not null, refusals int not null, generation int not null,
    due_ms float8 not null, rank float8 not null, slots text[] not null, slot_limits int[] not null, leased_by text)`,
  `create index if not exists queue_ready on queue (rank, seq) where leased_by is null`,
  `create index if not exists queue_due on queue (due_ms) where leased_by is null`,
  `create index if not exists queue_run on queue (run_id)`,
  `create table if not exists pauses (
    run_id text not null, step_id text not null, kind text not null, event_name text not null,
    expression text, expires_ms float8, primary key (run_id, step_id))`,
  `create index if not exists pauses_event on pauses (event_name)`,
];

/** Creates what is missing; safe to run from several processes at once. */
export async function ensureSchema(db: Db, schema: string): Promise<void> {
  await db`select pg_advisory_xact_lock(hashtextextended(${`${schema} ddl`}, 0))`;
  await db.unsafe(`create schema if not exists "${schema}"`);
  await db.unsafe(`set local search_path to "${schema}"`);
  for (const statement of statements) await db.unsafe(statement);
}
