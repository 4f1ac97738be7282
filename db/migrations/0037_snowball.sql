-- Rounds in which organizations are asked with whom they work: by a link that is mailed to them, wave by wave.
create table rounds (
  region_id uuid not null, id uuid not null, name text not null,
  -- The coordinator's own words in the letter.
  message text not null default '', lang text not null check (lang in ('en', 'es')),
  begun_at timestamptz not null, until_day date not null,
  -- Whom this one asks again.
  previous_id uuid,
  -- When all who had not answered were reminded by themselves, once, halfway.
  reminded_at timestamptz,
  closed_at timestamptz,
  -- When the addresses that were typed for it were forgotten.
  forgotten_at timestamptz,
  primary key (region_id, id),
  foreign key (region_id, id) references records (region_id, id) on delete cascade,
  foreign key (region_id, previous_id) references records (region_id, id) on delete cascade
);
create index rounds_under_way on rounds (region_id, until_day) where closed_at is null;
create index rounds_to_forget on rounds (region_id, closed_at) where forgotten_at is null;

-- One organization that is asked in a round. After a merge one organization may stand in a round twice.
create table askings (
  region_id uuid not null, id uuid not null, round_id uuid not null, organization_id uuid not null,
  wave int not null check (wave >= 0),
  -- To whom the link is mailed; nobody: a link is handed on, or they are asked on paper or by telephone.
  person_id uuid,
  -- The address was typed for this round, and is forgotten after it.
  typed boolean not null default false,
  asked_at timestamptz not null, reminded_at timestamptz, revoked_at timestamptz,
  -- What they have typed so far, until it is sent.
  draft jsonb,
  answered_at timestamptz, how text check (how in ('link', 'coordinator')),
  -- Keys of the roles they say they play; null: they said nothing of it.
  roles text[],
  -- Those that stood ticked before them: what they did not see they did not take away.
  roles_shown text[],
  primary key (region_id, id),
  foreign key (region_id, id) references records (region_id, id) on delete cascade,
  foreign key (region_id, round_id) references rounds (region_id, id) on delete cascade,
  foreign key (region_id, organization_id) references organizations (region_id, id) on delete cascade,
  foreign key (region_id, person_id) references records (region_id, id) on delete cascade
);
create index askings_round on askings (region_id, round_id, wave);
create index askings_organization on askings (region_id, organization_id);
create index askings_person on askings (region_id, person_id);

-- What was answered: with whom they work, how, how well. What was decided of it stands in its proposal, whose key is its id.
create table namings (
  region_id uuid not null, id uuid not null, asking_id uuid not null, position int not null,
  -- As they wrote it, or as they saw it.
  name text not null,
  -- The organization of the directory that is meant, where that is known.
  organization_id uuid,
  kind text collate "C" not null, direction text not null check (direction in ('forward', 'backward')),
  strength int check (strength between 1 and 5),
  verdict text not null check (verdict in ('confirms', 'over', 'disputes')),
  -- The tie that it is about, or that came of it.
  tie_id uuid,
  -- Why it was refused.
  reason text not null default '',
  primary key (region_id, id),
  foreign key (region_id, asking_id) references askings (region_id, id) on delete cascade,
  foreign key (region_id, organization_id) references organizations (region_id, id) on delete cascade,
  foreign key (region_id, tie_id) references records (region_id, id) on delete cascade,
  foreign key (region_id, kind) references tie_kinds (region_id, key)
);
create index namings_asking on namings (region_id, asking_id, position);
create index namings_organization on namings (region_id, organization_id);
create index namings_tie on namings (region_id, tie_id);
