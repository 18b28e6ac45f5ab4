-- The committer and the rounds of the witnesses may find the same at the same moment: one incident stops a log.
create unique index aud_incident_one_stop on aud_incident (origin)
    where stops_writing and decided_at is null;
