-- Between which hours of the region's day somebody wants no mail; it comes afterwards.
create table quiet_hours (
  region_id uuid not null, person_id uuid not null,
  from_hour smallint not null check (from_hour between 0 and 23),
  until_hour smallint not null check (until_hour between 0 and 23 and until_hour <> from_hour),
  primary key (region_id, person_id),
  foreign key (region_id, person_id) references records (region_id, id) on delete cascade
);
