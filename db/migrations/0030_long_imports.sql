-- A long file is looked at and imported by a worker: since when it is left to one, of how many rows, how many of them it has
-- looked at, when it last went on and how often in vain, and since when it shall stop.
alter table imports add begun_at timestamptz, add row_count int not null default 0, add looked int not null default 0,
  add worked_at timestamptz, add tries int not null default 0, add stopped_at timestamptz;
create index imports_begun on imports (region_id, begun_at) where begun_at is not null and done_at is null;

-- What is done of an import, until its report is put together: each stands here in the transaction that did it.
create table import_batches (
  region_id uuid not null, import_id uuid not null, number int not null,
  row_count int not null, written int not null, fates jsonb not null, at timestamptz not null,
  primary key (region_id, import_id, number),
  foreign key (region_id, import_id) references imports (region_id, id) on delete cascade
);
