/**
 * What becomes of a row when the person whose id stands in one of its columns is erased: it goes; it stays and forgets who
 * it was; it stays as it is, and what is left of the person is a bare id.
 */
export type Fate = 'goes' | 'forgets' | 'stays'

export interface PersonalColumn {
  fate: Fate
  /** Why it stays. */
  why?: string
  /** Why it is no part of what a person can take along; without a reason it is. */
  untold?: string
  /** Columns that nobody is given: what opens something. */
  secret?: string[]
}

/** Every column of a region's tables that holds the id of a person, as `table.column`: the only list of them. */
export const OF_PERSONS: Record<string, PersonalColumn> = {
  'persons.id': { fate: 'goes' },
  'consents.person_id': { fate: 'goes' },
  'consents.recorded_by': { fate: 'forgets', untold: 'stands among the consents of whoever gave it' },
  'positions.person_id': { fate: 'goes' },
  'mandates.person_id': { fate: 'goes' },
  'mandates.delegated_by': { fate: 'goes', untold: 'stands among the mandates of whoever got it' },
  'memberships.person_id': { fate: 'goes' },
  'unsubscriptions.person_id': { fate: 'goes' },
  'quiet_hours.person_id': { fate: 'goes' },
  'api_keys.person_id': { fate: 'goes', secret: ['hash'] },
  'deliveries.person_id': { fate: 'goes' },
  'links.person_id': { fate: 'goes', secret: ['hash'] },
  'links.record_id': { fate: 'goes', untold: 'a link to a person is a link of that person' },
  'links.handed_by': { fate: 'forgets', untold: 'it is a link of whoever it was made for' },
  'askings.person_id': { fate: 'forgets', secret: ['draft'] },
  'bookings.person_id': { fate: 'forgets' },
  'hours_used.person_id': { fate: 'forgets' },
  'hours_used.by_person_id': { fate: 'forgets', untold: 'stands with the hours, whosever they are' },
  'hours_askings.person_id': { fate: 'goes' },
  'contacts.person_id': { fate: 'stays', why: 'the organization spoke with another one' },
  'tie_statements.person_id': { fate: 'stays', why: 'the organization said so' },
  'tie_holders.person_id': { fate: 'stays', why: 'somebody held it, and the organization is asked who does now' },
  'comments.by_person_id': { fate: 'forgets' },
  'pulse_askings.person_id': { fate: 'forgets' },
  'handovers.person_id': { fate: 'forgets' },
  'handover_items.to_person_id': { fate: 'forgets' },
  'parties.contact_id': { fate: 'forgets' },
  'parties.leader_id': { fate: 'forgets' },
  'commitments.person_id': { fate: 'forgets' },
  'sign_off_askings.asked_by': { fate: 'forgets' },
  'sign_off_answers.person_id': { fate: 'stays', why: 'the organization said so' },
  'sign_off_answers.for_person_id': {
    fate: 'stays',
    why: 'the organization said so',
    untold: 'stands with whoever said it in their place',
  },
  'sign_off_answers.handed_by': { fate: 'forgets', untold: 'stands with whoever answered' },
  'sign_off_letters.person_id': { fate: 'goes' },
  'sign_off_covers.leader_id': { fate: 'goes' },
  'sign_off_covers.deputy_id': { fate: 'goes', untold: 'stands with the leader in whose place they sign' },
  'sign_off_covers.said_by': { fate: 'forgets', untold: 'stands with the leader in whose place somebody signs' },
  // What was signed stays what it was; names in it go with all words.
  'charter_revisions.by_person_id': { fate: 'forgets', secret: ['content'] },
  'charter_looks.person_id': { fate: 'goes', secret: ['content'] },
  'party_askings.person_id': { fate: 'forgets', secret: ['draft'] },
  'party_askings.asked_by': { fate: 'forgets', secret: ['draft'] },
  // What stood in records that they may not see any more is not theirs to take along.
  'journal.actor_id': { fate: 'stays', why: 'what was done was done', secret: ['changes', 'announced_at'] },
  'journal.record_id': { fate: 'stays', why: 'that it was done; its values go' },
  'journal_concerns.record_id': { fate: 'stays', why: 'that it was done', untold: 'stands among the entries' },
  'proposals.decided_by': { fate: 'forgets' },
  'proposal_concerns.record_id': { fate: 'goes', untold: 'what may be one person is decided by coordinators' },
  // What was said of both may be of somebody else for whom they were taken.
  'merges.kept_id': { fate: 'goes', secret: ['after'] },
  'merges.lost_id': { fate: 'goes', untold: 'stands among what became the entry that stays' },
  'merges.by_person_id': { fate: 'forgets', secret: ['before', 'after'] },
  'imports.by_person_id': { fate: 'forgets', secret: ['bytes', 'report', 'mapping'] },
  'meetings.by_person_id': { fate: 'forgets', secret: ['code_hash'] },
  'translations.by_person_id': { fate: 'forgets' },
  'translations.record_id': { fate: 'goes' },
  'search_texts.record_id': { fate: 'goes', untold: 'the same words again, as the search wants them' },
  'slugs.record_id': { fate: 'goes' },
  'identifiers.record_id': { fate: 'goes' },
  'record_references.record_id': { fate: 'goes' },
  'files.record_id': { fate: 'goes' },
  'handover_items.record_id': { fate: 'goes', untold: 'what was handed over: a tie or a partnership' },
  'goal_links.record_id': { fate: 'goes', untold: 'what an organization says of its goals' },
  'shared_texts.record_id': { fate: 'goes', untold: 'how a text of a partnership came to be' },
  'shared_texts.by_person_id': { fate: 'forgets', secret: ['state', 'last'] },
  'live_subjects.subject_id': { fate: 'goes', untold: 'a number: how often something that is watched has changed' },
  'request_keys.actor': { fate: 'goes', untold: 'hashes of what was sent within two days' },
  'erasures.person_id': {
    fate: 'stays',
    why: 'so that no restore brings them back',
    untold: 'nobody who is erased is here to read it',
  },
}

/** The same for accounts, in tables outside all regions. */
export const OF_ACCOUNTS: Record<string, PersonalColumn> = {
  'memberships.account_id': { fate: 'goes', untold: 'stands among the memberships of the person' },
  'installation_mandates.account_id': { fate: 'goes' },
  'installation_journal.account_id': { fate: 'stays', why: 'what was done was done' },
  'request_keys.actor': { fate: 'goes', untold: 'hashes of what was sent within two days' },
  'erased_accounts.account_id': {
    fate: 'stays',
    why: 'so that no restore brings it back',
    untold: 'nobody who is erased is here to read it',
  },
  'auth.user.id': { fate: 'goes' },
  'auth.passkeys.userId': { fate: 'goes', secret: ['publicKey'] },
  'auth.session.userId': { fate: 'goes', secret: ['token'] },
  'auth.account.userId': {
    fate: 'goes',
    secret: ['accessToken', 'refreshToken', 'idToken', 'password'],
  },
}

/** A column as `table.column` or `schema.table.column`. */
export function partsOf(name: string): { schema: string; table: string; column: string } {
  const [column = '', table = '', schema = 'public'] = name.split('.').toReversed()
  return { schema, table, column }
}
