-- What an organization gained by working with others. One ledger for each organization: an entry belongs to one, comes of
-- one record (its origin; what was written by hand comes of itself), and may stand with several partnerships.
create table benefits (
  region_id uuid not null, id uuid not null, organization_id uuid not null, origin_id uuid not null,
  -- The first four are capacity, the others reach.
  what text not null check (what in ('skills', 'services', 'infrastructure', 'training',
    'audience', 'attendance', 'places', 'languages')),
  told text not null,
  period text, period_first date, period_last date,
  amount float8 check (amount >= 0), unit text not null default '',
  primary key (region_id, id),
  foreign key (region_id, id) references records (region_id, id) on delete cascade,
  foreign key (region_id, organization_id) references organizations (region_id, id) on delete cascade,
  foreign key (region_id, origin_id) references records (region_id, id) on delete cascade
);
create index benefits_organization on benefits (region_id, organization_id);
create index benefits_origin on benefits (region_id, origin_id);

-- What an organization gave.
create table contributions (
  region_id uuid not null, id uuid not null, organization_id uuid not null, origin_id uuid not null,
  what text not null check (what in ('money', 'space', 'equipment', 'data', 'time', 'expertise')),
  told text not null,
  period text, period_first date, period_last date,
  amount float8 check (amount >= 0), unit text not null default '',
  primary key (region_id, id),
  foreign key (region_id, id) references records (region_id, id) on delete cascade,
  foreign key (region_id, organization_id) references organizations (region_id, id) on delete cascade,
  foreign key (region_id, origin_id) references records (region_id, id) on delete cascade
);
create index contributions_organization on contributions (region_id, organization_id);
create index contributions_origin on contributions (region_id, origin_id);

-- With which partnerships an entry of either ledger stands.
create table ledger_partnerships (
  region_id uuid not null, entry_id uuid not null, partnership_id uuid not null,
  primary key (region_id, entry_id, partnership_id),
  foreign key (region_id, entry_id) references records (region_id, id) on delete cascade,
  foreign key (region_id, partnership_id) references partnerships (region_id, id) on delete cascade
);
create index ledger_partnerships_partnership on ledger_partnerships (region_id, partnership_id);

-- Of a benefit: whom it is owed to. Of a contribution: for whom it was. Nobody named: all partners together.
create table ledger_others (
  region_id uuid not null, entry_id uuid not null, organization_id uuid not null,
  primary key (region_id, entry_id, organization_id),
  foreign key (region_id, entry_id) references records (region_id, id) on delete cascade,
  foreign key (region_id, organization_id) references organizations (region_id, id) on delete cascade
);
create index ledger_others_organization on ledger_others (region_id, organization_id);

-- What shows a benefit: a count with where it is from, a page, a file, somebody's words.
create table evidences (
  region_id uuid not null, id uuid not null, benefit_id uuid not null,
  kind text not null check (kind in ('count', 'feedback', 'roster', 'dataset', 'link', 'file', 'quote')),
  title text not null default '', url text not null default '',
  figure int check (figure >= 0),
  -- Of how many who were asked.
  out_of int check (out_of >= figure),
  quote text not null default '',
  -- Whose words they are, and how they agreed that they stand here.
  said_by text not null default '', consent text not null default '',
  file_id uuid, added_at timestamptz not null, removed_at timestamptz,
  primary key (region_id, id),
  foreign key (region_id, benefit_id) references benefits (region_id, id) on delete cascade,
  foreign key (region_id, file_id) references files (region_id, id) on delete cascade
);
create index evidences_benefit on evidences (region_id, benefit_id);

-- A record may bear several files of one purpose; what they may be for is told by the program (src/platform/files.ts).
alter table files drop constraint if exists files_purpose_check;
alter table files add column name text not null default '';

-- The day of a region up to which it was looked what its records suggest as gained or given, and which reports are due.
create table ledger_looks (
  region_id uuid primary key references regions (region_id) on delete cascade, looked_on date not null
);
