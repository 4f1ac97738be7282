-- How a text that several people write at once came to be (Yjs), while it is the text that stands in its record; the record
-- is the truth, and without this row the text begins anew from what stands there.
create table shared_texts (
  region_id uuid not null, record_id uuid not null,
  -- Which text of the record, in the words of its room: 'mission', 'missionLink' and the id of a partner.
  field text collate "C" not null,
  -- What changes of it name: how often it began anew, and from what.
  epoch text collate "C" not null,
  state bytea not null, last bytea not null,
  -- The versions of the record of the last change that was made here, and of the one before it.
  n integer not null, before integer,
  by_person_id uuid,
  primary key (region_id, record_id, field),
  foreign key (region_id, record_id) references records (region_id, id) on delete cascade,
  foreign key (region_id, by_person_id) references records (region_id, id) on delete set null (by_person_id)
);
create index shared_texts_by on shared_texts (region_id, by_person_id);
