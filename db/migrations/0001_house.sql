-- The house. Every table of a region has region_id first in its key and in every unique constraint and foreign key.

create extension if not exists pg_trgm;
create extension if not exists unaccent;
create extension if not exists btree_gist;

-- unaccent() is only stable; with its dictionary named it never changes.
create function plain(text) returns text language sql immutable strict parallel safe
  as $$ select lower(public.unaccent('public.unaccent'::regdictionary, $1)) $$;

-- The words of each language, by their stems and without accents. Accents go word by word: of a whole text unaccent()
-- would make «a» into <<a>>.
create text search configuration en (copy = english);
alter text search configuration en alter mapping for hword, hword_part, word with unaccent, english_stem;
create text search configuration es (copy = spanish);
alter text search configuration es alter mapping for hword, hword_part, word with unaccent, spanish_stem;

-- What stands in angle brackets is markup to PostgreSQL, and words with a slash between them are a path: here they are text.
create function unmarked(text) returns text language sql immutable strict parallel safe
  as $$ select translate($1, '<>/', E'\u0003\u0004\u0005') $$;
create function marked(text) returns text language sql immutable strict parallel safe
  as $$ select translate($1, E'\u0003\u0004\u0005', '<>/') $$;

-- Outside all regions -------------------------------------------------------------------------------------------

create table installation_settings (key text primary key, value jsonb not null);

create table installation_journal (
  id uuid primary key, at timestamptz not null, account_id text, verb text not null, changes jsonb not null default '{}'
);

-- Who stands outside regions: administers the installation, or looks at regions for the national program.
create table installation_mandates (
  account_id text not null, what text not null check (what in ('administer', 'view-regions')),
  given_at timestamptz not null, primary key (account_id, what)
);

create table region_slugs (slug text collate "C" primary key, region_id uuid not null, current boolean not null default true);

create table counties (
  fips text primary key, name text not null, state text not null, state_fips text not null, vintage int not null
);

create unlogged table rate_limits (
  key text not null, window_start timestamptz not null, count int not null, primary key (key, window_start)
);

-- Mail that has nowhere to go: an installation without SMTP_URL.
create table outbox (
  id uuid primary key, at timestamptz not null, region_id uuid, recipient text not null, subject text not null,
  html text not null, body text not null, headers jsonb not null default '{}'
);
create index outbox_at on outbox (at desc);

-- The spine -----------------------------------------------------------------------------------------------------

create table records (
  region_id uuid not null,
  id uuid not null,
  kind text not null,
  slug text collate "C",
  visibility text not null default 'region' check (visibility in ('circle', 'region', 'public')),
  -- A circle record without a circle is seen by coordinators only.
  circle_id uuid,
  lang text not null default 'en' check (lang in ('en', 'es')),
  version int not null default 1,
  created_at timestamptz not null,
  removed_at timestamptz,
  -- One of its ends says that it is not so: seen by its ends and coordinators only, and counted nowhere.
  disputed_at timestamptz,
  primary key (region_id, id)
);
create index records_kind on records (region_id, kind, created_at desc);
create index records_visible on records (region_id, kind, visibility) where removed_at is null;

create table slugs (
  region_id uuid not null, kind text not null, slug text collate "C" not null, record_id uuid not null,
  primary key (region_id, kind, slug),
  foreign key (region_id, record_id) references records (region_id, id) on delete cascade
);
create index slugs_record on slugs (region_id, record_id);

create table circles (
  region_id uuid not null, id uuid not null, owner_id uuid not null,
  primary key (region_id, id), unique (region_id, owner_id),
  foreign key (region_id, owner_id) references records (region_id, id) on delete cascade deferrable initially deferred
);
alter table records add foreign key (region_id, circle_id) references circles (region_id, id) deferrable initially deferred;

create table circle_members (
  region_id uuid not null, circle_id uuid not null, organization_id uuid not null,
  primary key (region_id, circle_id, organization_id),
  foreign key (region_id, circle_id) references circles (region_id, id) on delete cascade deferrable initially deferred,
  foreign key (region_id, organization_id) references records (region_id, id) on delete cascade deferrable initially deferred
);

