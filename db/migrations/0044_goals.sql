-- What organizations have said they want: their published plans, the goals in them, and what serves these goals.

create table plans (
  region_id uuid not null, id uuid not null, organization_id uuid not null,
  title text not null, url text,
  -- EDTF interval beside its first and last possible day; no last day: it goes on
  period text, period_first date, period_last date,
  primary key (region_id, id),
  foreign key (region_id, id) references records (region_id, id) on delete cascade,
  foreign key (region_id, organization_id) references organizations (region_id, id) on delete cascade
);
create index plans_organization on plans (region_id, organization_id);

-- A line of a plan, as it is published.
create table goals (
  region_id uuid not null, id uuid not null, plan_id uuid not null, organization_id uuid not null,
  position int not null default 0,
  -- "Goal 2", "Action 14"; the page where it stands
  code text not null default '', text text not null, page int check (page between 1 and 99999),
  -- Its own, where it is not that of its plan.
  period text, period_first date, period_last date,
  -- The last day on which it holds: its own, else its plan's; null: it goes on. Kept with every change of either.
  until_day date,
  -- The last day whose passing was told.
  noted_until date,
  primary key (region_id, id),
  foreign key (region_id, id) references records (region_id, id) on delete cascade,
  foreign key (region_id, plan_id) references plans (region_id, id) on delete cascade,
  foreign key (region_id, organization_id) references organizations (region_id, id) on delete cascade
);
create index goals_plan on goals (region_id, plan_id, position);
create index goals_organization on goals (region_id, organization_id);
create index goals_to_note on goals (region_id, until_day) where until_day is distinct from noted_until;

-- What was decided of a goal when it had expired, or before: the latest counts.
create table goal_renewals (
  region_id uuid not null, id uuid not null, goal_id uuid not null, at timestamptz not null,
  decision text not null check (decision in ('kept', 'replaced', 'ended')),
  -- Until when it is kept.
  until_day date,
  -- The goal that takes its place.
  next_id uuid,
  primary key (region_id, id),
  foreign key (region_id, goal_id) references goals (region_id, id) on delete cascade,
  foreign key (region_id, next_id) references goals (region_id, id) on delete cascade
);
create index goal_renewals_goal on goal_renewals (region_id, goal_id, at);
create index goal_renewals_next on goal_renewals (region_id, next_id);

-- What serves a goal: a partnership, a project, an event, any record; and which part of it.
create table goal_links (
  region_id uuid not null, goal_id uuid not null, record_id uuid not null,
  section text collate "C" not null default '', note text not null default '', at timestamptz not null,
  primary key (region_id, goal_id, record_id, section),
  foreign key (region_id, goal_id) references goals (region_id, id) on delete cascade,
  foreign key (region_id, record_id) references records (region_id, id) on delete cascade
);
create index goal_links_record on goal_links (region_id, record_id);

-- Lines of a list or a file that may be goals, until somebody has chosen which are. The file itself is not kept.
create table plan_readings (
  region_id uuid not null, id uuid not null, plan_id uuid not null, at timestamptz not null,
  -- What the file was called; nothing: the list was pasted
  file_name text not null default '', pages int,
  lines jsonb not null, total int not null,
  primary key (region_id, id),
  foreign key (region_id, plan_id) references plans (region_id, id) on delete cascade
);
create index plan_readings_plan on plan_readings (region_id, plan_id);
create index plan_readings_old on plan_readings (region_id, at);
