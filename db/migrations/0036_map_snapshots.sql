-- The network as it was at the end of each quarter: kept once, never overwritten. Who reads it sees of it what they may see today.
create table map_snapshots (
  region_id uuid not null references regions (region_id) on delete cascade,
  -- the last day of the quarter, and when it was kept
  day date not null, taken_at timestamptz not null,
  -- organizations and ties as coordinators saw them; the measures of each tier as they were then
  organizations jsonb not null, ties jsonb not null, insights jsonb not null,
  primary key (region_id, day)
);