-- The ends of what joins others: it is never more visible than its least visible end.
create table joins (
  region_id uuid not null, record_id uuid not null, end_id uuid not null,
  primary key (region_id, record_id, end_id),
  foreign key (region_id, record_id) references records (region_id, id) on delete cascade,
  foreign key (region_id, end_id) references records (region_id, id) on delete cascade
);
create index joins_end on joins (region_id, end_id);

create table identifiers (
  region_id uuid not null, record_id uuid not null, scheme text not null, value text collate "C" not null,
  primary key (region_id, scheme, value, record_id),
  foreign key (region_id, record_id) references records (region_id, id) on delete cascade
);
create index identifiers_record on identifiers (region_id, record_id);

-- Where a fact is from.
create table record_references (
  region_id uuid not null, id uuid not null, record_id uuid not null,
  title text not null, url text, quote text, position int not null default 0,
  primary key (region_id, id),
  foreign key (region_id, record_id) references records (region_id, id) on delete cascade
);
create index record_references_record on record_references (region_id, record_id);

create table translations (
  region_id uuid not null, record_id uuid not null, field text not null, lang text not null check (lang in ('en', 'es')),
  text text not null, by_person_id uuid, of_version int not null, at timestamptz not null,
  primary key (region_id, record_id, field, lang),
  foreign key (region_id, record_id) references records (region_id, id) on delete cascade
);

-- Free text of each record, indexed by its own language.
create table search_texts (
  region_id uuid not null, record_id uuid not null, lang text not null check (lang in ('en', 'es')),
  title text not null, body text not null,
  words tsvector generated always as (case lang
    when 'es' then setweight(to_tsvector('es', unmarked(title)), 'A') || to_tsvector('es', unmarked(body))
    else setweight(to_tsvector('en', unmarked(title)), 'A') || to_tsvector('en', unmarked(body)) end) stored,
  primary key (region_id, record_id, lang),
  foreign key (region_id, record_id) references records (region_id, id) on delete cascade
);
create index search_texts_words on search_texts using gin (words);
create index search_texts_title on search_texts using gin (plain(title) gin_trgm_ops);

-- A token is 256 random bits, kept as its SHA-256; its address names the region.
create table links (
  region_id uuid not null, hash bytea not null, purpose text not null, record_id uuid, person_id uuid,
  created_at timestamptz not null, expires_at timestamptz not null, uses_left int not null default 1, revoked_at timestamptz,
  primary key (region_id, hash),
  foreign key (region_id, record_id) references records (region_id, id) on delete cascade,
  foreign key (region_id, person_id) references records (region_id, id) on delete cascade
);
create index links_record on links (region_id, record_id);

-- What a form or client already had done: the retry is the same write.
create table request_keys (
  region_id uuid not null, actor text not null, key text not null, body_hash bytea not null,
  status int, location text, at timestamptz not null,
  primary key (region_id, actor, key)
);

-- Regions -------------------------------------------------------------------------------------------------------

create table regions (
  region_id uuid primary key,
  name text not null,
  tagline text not null default '',
  description text not null default '',
  time_zone text not null default 'America/New_York',
  fiscal_month int not null default 7 check (fiscal_month between 1 and 12),
  closed_days text[] not null default '{}',
  languages text[] not null default '{en,es}',
  small_count_threshold int not null default 5 check (small_count_threshold between 2 and 100),
  county_names text[] not null default '{}',
  national_view boolean not null default false,
  invented boolean not null default false,
  demonstration boolean not null default false,
  foreign key (region_id, region_id) references records (region_id, id) on delete cascade
);

create table region_counties (
  region_id uuid not null, fips text not null, primary key (region_id, fips),
  foreign key (region_id) references regions (region_id) on delete cascade
);

create table sectors (
  region_id uuid not null, key text collate "C" not null, position int not null, colour text not null, shape text not null,
  retired_at timestamptz,
  primary key (region_id, key), foreign key (region_id) references regions (region_id) on delete cascade
);

create table roles (
  region_id uuid not null, key text collate "C" not null, position int not null,
  reference_title text, reference_url text, retired_at timestamptz,
  primary key (region_id, key), foreign key (region_id) references regions (region_id) on delete cascade
);

create table tie_kinds (
  region_id uuid not null, key text collate "C" not null, position int not null, directed boolean not null,
  retired_at timestamptz,
  primary key (region_id, key), foreign key (region_id) references regions (region_id) on delete cascade
);

