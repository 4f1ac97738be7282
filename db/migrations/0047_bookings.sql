-- Bookings of shared resources. Local times are kept as they were typed, beside the zone they are of and the moments that
-- follow from both.

-- Who may book a resource, and when; without a row it cannot be booked.
create table booking_terms (
  region_id uuid not null, resource_id uuid not null,
  -- everybody who speaks for an organization of the region, or the partners of one partnership
  open_to text not null check (open_to in ('region', 'partners')), partnership_id uuid,
  -- the owner accepts each one
  asks boolean not null default false,
  time_zone text not null,
  -- 1 is Monday
  days int[] not null default '{1,2,3,4,5,6,7}',
  opens text not null default '00:00' check (opens ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
  closes text not null default '24:00' check (closes ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$|^24:00$'),
  lead_hours int not null default 0 check (lead_hours between 0 and 2160),
  primary key (region_id, resource_id),
  check (closes > opens), check (open_to = 'region' or partnership_id is not null),
  foreign key (region_id, resource_id) references resources (region_id, id) on delete cascade,
  foreign key (region_id, partnership_id) references records (region_id, id) on delete cascade
);

create table bookings (
  region_id uuid not null, id uuid not null, resource_id uuid not null,
  -- for whom, and for which partnership
  organization_id uuid not null, partnership_id uuid, person_id uuid,
  purpose text not null,
  starts_local text not null, ends_local text not null, time_zone text not null,
  starts_at timestamptz not null, ends_at timestamptz not null,
  asked_at timestamptz not null, accepted_at timestamptz, declined_at timestamptz, cancelled_at timestamptz,
  -- why it was declined or cancelled
  why text not null default '',
  primary key (region_id, id),
  check (ends_at > starts_at),
  -- half open: one may begin when another ends
  exclude using gist (region_id with =, resource_id with =, tstzrange(starts_at, ends_at, '[)') with &&)
    where (declined_at is null and cancelled_at is null),
  foreign key (region_id, id) references records (region_id, id) on delete cascade,
  foreign key (region_id, resource_id) references resources (region_id, id) on delete cascade,
  foreign key (region_id, organization_id) references organizations (region_id, id) on delete cascade,
  foreign key (region_id, partnership_id) references records (region_id, id) on delete cascade,
  foreign key (region_id, person_id) references records (region_id, id) on delete cascade
);
create index bookings_resource on bookings (region_id, resource_id, starts_at);
create index bookings_organization on bookings (region_id, organization_id);
create index bookings_partnership on bookings (region_id, partnership_id, starts_at) where partnership_id is not null;
create index bookings_open on bookings (region_id, resource_id)
  where accepted_at is null and declined_at is null and cancelled_at is null;
