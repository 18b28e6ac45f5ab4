-- Limits of single systems and grants, and the answers of acts that may be sent again.

create table krn_limit (
    subject text primary key,
    tenant text not null,
    version integer not null default 0,
    rate integer not null check (rate >= 0),
    burst integer not null check (burst >= 0),
    concurrency integer not null check (concurrency >= 0),
    body bigint not null check (body >= 0),
    seconds integer not null check (seconds >= 0),
    changed_at timestamptz not null,
    changed_by text not null
);
comment on table krn_limit is 'limits that differ from the node''s defaults, by the name of the bucket (限额)';

create table aud_repeatable (
    caller text not null,
    key text not null,
    tenant text not null,
    version integer not null default 0,
    action text not null,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    fingerprint bytea,
    entry_id uuid,
    form text,
    body bytea,
    primary key (caller, key)
);
comment on table aud_repeatable is 'answers of acts by the caller''s idempotency key (幂等键); encrypted under the key of the node, since they may hold personal data and secrets; deleted when they expire';
create index aud_repeatable_by_time on aud_repeatable (expires_at);
