-- Zhengshu schema, version 1. Every business table carries tenant (administrative division code)
-- and version (optimistic lock). Prefix = feature. Times are timestamptz, stored in UTC.

create schema mnt_data;
comment on schema mnt_data is 'one table per mounted resource (挂接数据)';

create table krn_milestone (
    name text primary key,
    reached_at timestamptz not null
);
comment on table krn_milestone is 'things that happen once in the life of a node, such as the sample world';

create table krn_seen_message (
    digest bytea primary key,
    expires_at timestamptz not null
);
comment on table krn_seen_message is 'signed messages taken lately, so that none is taken twice (防重放)';
create index krn_seen_message_by_time on krn_seen_message (expires_at);

-- audit 审计 ------------------------------------------------------------------------------------
create table aud_log (
    id smallint generated always as identity primary key,
    origin text not null unique,
    hash text not null,
    created_at timestamptz not null
);
comment on table aud_log is 'one append-only log per running server (透明日志)';

create table aud_keyset (
    id integer generated always as identity primary key,
    log_id smallint not null references aud_log,
    fingerprint text not null,
    certificates bytea[] not null,
    since timestamptz not null,
    unique (log_id, fingerprint)
);
comment on table aud_keyset is 'the certificates of the keys that sign checkpoints, kept for receipts fetched later';

create table aud_checkpoint (
    log_id smallint not null references aud_log,
    size bigint not null,
    note text not null,
    frontier bytea not null,
    keyset_id integer not null references aud_keyset,
    signed_at timestamptz not null,
    primary key (log_id, size)
);
comment on table aud_checkpoint is 'signed tree heads in C2SP form (检查点)';

create table aud_entry (
    id uuid primary key,
    log_id smallint not null references aud_log,
    seq bigint,
    tree_size bigint,
    path bytea,
    tenant text not null,
    at timestamptz not null,
    action text not null,
    outcome text not null,
    actor text not null,
    department text not null,
    resource text,
    grant_id uuid,
    trace text not null,
    canonical bytea not null,
    salt bytea not null,
    unique (log_id, seq)
);
comment on table aud_entry is 'the readable entry beside its leaf (审计条目); seq is null until the committer sequences an act';
create index aud_entry_unsequenced on aud_entry (log_id) where seq is null;
create index aud_entry_by_time on aud_entry (at);
create index aud_entry_by_department on aud_entry (department, at);

-- identity 身份 ---------------------------------------------------------------------------------
create table idn_tenant (
    code text primary key,
    name text not null,
    version integer not null default 0
);
create table idn_department (
    uscc text primary key,
    tenant text not null references idn_tenant,
    name text not null,
    short_name text not null,
    authority boolean not null,
    version integer not null default 0
);
comment on column idn_department.authority is 'the department in charge of data sharing (政务数据共享主管部门)';
create table idn_account (
    id uuid primary key,
    tenant text not null references idn_tenant,
    department text not null references idn_department,
    login text not null unique,
    name text not null,
    password_hash text not null,
    password_changed_at timestamptz not null,
    roles text not null,
    failures integer not null default 0,
    locked_until timestamptz,
    enabled boolean not null,
    version integer not null default 0
);
create table idn_session (
    token_hash text primary key,
    account_id uuid not null references idn_account,
    created_at timestamptz not null,
    expires_at timestamptz not null
);
create index idn_session_by_account on idn_session (account_id);
create table idn_client_system (
    id uuid primary key,
    tenant text not null references idn_tenant,
    department text not null references idn_department,
    name text not null,
    certificate_sha256 text not null unique,
    roles text not null,
    legacy boolean not null,
    enabled boolean not null,
    created_at timestamptz not null,
    version integer not null default 0
);

-- catalogue 目录 --------------------------------------------------------------------------------
create table cat_item (
    id uuid primary key,
    tenant text not null references idn_tenant,
    version integer not null default 0,
    revision integer not null default 1,
    state text not null check (state in ('DRAFT', 'PENDING_REVIEW', 'REJECTED', 'APPROVED', 'PUBLISHED',
        'CHANGING', 'REVOKE_PENDING', 'REVOKED')),
    -- core metadata, 发改高技〔2017〕1272号
    class_code text not null,
    code text unique,
    title text not null,
    provider_department text not null references idn_department,
    provider_unit text,
    summary text not null,
    format_class text not null,
    format_type text not null,
    share_type text not null,
    share_condition text,
    share_basis_level text,
    share_basis_title text,
    share_basis_article text,
    share_mode_class text not null,
    share_mode_type text not null,
    open_flag text not null,
    open_condition text,
    update_cycle text not null,
    publish_date date,
    related_codes text,
    usage_requirements text,
    -- 国办一体化政务数据目录 extensions
    scenario text,
    scenario_note text,
    channel text,
    e_licence boolean not null default false,
    matter_bound boolean not null default false,
    matter_list_code text,
    matter_item_code text,
    matter_name text,
    handling_result text,
    data_domain text,
    data_level text,
    region_range text,
    time_range text,
    processing_degree text,
    return_flow boolean not null default false,
    splits_by_city boolean not null default false,
    guiding_department text,
    division_code text,
    publishable boolean not null default true,
    not_publishable_reason text,
    not_updated_reason text,
    security_level text,
    tags text,
    claim_state text,
    -- life
    rejected_reason text,
    submitted_at timestamptz,
    review_due_on date,
    review_due_rule text,
    created_at timestamptz not null,
    created_by text not null,
    changed_at timestamptz not null
);
create index cat_item_by_state on cat_item (state, title);
create index cat_item_by_provider on cat_item (provider_department, state);
create table cat_field (
    item_id uuid not null references cat_item on delete cascade,
    position integer not null,
    technical_name text not null,
    name text not null,
    data_type text not null,
    length integer,
    scale integer,
    share_type text not null,
    open_flag text,
    sensitive boolean not null default false,
    primary_key boolean not null default false,
    nullable boolean not null default true,
    code_list text,
    primary key (item_id, position),
    unique (item_id, technical_name)
);
create table cat_sequence (
    class_code text primary key,
    last bigint not null
);

