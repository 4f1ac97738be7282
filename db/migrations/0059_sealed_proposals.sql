-- A suggestion that rests on what is seen inside one organization only is told to its people alone.
alter table proposals add column sealed_to uuid;
alter table proposals add foreign key (region_id, sealed_to) references organizations (region_id, id) on delete cascade;
create index proposals_sealed on proposals (region_id, sealed_to) where sealed_to is not null;

-- What was lent is suggested quarter by quarter now; what was suggested year by year and nobody has decided is made anew.
delete from proposals where kind = 'contribution' and payload ->> 'source' = 'booking' and decision is null;
