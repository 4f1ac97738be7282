-- Files hang on records: bytes stand once a region, in chunks, by what they are.
create table files (
  region_id uuid not null, id uuid not null, record_id uuid not null,
  purpose text not null check (purpose in ('logo')),
  media_type text not null, size int not null, sha256 bytea not null,
  width int, height int, created_at timestamptz not null,
  primary key (region_id, id),
  foreign key (region_id, record_id) references records (region_id, id) on delete cascade
);
create unique index files_logo on files (region_id, record_id) where purpose = 'logo';
create index files_bytes on files (region_id, sha256);

create table file_chunks (
  region_id uuid not null, sha256 bytea not null, part int not null, bytes bytea not null,
  primary key (region_id, sha256, part)
);
