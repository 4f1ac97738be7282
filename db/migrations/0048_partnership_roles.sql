-- What partners agreed of one role of theirs: how its several leads share it, or that nobody needs to lead it here. It holds
-- as long as the same partners lead it.
create table role_agreements (
  region_id uuid not null, id uuid not null, partnership_id uuid not null, role text collate "C" not null,
  how text not null check (how in ('audience', 'place', 'stage', 'left-out')),
  why text not null,
  agreed_at timestamptz not null,
  -- Another one came, or it was taken back.
  ended_at timestamptz,
  primary key (region_id, id),
  foreign key (region_id, partnership_id) references partnerships (region_id, id) on delete cascade,
  foreign key (region_id, role) references roles (region_id, key)
);
create unique index role_agreements_now on role_agreements (region_id, partnership_id, role) where ended_at is null;
create index role_agreements_partnership on role_agreements (region_id, partnership_id, agreed_at);
create index role_agreements_role on role_agreements (region_id, role);

-- Which part of a shared role is whose: "families", "the eastern branches", "until the data is published".
create table role_shares (
  region_id uuid not null, agreement_id uuid not null, party_id uuid not null, part text not null,
  primary key (region_id, agreement_id, party_id),
  foreign key (region_id, agreement_id) references role_agreements (region_id, id) on delete cascade,
  foreign key (region_id, party_id) references parties (region_id, id) on delete cascade
);
create index role_shares_party on role_shares (region_id, party_id);

-- The lead of a role goes to another partner: offered by one who may, taken or declined by whom it is offered to.
create table role_handovers (
  region_id uuid not null, id uuid not null, partnership_id uuid not null, role text collate "C" not null,
  -- Who gives it; nobody: nobody led it.
  from_party_id uuid, to_party_id uuid not null,
  -- What the giver does from then on; null: no part.
  keeps text check (keeps in ('support', 'advise')),
  why text not null default '',
  offered_at timestamptz not null,
  answer text check (answer in ('taken', 'declined', 'withdrawn')),
  answered_at timestamptz, answer_why text not null default '',
  primary key (region_id, id),
  check ((answer is null) = (answered_at is null)),
  foreign key (region_id, partnership_id) references partnerships (region_id, id) on delete cascade,
  foreign key (region_id, role) references roles (region_id, key),
  foreign key (region_id, from_party_id) references parties (region_id, id) on delete cascade,
  foreign key (region_id, to_party_id) references parties (region_id, id) on delete cascade
);
create unique index role_handovers_open on role_handovers (region_id, partnership_id, role) where answer is null;
create index role_handovers_partnership on role_handovers (region_id, partnership_id, offered_at);
create index role_handovers_role on role_handovers (region_id, role);
create index role_handovers_from on role_handovers (region_id, from_party_id);
create index role_handovers_to on role_handovers (region_id, to_party_id);