-- Words of the editable lists, one row a language. forward and backward are what a directed tie says from either end.
create table list_labels (
  region_id uuid not null, list text not null check (list in ('sectors', 'roles', 'tie_kinds')), key text collate "C" not null,
  lang text not null check (lang in ('en', 'es')), label text not null, description text not null default '',
  forward text not null default '', backward text not null default '',
  primary key (region_id, list, key, lang), foreign key (region_id) references regions (region_id) on delete cascade
);

-- The journal ---------------------------------------------------------------------------------------------------

create table journal (
  region_id uuid not null, id uuid not null, at timestamptz not null,
  actor_kind text not null, actor_id uuid, for_organization_id uuid,
  verb text not null, record_id uuid not null, batch_id uuid, changes jsonb not null default '{}',
  -- When those whom it concerns were looked up and their deliveries made.
  announced_at timestamptz,
  primary key (region_id, id),
  foreign key (region_id, record_id) references records (region_id, id) on delete cascade
);
create index journal_at on journal (region_id, at desc, id desc);
create index journal_record on journal (region_id, record_id, at desc);
create index journal_unannounced on journal (region_id, id) where announced_at is null;
create index journal_batch on journal (region_id, batch_id, verb, id) where batch_id is not null;

create table journal_concerns (
  region_id uuid not null, entry_id uuid not null, record_id uuid not null,
  primary key (region_id, entry_id, record_id),
  foreign key (region_id, entry_id) references journal (region_id, id) on delete cascade,
  foreign key (region_id, record_id) references records (region_id, id) on delete cascade
);
create index journal_concerns_record on journal_concerns (region_id, record_id);

create table deliveries (
  region_id uuid not null, id uuid not null, entry_id uuid not null, person_id uuid not null, channel text not null check (channel in ('mail')),
  created_at timestamptz not null, next_try_at timestamptz not null, tries int not null default 0,
  sent_at timestamptz, given_up_at timestamptz, last_error text,
  primary key (region_id, id), unique (region_id, person_id, entry_id, channel),
  foreign key (region_id, entry_id) references journal (region_id, id) on delete cascade,
  foreign key (region_id, person_id) references records (region_id, id) on delete cascade
);
create index deliveries_due on deliveries (next_try_at) where sent_at is null and given_up_at is null;

-- What a person does not want to get by mail; no row means wanted.
create table unsubscriptions (
  region_id uuid not null, person_id uuid not null, topic text not null, at timestamptz not null,
  primary key (region_id, person_id, topic),
  foreign key (region_id, person_id) references records (region_id, id) on delete cascade
);

-- Accounts ------------------------------------------------------------------------------------------------------

create table persons (
  region_id uuid not null, id uuid not null, name text not null, email text, phone text, note text not null default '',
  primary key (region_id, id), foreign key (region_id, id) references records (region_id, id) on delete cascade
);
create index persons_email on persons (region_id, lower(email));

-- Consent of a person to be published: how and when it was given, and withdrawn.
create table consents (
  region_id uuid not null, id uuid not null, person_id uuid not null, how text not null, given_at timestamptz not null, withdrawn_at timestamptz,
  primary key (region_id, id), foreign key (region_id, person_id) references persons (region_id, id) on delete cascade
);
create unique index consents_current on consents (region_id, person_id) where withdrawn_at is null;

create table memberships (
  region_id uuid not null, id uuid not null, person_id uuid not null, account_id text not null, since timestamptz not null, ended_at timestamptz,
  primary key (region_id, id), foreign key (region_id, person_id) references persons (region_id, id) on delete cascade
);
create unique index memberships_account on memberships (region_id, account_id) where ended_at is null;
create unique index memberships_person on memberships (region_id, person_id) where ended_at is null;
create index memberships_of on memberships (account_id);

create table mandates (
  region_id uuid not null, id uuid not null, person_id uuid not null,
  -- null: the whole region
  organization_id uuid,
  what text not null check (what in ('view', 'speak', 'sign', 'coordinate', 'moderate', 'edit', 'code', 'research')),
  from_day date not null, until_day date, given_at timestamptz not null, ended_at timestamptz, delegated_by uuid,
  primary key (region_id, id),
  foreign key (region_id, person_id) references persons (region_id, id) on delete cascade,
  foreign key (region_id, organization_id) references records (region_id, id) on delete cascade
);
create index mandates_person on mandates (region_id, person_id);

