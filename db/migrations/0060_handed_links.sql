-- A link that was not mailed but handed on: by whom. What was answered by it tells so, also after it is forgotten who it was.
alter table links add column handed_by uuid;
alter table links add foreign key (region_id, handed_by) references records (region_id, id) on delete set null (handed_by);
create index links_handed_by on links (region_id, handed_by) where handed_by is not null;
alter table sign_off_answers add column handed_by uuid;
alter table sign_off_answers add foreign key (region_id, handed_by) references records (region_id, id)
  on delete set null (handed_by);
create index sign_off_answers_handed_by on sign_off_answers (region_id, handed_by) where handed_by is not null;
alter table sign_off_answers drop constraint sign_off_answers_via_check;
alter table sign_off_answers add constraint sign_off_answers_via_check check (via in ('link', 'handed', 'session'));