-- mounting 挂接 ---------------------------------------------------------------------------------
create table mnt_mount (
    id uuid primary key,
    tenant text not null references idn_tenant,
    version integer not null default 0,
    item_id uuid not null,
    state text not null check (state in ('BOUND', 'SUSPENDED', 'RETIRED')),
    table_name text not null unique,
    rows bigint not null,
    bytes bigint not null,
    sha256 text not null,
    sm3 text not null,
    charset text not null,
    mounted_at timestamptz not null,
    mounted_by text not null
);
create unique index mnt_mount_current on mnt_mount (item_id) where state = 'BOUND';

-- sharing 共享 ----------------------------------------------------------------------------------
create table shr_request (
    id uuid primary key,
    tenant text not null references idn_tenant,
    version integer not null default 0,
    item_id uuid not null,
    item_title text not null,
    consumer_department text not null,
    provider_department text not null,
    requester text not null,
    share_type text not null,
    purpose text not null,
    matter text,
    legal_basis text,
    scenario text,
    scope text,
    mode text,
    items text not null,
    row_filter text,
    quota bigint,
    valid_until date not null,
    state text not null check (state in ('DRAFT', 'SUBMITTED', 'COMPLIANCE_REVIEW', 'PROVIDER_REVIEW',
        'RETURNED_FOR_SUPPLEMENT', 'APPROVED', 'REJECTED', 'WITHDRAWN')),
    steps text not null,
    step integer not null,
    approver_kind text not null,
    approver_articles text,
    rule_stack text not null,
    due_on date,
    due_provisional boolean not null default false,
    due_articles text,
    calendar_version text,
    submitted_at timestamptz not null,
    closed_at timestamptz,
    closed_by text,
    reason text
);
create index shr_request_by_consumer on shr_request (consumer_department, submitted_at);
create index shr_request_by_provider on shr_request (provider_department, state);
create table shr_decision (
    request_id uuid not null references shr_request,
    step integer not null,
    decider text not null,
    department text not null,
    outcome text not null,
    reason text,
    decided_at timestamptz not null,
    primary key (request_id, step)
);
create table shr_grant (
    id uuid primary key,
    tenant text not null references idn_tenant,
    version integer not null default 0,
    request_id uuid not null unique references shr_request,
    item_id uuid not null,
    resource_code text not null,
    consumer_department text not null,
    provider_department text not null,
    purpose text not null,
    matter text,
    items text not null,
    row_filter text,
    quota bigint,
    valid_from timestamptz not null,
    valid_until timestamptz not null,
    state text not null check (state in ('ACTIVE', 'REVOKED')),
    revoked_at timestamptz,
    revoked_reason text
);
create index shr_grant_by_consumer on shr_grant (consumer_department);
create table shr_usage (
    grant_id uuid primary key references shr_grant,
    used bigint not null
);
comment on table shr_usage is 'answers given under a grant, counted in the transaction that commits their entries';

-- elicence 电子证照 -----------------------------------------------------------------------------
create table lic_licence (
    id uuid primary key,
    tenant text not null references idn_tenant,
    version integer not null default 0,
    item_id uuid not null references cat_item,
    identifier text not null unique,
    type_code text not null,
    licence_name text not null,
    number text not null,
    holder_name text not null,
    holder_code text not null,
    holder_code_type text not null,
    issuer text not null references idn_department,
    issued_on date not null,
    valid_from date not null,
    valid_until date,
    status text not null,
    content text not null,
    document bytea not null,
    sha256 text not null,
    sm3 text not null,
    issued_at timestamptz not null,
    issued_by text not null
);
create index lic_licence_by_holder on lic_licence (holder_code, type_code);
create table lic_sequence (
    type_code text primary key,
    last bigint not null
);
