-- The last contact of the two ends of each tie of a list.
create index contacts_between on contacts (region_id, by_organization_id, with_organization_id, day desc);
