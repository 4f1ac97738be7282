-- Where the organizations stand on the map of each tier: kept, so that it is the same for everybody and calm between visits.
create table map_layouts (
  region_id uuid not null references regions (region_id) on delete cascade,
  tier text collate "C" not null check (tier in ('public', 'region', 'coordinator')),
  -- { id of the organization: [x, y] }, in parts of the width and the height
  places jsonb not null, made_at timestamptz not null,
  primary key (region_id, tier)
);

-- What a coordinator put elsewhere stays there, on the map of every tier.
create table map_pins (
  region_id uuid not null, organization_id uuid not null,
  x double precision not null check (x between 0 and 1), y double precision not null check (y between 0 and 1),
  pinned_at timestamptz not null,
  primary key (region_id, organization_id),
  foreign key (region_id, organization_id) references organizations (region_id, id) on delete cascade
);
