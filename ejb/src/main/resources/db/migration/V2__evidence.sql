-- Evidence that nobody can quietly change: several logs beside each other, witnesses, time-stamps,
-- checks, redaction, archive. Times are timestamptz, stored in UTC.

alter table aud_log add column node text not null default '';
alter table aud_log add column server text not null default '';
alter table aud_log add column generation integer not null default 1;
alter table aud_log add column sealed_at timestamptz;
alter table aud_log add column sealed_by text;
alter table aud_log add column closed_at timestamptz;
comment on column aud_log.server is 'which running server of the node writes it; empty for the only one';
comment on column aud_log.generation is 'a person who decides on a replaced history closes one log and begins the next';
comment on column aud_log.sealed_at is 'another server finished the log of this one, which had died (封存); null again when it came back';
comment on column aud_log.closed_at is 'nothing is added any more (关闭)';
create unique index aud_log_generation on aud_log (node, server, hash, generation)
    where node <> '';

alter table aud_entry add column leaf bytea;
create index aud_entry_without_leaf on aud_entry (log_id) where leaf is null;
alter table aud_entry add column subjects bytea[];
alter table aud_entry add column redacted_by uuid;
alter table aud_entry add column archived boolean not null default false;
alter table aud_entry alter column canonical drop not null;
alter table aud_entry alter column salt drop not null;
comment on column aud_entry.leaf is 'H(salt || canonical), the entry of the log in the sense of C2SP; stays when the entry is redacted';
comment on column aud_entry.subjects is 'keyed hashes of the persons and organisations whose data was read (数据主体), sorted';
comment on column aud_entry.redacted_by is 'the entry that says who redacted this one and why (依法遮蔽)';
comment on column aud_entry.archived is 'its text is in a file of aud_archive (归档); id, place, time and leaf stay';
drop index aud_entry_by_time;
create index aud_entry_by_time on aud_entry using brin (at);
create index aud_entry_by_trace on aud_entry (trace);
create index aud_entry_by_actor on aud_entry (actor, at);
create index aud_entry_by_grant on aud_entry (grant_id, at) where grant_id is not null;
create index aud_entry_by_resource on aud_entry (resource, at) where resource is not null;
create index aud_entry_by_subject on aud_entry using gin (subjects) where subjects is not null;

create table aud_cosignature (
    log_id smallint not null references aud_log,
    size bigint not null,
    witness text not null,
    line text not null,
    at timestamptz not null,
    primary key (log_id, size, witness)
);
comment on table aud_cosignature is 'signature lines of witnesses on our checkpoints (见证联署), C2SP tlog-cosignature';

create table aud_timestamp (
    log_id smallint not null references aud_log,
    size bigint not null,
    token bytea not null,
    authority text not null,
    at timestamptz not null,
    primary key (log_id, size)
);
comment on table aud_timestamp is 'RFC 3161 time-stamps on checkpoints (时间戳)';

create table aud_witness (
    name text primary key,
    kind text not null,
    url text not null,
    verifier_keys text[] not null,
    enabled boolean not null,
    size bigint,
    answered_at timestamptz,
    trouble text,
    version integer not null default 0
);
comment on table aud_witness is 'who co-signs our checkpoints (见证方): a node, an archive, a department, a public C2SP witness';

create table aud_witnessed (
    origin text primary key,
    url text,
    verifier_keys text[] not null,
    size bigint not null default 0,
    note text,
    seen_at timestamptz,
    trouble text,
    version integer not null default 0
);
comment on table aud_witnessed is 'logs of others that we watch (被见证日志): the last checkpoint that we co-signed';

create table aud_incident (
    id uuid primary key,
    kind text not null,
    origin text not null,
    detail jsonb not null,
    stops_writing boolean not null,
    found_at timestamptz not null,
    decided_at timestamptz,
    decided_by text,
    decision text,
    reason text
);
comment on table aud_incident is 'what a person must look at (异常事件): a replaced history, a restored backup, a clock stepped back, a failed check';
create index aud_incident_open on aud_incident (found_at) where decided_at is null;

create table aud_check (
    id uuid primary key,
    origin text not null,
    state text not null,
    requested_by text not null,
    started_at timestamptz not null,
    finished_at timestamptz,
    size bigint not null,
    position bigint not null default 0,
    findings jsonb not null default '[]'
);
comment on table aud_check is 'runs of the check of a whole log (日志核查)';

create table aud_archive (
    log_id smallint not null references aud_log,
    first bigint not null,
    size bigint not null,
    file text not null,
    sm3 text not null,
    archived_at timestamptz not null,
    primary key (log_id, first)
);
comment on table aud_archive is 'parts of a log that were moved into files with their proofs (归档)';
