-- What the elements of a map become, by their types.
alter table imports add types jsonb not null default '{}';

-- What the columns of a file were taken for when one with the same columns was last imported.
create table import_mappings (
  region_id uuid not null, columns_hash text not null, kind text not null, mapping jsonb not null,
  types jsonb not null default '{}', at timestamptz not null,
  primary key (region_id, columns_hash),
  foreign key (region_id) references regions (region_id) on delete cascade
);
