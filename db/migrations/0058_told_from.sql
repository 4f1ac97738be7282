-- Of texts that are written in many places at once: a digest of the words from which a translation was made. Where it is
-- null, the version of the record says whether the translation is current.
alter table translations add column of_digest text collate "C";
