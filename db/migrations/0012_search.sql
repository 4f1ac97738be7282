-- Search that forgives a slip of the finger and stays quick among many regions.
create extension if not exists btree_gin;

-- Under which numbers a text is found by words that are nearly its own: each of its words, whole and with one letter left
-- out (a word of fewer than four letters only whole). Two words that are one slip apart (a letter swapped, missing, doubled
-- or wrong) share at least one of them, since leaving the slipped letter out of both makes them alike. After SymSpell
-- (W. Garbe, 2012).
create function near_words(text) returns int[] language sql immutable strict parallel safe
begin atomic
  select coalesce(array_agg(distinct hashtext(case when n = 0 then word else left(word, n - 1) || substr(word, n + 1) end)), '{}')
  from unnest(tsvector_to_array(to_tsvector('simple'::regconfig, unmarked(plain($1))))) as word,
    generate_series(0, case when length(word) < 4 then 0 else least(length(word), 24) end) as n;
end;

-- Other names of a record weigh less than its title and more than its text.
alter table search_texts add names text not null default '';
-- Kept, not only indexed: where the planner reads rows instead of the index, computing it for each would take seconds.
alter table search_texts add near int[] generated always as (near_words(title || ' ' || names)) stored;
drop index search_texts_words;
alter table search_texts drop column words;
alter table search_texts add words tsvector generated always as (case lang
    when 'es' then setweight(to_tsvector('es', unmarked(title)), 'A') || setweight(to_tsvector('es', unmarked(names)), 'B') || to_tsvector('es', unmarked(body))
    else setweight(to_tsvector('en', unmarked(title)), 'A') || setweight(to_tsvector('en', unmarked(names)), 'B') || to_tsvector('en', unmarked(body)) end) stored;

-- The region stands in each index: among thousands of regions a word that all of them use is as quick as a rare one.
create index search_texts_words on search_texts using gin (region_id, words);
drop index search_texts_title;
create index search_texts_title on search_texts using gin (region_id, plain(title) gin_trgm_ops);
create index search_texts_near on search_texts using gin (region_id, near);
