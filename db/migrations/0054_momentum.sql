-- What of a partnership's dates was told in the feed already: each once.
create table dates_told (
  region_id uuid not null, partnership_id uuid not null, key text collate "C" not null, told_on date not null,
  primary key (region_id, partnership_id, key),
  foreign key (region_id, partnership_id) references partnerships (region_id, id) on delete cascade
);

-- The day on which the dates of a region were last looked at.
create table date_rounds (
  region_id uuid primary key, looked_on date not null,
  foreign key (region_id) references regions (region_id) on delete cascade
);
