-- Client systems call by several kinds of credentials, up to two of a kind at a time.

-- the name is the system's id in the log and at the doors: it must be one system's
update idn_client_system s
set name = s.name || '-' || left(s.id::text, 8), version = version + 1
where exists (
    select 1 from idn_client_system o
    where o.name = s.name and (o.created_at, o.id) < (s.created_at, s.id));
alter table idn_client_system add constraint idn_client_system_name unique (name);

create table idn_credential (
    id uuid primary key,
    tenant text not null references idn_tenant,
    system_id uuid not null references idn_client_system,
    kind text not null check (kind in ('CERTIFICATE', 'SHARED_SECRET', 'PUBLIC_KEY')),
    uses text not null,
    fingerprint text,
    material bytea,
    created_at timestamptz not null,
    expires_at timestamptz,
    revoked_at timestamptz,
    version integer not null default 0,
    check ((kind = 'SHARED_SECRET') = (fingerprint is null)),
    check ((kind = 'CERTIFICATE') = (material is null))
);
comment on table idn_credential is 'what client systems authenticate with (系统凭据)';
comment on column idn_credential.fingerprint is 'SHA-256 of a certificate in DER, hexadecimal; thumbprint of a public key, RFC 7638';
comment on column idn_credential.material is 'a secret, encrypted under the key of the node; a public key as JWK, RFC 7517';
create index idn_credential_by_system on idn_credential (system_id);
create unique index idn_credential_by_fingerprint on idn_credential (kind, fingerprint)
    where revoked_at is null;

insert into idn_credential (id, tenant, system_id, kind, uses, fingerprint, created_at)
select gen_random_uuid(), tenant, id, 'CERTIFICATE', 'MUTUAL_TLS,WS_SECURITY', certificate_sha256, created_at
from idn_client_system;
alter table idn_client_system drop column certificate_sha256;
