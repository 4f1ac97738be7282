/** Columns of partnerships that hold codes and days, which a form checks letter by letter. */
export const PARTNERSHIP_WORDS = [
  'comments.section',
  'partnerships.period',
  'commitments.kind',
  'partnership_roles.role',
  'partnership_roles.level',
  'role_agreements.role',
  'role_agreements.how',
  'role_handovers.role',
  'role_handovers.keeps',
  'role_handovers.answer',
]
