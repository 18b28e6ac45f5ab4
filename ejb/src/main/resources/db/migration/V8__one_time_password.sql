-- Passwords that the platform made are good for nothing but to be changed (一次性口令).

alter table idn_account add column one_time_password boolean not null default false;
comment on column idn_account.one_time_password is 'the password was made by the platform and has to be changed at the first sign-in (一次性口令)';
