-- Where programs of others are told what everybody may see. What signs for them is made of SECRET and the id: nothing that
-- could sign stands here.
create table webhooks (
  region_id uuid not null, id uuid not null, address text not null, nouns text[] not null default '{}',
  created_at timestamptz not null, paused_at timestamptz,
  paused_why text check (paused_why in ('person', 'failures', 'gone', 'restored')),
  -- Deliveries given up one after another since the last that arrived.
  given_up int not null default 0,
  primary key (region_id, id),
  foreign key (region_id) references regions (region_id) on delete cascade
);

-- What is to be sent, once an entry; without an entry it is a test.
create table webhook_deliveries (
  region_id uuid not null, id uuid not null, webhook_id uuid not null, entry_id uuid,
  created_at timestamptz not null, next_try_at timestamptz not null, tries int not null default 0,
  sent_at timestamptz, given_up_at timestamptz,
  primary key (region_id, id), unique (region_id, webhook_id, entry_id),
  foreign key (region_id, webhook_id) references webhooks (region_id, id) on delete cascade,
  foreign key (region_id, entry_id) references journal (region_id, id) on delete cascade
);
create index webhook_deliveries_due on webhook_deliveries (region_id, webhook_id, next_try_at)
  where sent_at is null and given_up_at is null;
create index webhook_deliveries_entry on webhook_deliveries (region_id, entry_id);

create table webhook_attempts (
  region_id uuid not null, id uuid not null, webhook_id uuid not null, delivery_id uuid not null,
  at timestamptz not null, status int, ms int not null, error text,
  primary key (region_id, id),
  foreign key (region_id, webhook_id) references webhooks (region_id, id) on delete cascade,
  foreign key (region_id, delivery_id) references webhook_deliveries (region_id, id) on delete cascade
);
create index webhook_attempts_latest on webhook_attempts (region_id, webhook_id, at desc, id desc);
create index webhook_attempts_delivery on webhook_attempts (region_id, delivery_id);
