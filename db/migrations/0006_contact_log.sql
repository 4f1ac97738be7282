-- Who spoke with whom, on which day, about what: private to the organizations of both. The first evidence of a tie.
create table contacts (
  region_id uuid not null, id uuid not null,
  -- For whom the one who logged it spoke; null: for the region, as its coordinator.
  by_organization_id uuid, with_organization_id uuid not null,
  person_id uuid, spoke_with text not null default '', day date not null,
  how text not null check (how in ('phone', 'mail', 'meeting', 'other')), about text not null,
  primary key (region_id, id),
  check (by_organization_id <> with_organization_id),
  foreign key (region_id, id) references records (region_id, id) on delete cascade,
  foreign key (region_id, by_organization_id) references organizations (region_id, id) on delete cascade,
  foreign key (region_id, with_organization_id) references organizations (region_id, id) on delete cascade,
  foreign key (region_id, person_id) references records (region_id, id) on delete cascade
);
create index contacts_with on contacts (region_id, with_organization_id, day desc);
create index contacts_by on contacts (region_id, by_organization_id, day desc);
