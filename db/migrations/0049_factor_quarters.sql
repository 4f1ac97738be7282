-- The dials of a partnership at the end of each quarter, as each audience could see them then: kept once, never overwritten,
-- also when rules change.
create table factor_quarters (
  region_id uuid not null, partnership_id uuid not null,
  -- the last day of the quarter, and when it was kept
  day date not null, taken_at timestamptz not null,
  audience text not null check (audience in ('public', 'region', 'partners', 'coordinator')),
  -- of the rules by which they were told
  version int not null,
  -- {factor: {key of a rule: met | not | unknown}}
  dials jsonb not null,
  primary key (region_id, partnership_id, day, audience),
  foreign key (region_id, partnership_id) references partnerships (region_id, id) on delete cascade
);
