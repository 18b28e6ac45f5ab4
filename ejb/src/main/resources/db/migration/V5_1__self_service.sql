-- Systems that departments register by themselves, and the sandbox that they try their calls on.

alter table idn_client_system add column requested_roles text not null default '';
comment on column idn_client_system.requested_roles is 'roles that wait for the system administrator; empty when none do';

create table cat_sandbox (
    only_one boolean primary key default true check (only_one),
    item_id uuid not null references cat_item,
    tenant text not null,
    mounted boolean not null default false,
    version integer not null default 0
);
comment on table cat_sandbox is 'the entry with generated data that systems try their calls on (沙箱资源)';
