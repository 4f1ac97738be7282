-- What the system or a person suggests, and what somebody decided of it. The key is what is remembered: a suggestion that
-- was decided is not made again.
create table proposals (
  region_id uuid not null, id uuid not null, kind text collate "C" not null, key text collate "C" not null,
  payload jsonb not null default '{}', made_at timestamptz not null,
  decision text check (decision in ('accepted', 'refused', 'later')), decided_at timestamptz, decided_by uuid,
  primary key (region_id, id), unique (region_id, kind, key),
  foreign key (region_id) references regions (region_id) on delete cascade
);
create index proposals_open on proposals (region_id, made_at desc, id) where decision is null or decision = 'later';

create table proposal_concerns (
  region_id uuid not null, proposal_id uuid not null, record_id uuid not null,
  primary key (region_id, proposal_id, record_id),
  foreign key (region_id, proposal_id) references proposals (region_id, id) on delete cascade,
  foreign key (region_id, record_id) references records (region_id, id) on delete cascade
);
create index proposal_concerns_record on proposal_concerns (region_id, record_id);

-- Two organizations became one. What the one that stays was before and after, so that it can be undone.
create table merges (
  region_id uuid not null, id uuid not null, kept_id uuid not null, lost_id uuid not null, at timestamptz not null,
  by_person_id uuid, before jsonb not null, after jsonb not null, undone_at timestamptz,
  primary key (region_id, id),
  foreign key (region_id, kept_id) references records (region_id, id) on delete cascade,
  foreign key (region_id, lost_id) references records (region_id, id) on delete cascade
);
create unique index merges_lost on merges (region_id, lost_id) where undone_at is null;

-- Every row that followed, as it was and as it became; none: it said what was said already, and went.
create table merge_moves (
  region_id uuid not null, merge_id uuid not null, n int not null, table_name text not null,
  before jsonb not null, after jsonb,
  primary key (region_id, merge_id, n),
  foreign key (region_id, merge_id) references merges (region_id, id) on delete cascade
);
