-- After so many months without a word a tie fades, and a contact is no evidence of it any more.
alter table regions add column fading_months int not null default 12 check (fading_months between 1 and 120);

-- Ties whose two sides were asked whether they are still so: once for each day on which they were last heard of.
create table tie_fadings (
  region_id uuid not null, tie_id uuid not null, heard date not null,
  -- all that were asked about together, with one letter for each person
  batch_id uuid not null, asked_at timestamptz not null,
  primary key (region_id, tie_id, heard),
  foreign key (region_id, tie_id) references ties (region_id, id) on delete cascade
);
create index tie_fadings_batch on tie_fadings (region_id, batch_id);

-- The day of a region up to which it was looked which of its ties have faded.
create table fading_rounds (
  region_id uuid primary key references regions (region_id) on delete cascade, looked_on date not null
);
