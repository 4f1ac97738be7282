-- What stands in the directory beside organizations and people: what they do for whom, what they share, and the communities
-- of data users that they reach. Places are there since the first migration.

create table services (
  region_id uuid not null, id uuid not null, organization_id uuid not null, name text not null,
  description text not null default '', audiences text[] not null default '{}', how text not null default '',
  fee text not null default '', schedule text not null default '', languages text[] not null default '{}',
  website text not null default '', place_id uuid, extra jsonb not null default '{}',
  primary key (region_id, id),
  foreign key (region_id, id) references records (region_id, id) on delete cascade,
  foreign key (region_id, organization_id) references organizations (region_id, id) on delete cascade,
  foreign key (region_id, place_id) references records (region_id, id) deferrable initially deferred
);
create index services_organization on services (region_id, organization_id);
create index services_place on services (region_id, place_id) where place_id is not null;

create table resources (
  region_id uuid not null, id uuid not null, organization_id uuid not null, name text not null,
  kind text not null, description text not null default '', audiences text[] not null default '{}',
  terms text not null default '', capacity int, website text not null default '',
  place_id uuid, extra jsonb not null default '{}',
  primary key (region_id, id),
  foreign key (region_id, id) references records (region_id, id) on delete cascade,
  foreign key (region_id, organization_id) references organizations (region_id, id) on delete cascade,
  foreign key (region_id, place_id) references records (region_id, id) deferrable initially deferred
);
create index resources_organization on resources (region_id, organization_id);
create index resources_place on resources (region_id, place_id) where place_id is not null;

create table groups (
  region_id uuid not null, id uuid not null, name text not null,
  subjects text[] not null default '{}', description text not null default '', audiences text[] not null default '{}',
  meets text not null default '', meets_at text not null default '', joining text not null default '',
  website text not null default '', extra jsonb not null default '{}',
  primary key (region_id, id),
  foreign key (region_id, id) references records (region_id, id) on delete cascade
);

-- Who reaches a group.
create table group_organizations (
  region_id uuid not null, group_id uuid not null, organization_id uuid not null,
  primary key (region_id, group_id, organization_id),
  foreign key (region_id, group_id) references groups (region_id, id) on delete cascade,
  foreign key (region_id, organization_id) references organizations (region_id, id) on delete cascade
);
create index group_organizations_of on group_organizations (region_id, organization_id);

-- What somebody asks who wants to go there.
alter table places add hours text not null default '', add phone text not null default '', add website text not null default '';

-- Places are found by their names, or by their addresses.
insert into search_texts (region_id, record_id, lang, title, body)
  select p.region_id, p.id, r.lang, coalesce(nullif(p.name, ''), nullif(p.street, ''), p.city),
    concat_ws(E'\n\n', nullif(p.street, ''), nullif(p.city, ''), nullif(p.postal_code, ''), nullif(p.county, ''))
  from places p join records r on r.region_id = p.region_id and r.id = p.id;
