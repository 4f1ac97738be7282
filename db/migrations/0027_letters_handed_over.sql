-- When a mail server was about to take a letter: where no answer of it was kept, nobody knows whether it did.
alter table deliveries add handed_at timestamptz;
