-- Requests sent back for a supplement, and reminders (补正、催办).

alter table shr_request
    add column revision integer not null default 1,
    add column rounds integer not null default 0,
    add column reminders integer not null default 0,
    add column step_since timestamptz;
update shr_request r set step_since = coalesce(
    (select max(d.decided_at) from shr_decision d where d.request_id = r.id), r.submitted_at);
alter table shr_request alter column step_since set not null;
comment on column shr_request.revision is 'counts the contents: 1 as submitted, one more with each supplement';
comment on column shr_request.step_since is 'since when the deciding department has it';

create table shr_supplement (
    request_id uuid not null references shr_request,
    round integer not null,
    step integer not null,
    department text not null,
    returned_by text not null,
    returned_at timestamptz not null,
    opinion text not null,
    fields text not null,
    articles text not null,
    clock_stopped boolean not null,
    workdays_kept integer,
    answer_on date,
    answer_provisional boolean not null,
    answer_articles text,
    otherwise text check (otherwise in ('WITHDRAWN', 'REJECTED')),
    supplemented_by text,
    supplemented_at timestamptz,
    note text,
    changes text not null,
    lapsed_at timestamptz,
    primary key (request_id, round)
);
create index shr_supplement_open on shr_supplement (answer_on)
    where supplemented_at is null and lapsed_at is null;
comment on table shr_supplement is 'each time that a request was sent back, and what came of it (补正)';

create table shr_reminder (
    request_id uuid not null references shr_request,
    number integer not null,
    step integer not null,
    department text not null,
    reminded_by text not null,
    reminded_at timestamptz not null,
    primary key (request_id, number)
);
comment on table shr_reminder is 'how the requesting department reminded the deciding one (催办)';
