-- Reference data outside all regions (db/reference/SOURCES.md says from whom): of each county how many people live in it
-- and how many public library outlets stand in it, each with its year; null where the source does not tell.
create table county_figures (
  fips text primary key references counties (fips), population int, population_year int, outlets int, outlets_year int
);

-- Codes that were replaced: which one a town is in now. Without a town it is the whole of the old one.
create table county_changes (
  state text not null, town text not null, before text not null, fips text not null references counties (fips),
  primary key (state, town, before)
);
