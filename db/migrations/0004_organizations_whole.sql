-- The organization whole: how to reach it, where and in which languages it works, what others may say of it, what it was
-- called, whose it is, and its end.
alter table organizations
  add phone text not null default '', add email text not null default '', add calling text not null default '',
  add service_counties text[] not null default '{}', add service_area text not null default '',
  add spaces text[] not null default '{}', add languages text[] not null default '{}',
  add blurb25 text not null default '', add blurb50 text not null default '', add blurb100 text not null default '',
  add open_data text,
  -- [{ name, period }], the period in EDTF or null.
  add former_names jsonb not null default '[]',
  add parent_id uuid,
  add ended text, add ended_first date, add ended_last date,
  -- Kept until the end of a transaction: a whole region goes at once, and comes back in any order.
  add foreign key (region_id, parent_id) references records (region_id, id) deferrable initially deferred;
create index organizations_parent on organizations (region_id, parent_id) where parent_id is not null;

-- Who carries on what an ended organization did.
create table organization_successors (
  region_id uuid not null, organization_id uuid not null, successor_id uuid not null,
  primary key (region_id, organization_id, successor_id),
  foreign key (region_id, organization_id) references organizations (region_id, id) on delete cascade,
  foreign key (region_id, successor_id) references records (region_id, id) on delete cascade
);
create index organization_successors_of on organization_successors (region_id, successor_id);
