-- The pulse of a partnership: a short survey, round by round. Who was asked, who has answered and what was answered are three
-- tables that no key joins. At the closing all three are emptied, and what is shown from then on stands in three others.

create table pulses (
  region_id uuid not null, id uuid not null, partnership_id uuid not null,
  -- The words of whoever asks, in the letter.
  message text not null default '', lang text not null check (lang in ('en', 'es')),
  begun_on date not null, until_day date not null,
  -- What is asked, in order: keys of the instrument, the wording each has, own words in its place.
  items jsonb not null,
  -- Of fewer people nothing is shown: as it was promised when they were asked.
  threshold int not null check (threshold >= 2),
  reminded_at timestamptz, closed_on date,
  -- Frozen at the closing.
  asked int, answered int, partners_answered int,
  primary key (region_id, id),
  foreign key (region_id, id) references records (region_id, id) on delete cascade,
  foreign key (region_id, partnership_id) references partnerships (region_id, id) on delete cascade
);
create unique index pulses_open on pulses (region_id, partnership_id) where closed_on is null;
create index pulses_partnership on pulses (region_id, partnership_id, begun_on);

-- The partners at the beginning. Two that become one organization count as one.
create table pulse_sides (
  region_id uuid not null, pulse_id uuid not null, side int not null check (side > 0), organization_id uuid not null,
  primary key (region_id, pulse_id, side),
  foreign key (region_id, pulse_id) references pulses (region_id, id) on delete cascade,
  foreign key (region_id, organization_id) references organizations (region_id, id) on delete cascade
);
create index pulse_sides_organization on pulse_sides (region_id, organization_id);

-- Who is asked, as one of a partner's people; forgotten at the closing.
create table pulse_askings (
  region_id uuid not null, id uuid not null, pulse_id uuid not null, side int not null, person_id uuid,
  primary key (region_id, id),
  foreign key (region_id, pulse_id, side) references pulse_sides (region_id, pulse_id, side) on delete cascade,
  foreign key (region_id, person_id) references records (region_id, id) on delete cascade
);
create index pulse_askings_pulse on pulse_askings (region_id, pulse_id, side);
create index pulse_askings_person on pulse_askings (region_id, person_id);

-- Who has answered: that, and nothing else; forgotten at the closing.
create table pulse_answered (
  region_id uuid not null, asking_id uuid not null,
  primary key (region_id, asking_id),
  foreign key (region_id, asking_id) references pulse_askings (region_id, id) on delete cascade
);

-- What was answered, sealed: random ids, no time, no person, all of a round written anew in random order with each that
-- comes; gone at the closing.
create table pulse_sheets (
  region_id uuid not null, id uuid not null, pulse_id uuid not null, side int not null,
  -- {"factors": {item: 1–4}, "sides": {side: {item: 1–4}}, "sentences": {item: text}}
  answer jsonb not null,
  primary key (region_id, id),
  foreign key (region_id, pulse_id, side) references pulse_sides (region_id, pulse_id, side) on delete cascade
);
create index pulse_sheets_pulse on pulse_sheets (region_id, pulse_id);

-- What was typed and not sent, encrypted with the link it was typed through: without the letter nobody can read it.
create table pulse_drafts (
  region_id uuid not null, asking_id uuid not null, link_hash bytea not null, sealed bytea not null,
  primary key (region_id, asking_id, link_hash),
  foreign key (region_id, asking_id) references pulse_askings (region_id, id) on delete cascade
);

-- What a round has shown since its closing: of an item the middle answer, and how far the answers lie apart.
create table pulse_results (
  region_id uuid not null, pulse_id uuid not null, item text collate "C" not null,
  low int not null, middle int not null, high int not null,
  primary key (region_id, pulse_id, item),
  check (1 <= low and low <= middle and middle <= high and high <= 4),
  foreign key (region_id, pulse_id) references pulses (region_id, id) on delete cascade
);

-- How the others see one partner: for its own people alone.
create table pulse_views (
  region_id uuid not null, pulse_id uuid not null, side int not null, item text collate "C" not null,
  low int not null, middle int not null, high int not null,
  primary key (region_id, pulse_id, side, item),
  check (1 <= low and low <= middle and middle <= high and high <= 4),
  foreign key (region_id, pulse_id, side) references pulse_sides (region_id, pulse_id, side) on delete cascade
);

-- What was written beside the answers, without a word on by whom.
create table pulse_sentences (
  region_id uuid not null, id uuid not null, pulse_id uuid not null, item text collate "C" not null, text text not null,
  primary key (region_id, id),
  foreign key (region_id, pulse_id) references pulses (region_id, id) on delete cascade
);
create index pulse_sentences_pulse on pulse_sentences (region_id, pulse_id, item);
