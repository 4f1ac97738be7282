-- The search finds partnerships by what everybody reads: where a version is in force, by its words and not by those of a draft;
-- and by translations that were made from these very words.
with shown as (
  select p.region_id, p.id, r.lang, coalesce(k.content ->> 'mission', p.mission) as mission,
    coalesce(k.content ->> 'purpose', p.purpose) as purpose, k.content is not null as signed
  from partnerships p
  join records r on r.region_id = p.region_id and r.id = p.id
  left join lateral (select c.content from sign_off_askings g
    join charter_revisions c on c.region_id = g.region_id and c.partnership_id = g.subject_id and c.number = g.revision
    where g.region_id = p.region_id and g.subject_id = p.id and g.in_force_at is not null
    order by g.in_force_at desc, g.id desc limit 1) k on true
), own as (
  update search_texts s set body = concat_ws(E'\n\n', nullif(w.mission, ''), nullif(w.purpose, ''))
  from shown w
  where s.region_id = w.region_id and s.record_id = w.id and s.lang = w.lang and w.signed
), told as (
  select w.region_id, w.id, t.lang, string_agg(t.text, E'\n\n' order by t.field) as body
  from shown w
  join translations t on t.region_id = w.region_id and t.record_id = w.id and t.lang <> w.lang
  cross join lateral (values ('mission', w.mission), ('purpose', w.purpose)) as said (field, words)
  where t.field = said.field and said.words <> ''
    and t.of_digest = left(translate(encode(sha256(convert_to(said.words, 'UTF8')), 'base64'), E'+/\n', '-_'), 22)
  group by w.region_id, w.id, t.lang
), kept as (
  update search_texts s set body = told.body
  from told
  where s.region_id = told.region_id and s.record_id = told.id and s.lang = told.lang
)
delete from search_texts s using shown w
where s.region_id = w.region_id and s.record_id = w.id and s.lang <> w.lang
  and not exists (select from told where told.region_id = s.region_id and told.id = s.record_id and told.lang = s.lang);
