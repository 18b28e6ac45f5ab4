-- Sessions of browsers (浏览器会话).

alter table idn_session add column used_at timestamptz;
comment on column idn_session.used_at is 'last use of a session that ends when nobody uses it (空闲超时); null for one that does not';
