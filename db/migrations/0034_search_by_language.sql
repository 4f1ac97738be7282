-- Each language is asked for by itself (`hasWords`), so that where hardly anything is told in the other one, its half costs nothing.
drop index search_texts_words;
create index search_texts_words_en on search_texts using gin (region_id, words) where lang = 'en';
create index search_texts_words_es on search_texts using gin (region_id, words) where lang = 'es';
