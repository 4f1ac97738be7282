-- Money from a funder, with what it asks for.
create table grants (
  region_id uuid not null, id uuid not null, partnership_id uuid not null,
  name text not null,
  -- An organization of the directory, or a name.
  funder_id uuid, funder text not null default '',
  award_number text not null default '',
  amount float8 check (amount >= 0), match float8 check (match >= 0),
  period text, period_first date, period_last date,
  -- What posters and reports must say; the picture that goes with it is a file.
  acknowledgement text not null default '',
  primary key (region_id, id),
  foreign key (region_id, id) references records (region_id, id) on delete cascade,
  foreign key (region_id, partnership_id) references partnerships (region_id, id) on delete cascade,
  foreign key (region_id, funder_id) references organizations (region_id, id) on delete cascade
);
create index grants_partnership on grants (region_id, partnership_id);
create index grants_funder on grants (region_id, funder_id);

-- When the funder wants to hear, and when it did.
create table grant_reports (
  region_id uuid not null, id uuid not null, grant_id uuid not null,
  due date not null, what text not null default '', reported_on date,
  -- Those whom it concerns were told in time.
  told_at timestamptz,
  primary key (region_id, id),
  foreign key (region_id, grant_id) references grants (region_id, id) on delete cascade
);
create index grant_reports_grant on grant_reports (region_id, grant_id, due);
create index grant_reports_due on grant_reports (region_id, due) where reported_on is null;

