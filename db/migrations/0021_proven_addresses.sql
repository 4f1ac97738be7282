-- An account may be opened for an address before its owner comes. When the owner proves it, whatever else let somebody in
-- until then goes: passwords, passkeys, sessions. The library that signs in knows nothing of passkeys, so it stands here.
create function auth.end_what_is_unproven() returns trigger language plpgsql as $$
begin
  delete from auth.passkeys where "userId" = new."id";
  delete from auth.account where "userId" = new."id";
  delete from auth.session where "userId" = new."id";
  return null;
end $$;
create trigger end_what_is_unproven after update of "emailVerified" on auth."user"
  for each row when (new."emailVerified" and not old."emailVerified") execute function auth.end_what_is_unproven();

-- One password, and one login of an organization, for each account; of two the newer one stays.
delete from auth.account older using auth.account newer
  where older."userId" = newer."userId" and older."providerId" = newer."providerId"
    and (older."updatedAt", older."id") < (newer."updatedAt", newer."id");
create unique index "account_way_key" on auth.account ("userId", "providerId");
