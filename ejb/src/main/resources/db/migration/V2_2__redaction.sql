-- Redaction by law (依法遮蔽): asked for by one person, done by another.

create table aud_redaction (
    id uuid primary key,
    entry_id uuid not null,
    article text not null,
    reason text not null,
    case_reference text not null,
    state text not null check (state in ('REQUESTED', 'DONE', 'REFUSED')),
    requested_by text not null,
    requested_at timestamptz not null,
    decided_by text,
    decided_at timestamptz,
    decision text
);
comment on table aud_redaction is 'redactions of entries and who asked for and did them (遮蔽申请)';
create unique index aud_redaction_of_entry on aud_redaction (entry_id) where state <> 'REFUSED';

comment on column aud_archive.size is 'size of the log at the end of the part: it holds the entries from first to size - 1';
comment on column aud_check.state is 'REQUESTED, RUNNING, CANCELLING, PASSED, FAILED, CANCELLED, INTERRUPTED or BROKEN';
create index aud_check_by_time on aud_check (origin, started_at);