-- The directory -------------------------------------------------------------------------------------------------

create table organizations (
  region_id uuid not null, id uuid not null, name text not null, other_names text[] not null default '{}',
  sector text collate "C" not null, mission text not null default '', description text not null default '', website text,
  audiences text[] not null default '{}', skills text[] not null default '{}',
  founded text, founded_first date, founded_last date,
  checked_on date, extra jsonb not null default '{}',
  primary key (region_id, id),
  foreign key (region_id, id) references records (region_id, id) on delete cascade,
  foreign key (region_id, sector) references sectors (region_id, key)
);
create index organizations_name on organizations (region_id, plain(name) collate "C");
create index organizations_sector on organizations (region_id, sector);

create table organization_roles (
  region_id uuid not null, organization_id uuid not null, role text collate "C" not null,
  primary key (region_id, organization_id, role),
  foreign key (region_id, organization_id) references organizations (region_id, id) on delete cascade,
  foreign key (region_id, role) references roles (region_id, key)
);

create table positions (
  region_id uuid not null, id uuid not null, person_id uuid not null, organization_id uuid not null, title text not null,
  period text, period_first date, period_last date,
  primary key (region_id, id),
  foreign key (region_id, person_id) references persons (region_id, id) on delete cascade,
  foreign key (region_id, organization_id) references organizations (region_id, id) on delete cascade
);
create index positions_person on positions (region_id, person_id);
create index positions_organization on positions (region_id, organization_id);

create table places (
  region_id uuid not null, id uuid not null, organization_id uuid, kind text not null default 'office', name text not null default '',
  street text not null default '', city text not null default '', state text not null default '', postal_code text not null default '',
  county text not null default '', latitude double precision, longitude double precision, access_notes text not null default '',
  primary key (region_id, id),
  foreign key (region_id, id) references records (region_id, id) on delete cascade,
  foreign key (region_id, organization_id) references organizations (region_id, id) on delete cascade
);
create index places_organization on places (region_id, organization_id);

-- An uploaded file between its preview and its import.
create table imports (
  region_id uuid not null, id uuid not null, kind text not null, file_name text not null, bytes bytea not null,
  mapping jsonb not null default '{}', lang text not null check (lang in ('en', 'es')), by_person_id uuid, created_at timestamptz not null, done_at timestamptz, report jsonb,
  primary key (region_id, id), foreign key (region_id) references regions (region_id) on delete cascade
);

-- The network ---------------------------------------------------------------------------------------------------

create table ties (
  region_id uuid not null, id uuid not null, a_id uuid not null, b_id uuid not null, kind text collate "C" not null,
  -- EDTF interval beside its first and last possible day; no last day: it goes on
  period text, period_first date, period_last date,
  note text not null default '', extra jsonb not null default '{}',
  primary key (region_id, id),
  unique nulls not distinct (region_id, a_id, b_id, kind, period_first),
  check (a_id <> b_id),
  foreign key (region_id, id) references records (region_id, id) on delete cascade,
  foreign key (region_id, a_id) references organizations (region_id, id) on delete cascade,
  foreign key (region_id, b_id) references organizations (region_id, id) on delete cascade,
  foreign key (region_id, kind) references tie_kinds (region_id, key)
);
create index ties_b on ties (region_id, b_id);

create table tie_statements (
  region_id uuid not null, id uuid not null, tie_id uuid not null,
  by_kind text not null check (by_kind in ('side', 'coordinator', 'reference')), organization_id uuid,
  strength int check (strength between 1 and 5), person_id uuid, said_at timestamptz not null,
  verdict text not null check (verdict in ('confirms', 'disputes')), note text not null default '',
  primary key (region_id, id),
  check ((by_kind = 'side') = (organization_id is not null)),
  foreign key (region_id, tie_id) references ties (region_id, id) on delete cascade,
  foreign key (region_id, organization_id) references organizations (region_id, id) on delete cascade
);
create index tie_statements_tie on tie_statements (region_id, tie_id, said_at desc);
