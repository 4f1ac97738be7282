-- Keys of programs: each acts for a member of a region, with what that person may do today, or less. Kept as the SHA-256 of
-- 256 random bits; the address of a request names the region.
create table api_keys (
  region_id uuid not null, id uuid not null, person_id uuid not null, hash bytea not null,
  name text not null, scope text not null check (scope in ('read', 'write')),
  created_at timestamptz not null, expires_at timestamptz not null, last_used_on date, revoked_at timestamptz,
  primary key (region_id, id), unique (region_id, hash),
  foreign key (region_id, person_id) references persons (region_id, id) on delete cascade
);
create index api_keys_person on api_keys (region_id, person_id);
