-- What leaders are asked to sign: a revision of a record, such as the charter of a partnership, of all its partners at once.
create table sign_off_askings (
  region_id uuid not null, id uuid not null,
  -- What is signed, and which of its revisions.
  subject_id uuid not null, revision int not null check (revision > 0),
  asked_at timestamptz not null, asked_by uuid,
  -- The last day to answer: the end of it in the region's zone.
  until_day date not null,
  -- Whoever asks says so in their own words, in the letter and on the page.
  message text not null default '', lang text not null check (lang in ('en', 'es')),
  -- Since when every party has approved it or not objected.
  in_force_at timestamptz,
  closed_at timestamptz, closed_why text check (closed_why in ('withdrawn', 'superseded')),
  primary key (region_id, id),
  foreign key (region_id, subject_id) references records (region_id, id) on delete cascade,
  foreign key (region_id, asked_by) references records (region_id, id) on delete cascade
);
create index sign_off_askings_subject on sign_off_askings (region_id, subject_id, asked_at desc);
create index sign_off_askings_open on sign_off_askings (region_id, id) where closed_at is null and in_force_at is null;
create index sign_off_askings_by on sign_off_askings (region_id, asked_by);

-- What one organization says to it. After a merge one organization may stand in an asking twice.
create table sign_offs (
  region_id uuid not null, id uuid not null, asking_id uuid not null, organization_id uuid not null,
  -- Whether silence counts: whoever was asked and says nothing by the last day has not objected.
  silence boolean not null,
  -- Its own last day: later than that of the asking for whoever was asked later.
  until_day date not null,
  reminded_at timestamptz,
  -- What holds, and since when; nothing yet where it is null.
  decision text check (decision in ('approved', 'declined', 'no-objection')), decided_at timestamptz,
  -- An earlier sign-off that holds for this revision as well, since the two differ in words only.
  carried_from uuid,
  primary key (region_id, id),
  check ((decision is null) = (decided_at is null)),
  foreign key (region_id, id) references records (region_id, id) on delete cascade,
  foreign key (region_id, asking_id) references sign_off_askings (region_id, id) on delete cascade,
  foreign key (region_id, organization_id) references organizations (region_id, id) on delete cascade,
  foreign key (region_id, carried_from) references records (region_id, id) on delete cascade
);
create index sign_offs_asking on sign_offs (region_id, asking_id);
create index sign_offs_organization on sign_offs (region_id, organization_id);
create index sign_offs_carried_from on sign_offs (region_id, carried_from);

-- What leaders said, each time they said something; nothing is overwritten.
create table sign_off_answers (
  region_id uuid not null, id uuid not null, sign_off_id uuid not null,
  -- Who said it, and in whose place: their own, or that of the leader who is away.
  person_id uuid not null, for_person_id uuid not null,
  decision text not null check (decision in ('approved', 'declined')), reason text not null default '',
  via text not null check (via in ('link', 'session')), at timestamptz not null,
  -- Said after it was in force: it is kept and told, and changes nothing.
  late boolean not null default false,
  primary key (region_id, id),
  check (decision = 'approved' or reason <> ''),
  foreign key (region_id, sign_off_id) references sign_offs (region_id, id) on delete cascade,
  foreign key (region_id, person_id) references records (region_id, id) on delete cascade,
  foreign key (region_id, for_person_id) references records (region_id, id) on delete cascade
);
create index sign_off_answers_person on sign_off_answers (region_id, person_id);
create index sign_off_answers_for_person on sign_off_answers (region_id, for_person_id);
create index sign_off_answers_of on sign_off_answers (region_id, sign_off_id, at);

-- Who was written to. Silence of somebody whom no letter reached is nothing.
create table sign_off_letters (
  region_id uuid not null, sign_off_id uuid not null, person_id uuid not null,
  asked_at timestamptz not null, sent_at timestamptz, failed_at timestamptz,
  primary key (region_id, sign_off_id, person_id),
  foreign key (region_id, sign_off_id) references sign_offs (region_id, id) on delete cascade,
  foreign key (region_id, person_id) references records (region_id, id) on delete cascade
);
create index sign_off_letters_person on sign_off_letters (region_id, person_id);

-- Who signs while a leader is away, also for leaders without an account, who cannot lend a mandate.
create table sign_off_covers (
  region_id uuid not null, id uuid not null, organization_id uuid not null, leader_id uuid not null, deputy_id uuid not null,
  from_day date not null, until_day date not null, said_by uuid, said_at timestamptz not null, ended_at timestamptz,
  primary key (region_id, id),
  check (until_day >= from_day),
  foreign key (region_id, organization_id) references organizations (region_id, id) on delete cascade,
  foreign key (region_id, leader_id) references records (region_id, id) on delete cascade,
  foreign key (region_id, deputy_id) references records (region_id, id) on delete cascade,
  foreign key (region_id, said_by) references records (region_id, id) on delete cascade
);
create index sign_off_covers_leader on sign_off_covers (region_id, leader_id);
create index sign_off_covers_deputy on sign_off_covers (region_id, deputy_id);
create index sign_off_covers_said_by on sign_off_covers (region_id, said_by);
create index sign_off_covers_organization on sign_off_covers (region_id, organization_id);
