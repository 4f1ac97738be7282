-- What a region's memorandums are written from. Its own template stands in place of that of the house.
create table memorandum_templates (
  region_id uuid not null, id uuid not null, name text not null, body text not null,
  primary key (region_id, id),
  foreign key (region_id, id) references records (region_id, id) on delete cascade
);

-- An agreement that was signed on paper; its copy is a file of it.
create table agreements (
  region_id uuid not null, id uuid not null, partnership_id uuid not null,
  title text not null, note text not null default '',
  -- The last day on which it holds; none: it goes on.
  ends_on date,
  primary key (region_id, id),
  foreign key (region_id, id) references records (region_id, id) on delete cascade,
  foreign key (region_id, partnership_id) references partnerships (region_id, id) on delete cascade
);
create index agreements_partnership on agreements (region_id, partnership_id);
create index agreements_end on agreements (region_id, ends_on);

-- Who signed it for which partner, and when; in the words of whoever kept it.
create table agreement_signatures (
  region_id uuid not null, agreement_id uuid not null, organization_id uuid not null,
  signer text not null default '', signed_on date,
  primary key (region_id, agreement_id, organization_id),
  foreign key (region_id, agreement_id) references agreements (region_id, id) on delete cascade,
  foreign key (region_id, organization_id) references organizations (region_id, id) on delete cascade
);

-- What files may be for is told by the program (src/platform/files.ts).
alter table files drop constraint if exists files_purpose_check;
create unique index files_signed_copy on files (region_id, record_id) where purpose = 'signed-copy';
