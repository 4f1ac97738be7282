-- What a file said of a place beside our fields, and how its own list calls it.
alter table places add extra jsonb not null default '{}';
create index places_named on places (region_id, organization_id, name);
