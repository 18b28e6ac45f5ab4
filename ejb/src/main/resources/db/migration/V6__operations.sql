-- Running the node from day to day (运维).

create table ops_mode (
    node text primary key,
    read_only boolean not null,
    reason text not null,
    changed_by text not null,
    changed_at timestamptz not null,
    version integer not null default 0
);
comment on table ops_mode is 'whether a node is read-only (只读), the same for all its servers; drain belongs to one running server and is not kept';
