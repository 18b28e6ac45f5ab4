-- What a call under a grant depends on, read in one row by the exchange. The versions are those of
-- the rows themselves: whatever writes a row, on whichever server, gives it another one.
create view shr_standing as
select g.id as grant_id,
    g.xmin::text as grant_version,
    c.xmin::text as item_version,
    m.id as mount_id
from shr_grant g
left join cat_item c on c.id = g.item_id
left join mnt_mount m on m.item_id = g.item_id and m.state = 'BOUND';
comment on view shr_standing is 'the versions of a grant and its entry, and what is mounted (授权现状)';
