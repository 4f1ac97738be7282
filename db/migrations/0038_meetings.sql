-- What people watch while it changes: each change has the next number of its subject. Whoever takes it holds the row until
-- they commit, so that numbers are seen in their order, and whoever has seen one has seen all before it.
create table live_subjects (
  region_id uuid not null, subject_id uuid not null, n int not null,
  primary key (region_id, subject_id),
  foreign key (region_id, subject_id) references records (region_id, id) on delete cascade
);

-- A meeting at which people add to the map from their phones: what they are asked for, and until when. The code that they
-- type is derived from the installation's secret; a hash of it stands here while it opens something.
create table meetings (
  region_id uuid not null, id uuid not null, title text not null,
  asks text not null check (asks in ('organizations', 'ties', 'both')), kinds text[] not null default '{}',
  opened_at timestamptz not null, by_person_id uuid, closes_at timestamptz not null, closed_at timestamptz,
  code_hash bytea, code_turn int not null default 1,
  primary key (region_id, id),
  foreign key (region_id, id) references records (region_id, id) on delete cascade
);
create unique index meetings_code on meetings (region_id, code_hash) where code_hash is not null;
create index meetings_open on meetings (closes_at) where closed_at is null;

-- A phone: nobody asks whose it is. Its token opens the meeting as long as the hash stands here.
create table meeting_participants (
  region_id uuid not null, id uuid not null, meeting_id uuid not null, token_hash bytea,
  organization text not null default '', joined_at timestamptz not null,
  primary key (region_id, id),
  foreign key (region_id, meeting_id) references meetings (region_id, id) on delete cascade
);
create unique index meeting_participants_token on meeting_participants (region_id, token_hash) where token_hash is not null;
create index meeting_participants_meeting on meeting_participants (region_id, meeting_id);

-- What was said there: an organization, named or chosen from what the public sees, in its place of the picture; or a tie
-- between two of these lines. The same said again is the same line, with one more voice.
create table meeting_lines (
  region_id uuid not null, id uuid not null, meeting_id uuid not null,
  kind text not null check (kind in ('organization', 'tie')), key text collate "C" not null,
  name text not null default '', organization_id uuid, slot int,
  a_id uuid, b_id uuid, tie_kind text not null default '',
  n int not null, added_at timestamptz not null, removed_at timestamptz,
  primary key (region_id, id), unique (region_id, meeting_id, kind, key),
  check ((kind = 'tie') = (a_id is not null and b_id is not null)),
  foreign key (region_id, meeting_id) references meetings (region_id, id) on delete cascade,
  foreign key (region_id, organization_id) references records (region_id, id) on delete cascade,
  foreign key (region_id, a_id) references meeting_lines (region_id, id) on delete cascade deferrable initially deferred,
  foreign key (region_id, b_id) references meeting_lines (region_id, id) on delete cascade deferrable initially deferred
);
create index meeting_lines_new on meeting_lines (region_id, meeting_id, n);
create index meeting_lines_a on meeting_lines (region_id, a_id) where a_id is not null;
create index meeting_lines_b on meeting_lines (region_id, b_id) where b_id is not null;
create index meeting_lines_organization on meeting_lines (region_id, organization_id) where organization_id is not null;

create table meeting_voices (
  region_id uuid not null, line_id uuid not null, participant_id uuid not null, strength int check (strength between 1 and 5),
  said_at timestamptz not null,
  primary key (region_id, line_id, participant_id),
  foreign key (region_id, line_id) references meeting_lines (region_id, id) on delete cascade,
  foreign key (region_id, participant_id) references meeting_participants (region_id, id) on delete cascade
);
create index meeting_voices_participant on meeting_voices (region_id, participant_id);
