-- Somebody leaves an organization: what they held there, who takes each, and what the next should know.
create table handovers (
  region_id uuid not null, id uuid not null, organization_id uuid not null, person_id uuid,
  last_day date not null,
  -- What the next should know, for their colleagues; the farewell, for the partners.
  memo text not null default '', farewell text not null default '',
  made_at timestamptz not null,
  primary key (region_id, id),
  foreign key (region_id, id) references records (region_id, id) on delete cascade,
  foreign key (region_id, organization_id) references organizations (region_id, id) on delete cascade,
  foreign key (region_id, person_id) references records (region_id, id) on delete cascade
);
create index handovers_organization on handovers (region_id, organization_id, made_at desc);
create index handovers_person on handovers (region_id, person_id);

create table handover_items (
  region_id uuid not null, handover_id uuid not null, position int not null,
  -- A kind of the room that told it, and what it is called there on that day.
  kind text collate "C" not null, label text not null, record_id uuid,
  to_person_id uuid,
  primary key (region_id, handover_id, position),
  foreign key (region_id, handover_id) references handovers (region_id, id) on delete cascade,
  foreign key (region_id, record_id) references records (region_id, id) on delete cascade,
  foreign key (region_id, to_person_id) references records (region_id, id) on delete cascade
);
create index handover_items_record on handover_items (region_id, record_id);
create index handover_items_person on handover_items (region_id, to_person_id);
