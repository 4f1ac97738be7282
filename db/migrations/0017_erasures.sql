-- Who was erased, so that no restore brings them back. It outlives the region and the account, whose archives may come back:
-- that is why it hangs on no record. Nothing in it tells who it was.
create table erasures (
  region_id uuid not null, person_id uuid not null, at timestamptz not null, by_oneself boolean not null,
  -- Which of their words went from what others wrote: see src/platform/erasures.ts.
  trusted text[] not null default '{}',
  primary key (region_id, person_id)
);
create table erased_accounts (account_id text primary key, at timestamptz not null);

-- What a person agrees to, each for itself. An asterisk: all of it, as it was asked until now; and where no visibility
-- stands, that of the person.
alter table consents
  add field text not null default '*' check (field in ('*', 'name', 'position', 'email', 'phone')),
  add visibility text check (visibility in ('region', 'public')),
  add recorded_by uuid;
drop index consents_current;
create unique index consents_current on consents (region_id, person_id, field) where withdrawn_at is null;
