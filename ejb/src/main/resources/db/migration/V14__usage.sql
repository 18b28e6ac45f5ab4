-- Who uses a resource (资源使用情况).

create index shr_grant_by_item on shr_grant (item_id, state);
