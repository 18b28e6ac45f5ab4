-- Contracts of older revisions (旧版契约): the newest one is the entry itself.

create table exc_contract (
    item_id uuid not null,
    revision integer not null,
    tenant text not null references idn_tenant,
    version integer not null default 0,
    items text not null,
    superseded_at timestamptz not null,
    sunset_at timestamptz not null,
    primary key (item_id, revision)
);
comment on table exc_contract is 'what a superseded revision promised, until the end of its notice (旧版契约)';

alter table cat_item add column proposal text;
comment on column cat_item.proposal is 'new content that waits for review while the published one stays in force (待审变更)';

-- items change places one by one
alter table cat_field drop constraint cat_field_item_id_technical_name_key;
alter table cat_field add constraint cat_field_item_id_technical_name_key
    unique (item_id, technical_name) deferrable initially deferred;

alter table mnt_mount add column items text;
comment on column mnt_mount.items is 'data items that the table was made from, whatever the entry says later';
update mnt_mount m set items = (
    select json_agg(json_build_object(
        'technicalName', f.technical_name, 'name', f.name, 'dataType', f.data_type, 'length', f.length,
        'scale', f.scale, 'shareType', f.share_type, 'openFlag', f.open_flag, 'sensitive', f.sensitive,
        'primaryKey', f.primary_key, 'nullable', f.nullable, 'codeList', f.code_list)
        order by f.position)::text
    from cat_field f where f.item_id = m.item_id);
alter table mnt_mount alter column items set not null;
