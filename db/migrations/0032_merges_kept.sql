-- What became one: asked for each person of a list that coordinators search by name.
create index merges_kept on merges (region_id, kept_id) where undone_at is null;
