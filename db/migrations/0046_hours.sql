-- Staff time. What is promised stands in commitments; here is what was used, week by week, and who is asked for it.

-- Sealed: seen inside its organization only. An empty pool: one person's own hours. Both empty: of somebody who was erased.
create table hours_used (
  region_id uuid not null, id uuid not null, party_id uuid not null,
  -- the Monday of the week
  week date not null check (extract(isodow from week) = 1),
  person_id uuid, pool text not null default '',
  hours numeric(6, 2) not null check (hours >= 0),
  -- who said so last, on which day
  by_person_id uuid, said_on date not null,
  primary key (region_id, id),
  check (person_id is null or pool = ''),
  foreign key (region_id, party_id) references parties (region_id, id) on delete cascade,
  foreign key (region_id, person_id) references records (region_id, id) on delete cascade,
  foreign key (region_id, by_person_id) references records (region_id, id) on delete cascade
);
create unique index hours_used_person on hours_used (region_id, party_id, person_id, week) where person_id is not null;
create unique index hours_used_pool on hours_used (region_id, party_id, pool, week) where pool <> '';
create index hours_used_week on hours_used (region_id, party_id, week);

-- Who may know how much a partner has used in all; without a row its own people only.
create table hours_sharing (
  region_id uuid not null, party_id uuid not null, shared text not null check (shared in ('own', 'partners', 'region')),
  primary key (region_id, party_id),
  foreign key (region_id, party_id) references parties (region_id, id) on delete cascade
);

-- Who is asked each week by mail, for their own hours or for those of a pool.
create table hours_askings (
  region_id uuid not null, id uuid not null, party_id uuid not null, person_id uuid not null,
  pool text not null default '', begun_at timestamptz not null, ended_at timestamptz,
  primary key (region_id, id),
  foreign key (region_id, party_id) references parties (region_id, id) on delete cascade,
  foreign key (region_id, person_id) references records (region_id, id) on delete cascade
);
create unique index hours_askings_current on hours_askings (region_id, party_id, person_id, pool) where ended_at is null;
create index hours_askings_person on hours_askings (region_id, person_id);

-- The week of which a region's people were asked last.
create table hours_rounds (
  region_id uuid primary key references regions (region_id) on delete cascade, week date not null
);
