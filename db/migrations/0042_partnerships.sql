-- Organizations that work together under a charter. What stands here is the charter as it is being written; what was signed
-- is a revision of its own.

create table partnerships (
  region_id uuid not null, id uuid not null, name text not null, purpose text not null default '',
  -- The shared mission in one or two sentences; how decisions are made; how one leaves.
  mission text not null default '', decisions text not null default '', leaving text not null default '',
  -- Names of the places where it works; they may lie outside the region.
  places text[] not null default '{}',
  -- EDTF interval beside its first and last possible day; no last day: it goes on
  period text, period_first date, period_last date,
  primary key (region_id, id),
  foreign key (region_id, id) references records (region_id, id) on delete cascade
);

-- A partner in a partnership. Who left and comes back has a row for each time.
create table parties (
  region_id uuid not null, id uuid not null, partnership_id uuid not null, organization_id uuid not null,
  position int not null default 0,
  -- Who does the work, and who is asked to sign.
  contact_id uuid, leader_id uuid,
  mission_link text not null default '', expected_benefits text not null default '',
  joined_on date, left_on date, left_why text not null default '',
  primary key (region_id, id),
  foreign key (region_id, partnership_id) references partnerships (region_id, id) on delete cascade,
  foreign key (region_id, organization_id) references organizations (region_id, id) on delete cascade,
  foreign key (region_id, contact_id) references records (region_id, id) on delete cascade,
  foreign key (region_id, leader_id) references records (region_id, id) on delete cascade
);
create unique index parties_current on parties (region_id, partnership_id, organization_id) where left_on is null;
create index parties_partnership on parties (region_id, partnership_id, position);
create index parties_organization on parties (region_id, organization_id);

-- What a partner promises. Hours are for a person or for a pool of people, in all between the two days.
create table commitments (
  region_id uuid not null, id uuid not null, party_id uuid not null,
  kind text not null check (kind in ('hours', 'money', 'space', 'equipment', 'data')),
  what text not null default '', amount numeric(14, 2) check (amount >= 0),
  person_id uuid, pool text not null default '', from_day date, until_day date,
  primary key (region_id, id),
  check (until_day >= from_day),
  foreign key (region_id, party_id) references parties (region_id, id) on delete cascade,
  foreign key (region_id, person_id) references records (region_id, id) on delete cascade
);
create index commitments_party on commitments (region_id, party_id, from_day);

-- Who leads, supports or advises on which role of the region's list, and what that means here.
create table partnership_roles (
  region_id uuid not null, party_id uuid not null, role text collate "C" not null,
  level text not null check (level in ('lead', 'support', 'advise')), meaning text not null default '',
  primary key (region_id, party_id, role),
  foreign key (region_id, party_id) references parties (region_id, id) on delete cascade,
  foreign key (region_id, role) references roles (region_id, key)
);
create index partnership_roles_role on partnership_roles (region_id, role);
