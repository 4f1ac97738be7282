-- Who holds a tie for one of its sides, in which time. Of a person who was erased the bare record stays, and so does this row.
create table tie_holders (
  region_id uuid not null, id uuid not null, tie_id uuid not null, organization_id uuid not null, person_id uuid not null,
  since timestamptz not null, ended_at timestamptz,
  primary key (region_id, id),
  foreign key (region_id, tie_id) references ties (region_id, id) on delete cascade,
  foreign key (region_id, organization_id) references organizations (region_id, id) on delete cascade,
  foreign key (region_id, person_id) references records (region_id, id) on delete cascade
);
create unique index tie_holders_now on tie_holders (region_id, tie_id, organization_id, person_id) where ended_at is null;
create index tie_holders_person on tie_holders (region_id, person_id);
create index tie_holders_organization on tie_holders (region_id, organization_id);
