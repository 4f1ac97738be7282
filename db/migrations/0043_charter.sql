-- A charter as it stood: frozen, with the names of that day. Leaders are asked about one, and say yes to one.
create table charter_revisions (
  region_id uuid not null, id uuid not null, partnership_id uuid not null, number int not null check (number > 0),
  at timestamptz not null, by_person_id uuid, note text not null default '', content jsonb not null,
  primary key (region_id, id),
  unique (region_id, partnership_id, number),
  foreign key (region_id, partnership_id) references partnerships (region_id, id) on delete cascade,
  foreign key (region_id, by_person_id) references records (region_id, id) on delete cascade
);
create index charter_revisions_person on charter_revisions (region_id, by_person_id);

-- How the charter stood when somebody last said that they had seen it.
create table charter_looks (
  region_id uuid not null, partnership_id uuid not null, person_id uuid not null, at timestamptz not null, content jsonb not null,
  primary key (region_id, partnership_id, person_id),
  foreign key (region_id, partnership_id) references partnerships (region_id, id) on delete cascade,
  foreign key (region_id, person_id) references records (region_id, id) on delete cascade
);
create index charter_looks_person on charter_looks (region_id, person_id);

-- A partner that is asked for its part of the charter, by a link that is mailed to somebody there.
create table party_askings (
  region_id uuid not null, id uuid not null, partnership_id uuid not null, party_id uuid not null,
  person_id uuid, asked_by uuid, asked_at timestamptz not null, until_day date not null,
  reminded_at timestamptz, revoked_at timestamptz,
  -- What they have typed so far, until it is sent.
  draft jsonb,
  answered_at timestamptz,
  -- A word of theirs to the other partners.
  word text not null default '',
  primary key (region_id, id),
  foreign key (region_id, id) references records (region_id, id) on delete cascade,
  foreign key (region_id, partnership_id) references partnerships (region_id, id) on delete cascade,
  foreign key (region_id, party_id) references parties (region_id, id) on delete cascade,
  foreign key (region_id, person_id) references records (region_id, id) on delete cascade,
  foreign key (region_id, asked_by) references records (region_id, id) on delete cascade
);
create unique index party_askings_open on party_askings (region_id, party_id) where answered_at is null and revoked_at is null;
create index party_askings_party on party_askings (region_id, party_id, asked_at);
create index party_askings_partnership on party_askings (region_id, partnership_id);
create index party_askings_person on party_askings (region_id, person_id);
create index party_askings_asked_by on party_askings (region_id, asked_by);
create index party_askings_waiting on party_askings (region_id, until_day) where answered_at is null and revoked_at is null;

-- Why all of it came to its end; the day is the last of its period.
alter table partnerships add ended_why text not null default '';
