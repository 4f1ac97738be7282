-- What people say about a record, or about a section of it, to those who work on it: a record itself, which only they see.
create table comments (
  region_id uuid not null, id uuid not null, about_id uuid not null,
  -- Which part of the record: a word of its own room; empty is the whole.
  section text collate "C" not null default '',
  by_person_id uuid, body text not null,
  primary key (region_id, id),
  foreign key (region_id, id) references records (region_id, id) on delete cascade,
  foreign key (region_id, about_id) references records (region_id, id) on delete cascade,
  foreign key (region_id, by_person_id) references records (region_id, id) on delete cascade
);
create index comments_about on comments (region_id, about_id, section);
create index comments_by on comments (region_id, by_person_id);
