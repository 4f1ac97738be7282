-- Keys that stay on people's devices: here is only what proves them. Written by us beside the library's tables, which know none.
create table auth.passkeys (
  "id" text not null primary key, "userId" text not null references auth."user" ("id") on delete cascade,
  "credentialId" text not null unique, "publicKey" bytea not null, "counter" bigint not null default 0,
  "transports" text[] not null default '{}', "name" text not null, "createdAt" timestamptz not null, "lastUsedOn" date
);
create index "passkeys_userId_idx" on auth.passkeys ("userId");
