-- Files that come in pieces and are loaded when they are complete (断点续传).

create table mnt_upload (
    id uuid primary key,
    tenant text not null references idn_tenant,
    version integer not null default 0,
    item_id uuid not null,
    owner text not null,
    department text not null,
    filename text,
    sha256 text,
    metadata text,
    length bigint not null check (length >= 0),
    received bigint not null default 0 check (received between 0 and length),
    state text not null check (state in ('OPEN', 'LOADED', 'CANCELLED', 'EXPIRED')),
    begun_at timestamptz not null,
    expires_at timestamptz not null,
    ended_at timestamptz,
    mount_id uuid
);
comment on table mnt_upload is 'files on their way to a catalogue entry (断点续传); received is the offset at which the next piece begins; what has ended is remembered for some days, so that its owner is told so';
create index mnt_upload_open on mnt_upload (department, owner) where state = 'OPEN';
create index mnt_upload_end on mnt_upload (expires_at) where state = 'OPEN';
create index mnt_upload_ended on mnt_upload (ended_at) where state <> 'OPEN';

create table mnt_upload_piece (
    upload_id uuid not null references mnt_upload on delete cascade,
    start bigint not null,
    bytes bytea not null,
    primary key (upload_id, start)
);
comment on table mnt_upload_piece is 'the bytes received so far, without gaps (上传分片); they go with the commit that loads the file';
alter table mnt_upload_piece alter column bytes set storage external;
