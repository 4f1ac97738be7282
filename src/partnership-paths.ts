/** Addresses of partnerships and of what hangs on them; gathered in `paths`. */
export const partnershipPaths = {
  handovers: (slug: string, organization: string) => `/${slug}/organizations/${organization}/handovers`,
  newHandover: (slug: string, organization: string) => `/${slug}/organizations/${organization}/handovers/new`,
  handover: (slug: string, organization: string, handover: string) =>
    `/${slug}/organizations/${organization}/handovers/${handover}`,
  partnerships: (slug: string) => `/${slug}/partnerships`,
  partnership: (slug: string, partnership: string) => `/${slug}/partnerships/${partnership}`,
  newPartnership: (slug: string) => `/${slug}/partnerships/new`,
  /** A tab of a partnership: `charter`, `roles`, … (`TABS` of its frame). */
  partnershipTab: (slug: string, partnership: string, tab: string) => `/${slug}/partnerships/${partnership}/${tab}`,
  partnershipTranslation: (slug: string, partnership: string) => `/${slug}/partnerships/${partnership}/translation`,
  partnershipRemoval: (slug: string, partnership: string) => `/${slug}/partnerships/${partnership}/removal`,
  partnershipRestoration: (slug: string, partnership: string) => `/${slug}/partnerships/${partnership}/restoration`,
  charter: (slug: string, partnership: string) => `/${slug}/partnerships/${partnership}/charter`,
  charterRevisions: (slug: string, partnership: string) => `/${slug}/partnerships/${partnership}/charter/revisions`,
  charterRevision: (slug: string, partnership: string, number: number) =>
    `/${slug}/partnerships/${partnership}/charter/revisions/${number}`,
  charterDifferences: (slug: string, partnership: string) => `/${slug}/partnerships/${partnership}/charter/differences`,
  factorRules: (slug: string) => `/${slug}/partnerships/-/factors`,
  partnershipRole: (slug: string, partnership: string, role: string) =>
    `/${slug}/partnerships/${partnership}/roles/${role}`,
  partnershipRoleCells: (slug: string, partnership: string) => `/${slug}/partnerships/${partnership}/roles/-/edit`,
  partnershipRoleSharing: (slug: string, partnership: string, role: string) =>
    `/${slug}/partnerships/${partnership}/roles/${role}/sharing`,
  partnershipRoleLeavingOut: (slug: string, partnership: string, role: string) =>
    `/${slug}/partnerships/${partnership}/roles/${role}/leaving-out`,
  partnershipRoleReopening: (slug: string, partnership: string, role: string) =>
    `/${slug}/partnerships/${partnership}/roles/${role}/reopening`,
  partnershipHandovers: (slug: string, partnership: string, role: string) =>
    `/${slug}/partnerships/${partnership}/roles/${role}/handovers`,
  partnershipHandover: (slug: string, partnership: string, role: string, handover: string) =>
    `/${slug}/partnerships/${partnership}/roles/${role}/handovers/${handover}`,
  partyHours: (slug: string, partnership: string, organization: string) =>
    `/${slug}/partnerships/${partnership}/hours/${organization}`,
  partyHoursOthers: (slug: string, partnership: string, organization: string) =>
    `/${slug}/partnerships/${partnership}/hours/${organization}/others`,
  partyHoursSharing: (slug: string, partnership: string, organization: string) =>
    `/${slug}/partnerships/${partnership}/hours/${organization}/sharing`,
  partyHoursAskings: (slug: string, partnership: string, organization: string) =>
    `/${slug}/partnerships/${partnership}/hours/${organization}/askings`,
  partyHoursAskingEnd: (slug: string, partnership: string, organization: string, asking: string) =>
    `/${slug}/partnerships/${partnership}/hours/${organization}/askings/${asking}/end`,
  newPulse: (slug: string, partnership: string) => `/${slug}/partnerships/${partnership}/pulse/new`,
  pulseReminders: (slug: string, partnership: string, pulse: string) =>
    `/${slug}/partnerships/${partnership}/pulse/${pulse}/reminders`,
  pulseClosing: (slug: string, partnership: string, pulse: string) =>
    `/${slug}/partnerships/${partnership}/pulse/${pulse}/closing`,
  newAgreement: (slug: string, partnership: string) => `/${slug}/partnerships/${partnership}/agreements/new`,
  agreement: (slug: string, agreement: string) => `/${slug}/agreements/${agreement}`,
  agreementCopy: (slug: string, agreement: string) => `/${slug}/agreements/${agreement}/copy`,
  agreementEdit: (slug: string, agreement: string) => `/${slug}/agreements/${agreement}/edit`,
  agreementRemoval: (slug: string, agreement: string) => `/${slug}/agreements/${agreement}/removal`,
  agreementRestoration: (slug: string, agreement: string) => `/${slug}/agreements/${agreement}/restoration`,
  memorandumTemplates: (slug: string) => `/${slug}/settings/memorandums`,
  newMemorandumTemplate: (slug: string) => `/${slug}/settings/memorandums/new`,
  memorandumTemplate: (slug: string, template: string) => `/${slug}/settings/memorandums/${template}`,
  memorandumTemplateRemoval: (slug: string, template: string) => `/${slug}/settings/memorandums/${template}/removal`,
  memorandumTemplateRestoration: (slug: string, template: string) =>
    `/${slug}/settings/memorandums/${template}/restoration`,
  organizationGoals: (slug: string, organization: string) => `/${slug}/organizations/${organization}/goals`,
  newPlan: (slug: string, organization: string) => `/${slug}/organizations/${organization}/goals/new`,
  plan: (slug: string, plan: string) => `/${slug}/plans/${plan}`,
  planEdit: (slug: string, plan: string) => `/${slug}/plans/${plan}/edit`,
  newGoals: (slug: string, plan: string) => `/${slug}/plans/${plan}/goals/new`,
  planReading: (slug: string, plan: string, reading: string) => `/${slug}/plans/${plan}/readings/${reading}`,
  planReadingCancellation: (slug: string, plan: string, reading: string) =>
    `/${slug}/plans/${plan}/readings/${reading}/cancellation`,
  planHistory: (slug: string, plan: string) => `/${slug}/plans/${plan}/history`,
  planReturn: (slug: string, plan: string, entry: string) => `/${slug}/plans/${plan}/history/${entry}/return`,
  planRemoval: (slug: string, plan: string) => `/${slug}/plans/${plan}/removal`,
  planRestoration: (slug: string, plan: string) => `/${slug}/plans/${plan}/restoration`,
  goal: (slug: string, goal: string) => `/${slug}/goals/${goal}`,
  goalEdit: (slug: string, goal: string) => `/${slug}/goals/${goal}/edit`,
  goalHistory: (slug: string, goal: string) => `/${slug}/goals/${goal}/history`,
  goalReturn: (slug: string, goal: string, entry: string) => `/${slug}/goals/${goal}/history/${entry}/return`,
  goalRemoval: (slug: string, goal: string) => `/${slug}/goals/${goal}/removal`,
  goalRestoration: (slug: string, goal: string) => `/${slug}/goals/${goal}/restoration`,
  goalRenewal: (slug: string, goal: string) => `/${slug}/goals/${goal}/renewal`,
  partnershipGoalRemoval: (slug: string, partnership: string) => `/${slug}/partnerships/${partnership}/goals/removal`,
  bookings: (slug: string, resource: string) => `/${slug}/resources/${resource}/bookings`,
  bookingFeed: (slug: string, resource: string) => `/${slug}/resources/${resource}/bookings.ics`,
  bookingCalendars: (slug: string, resource: string) => `/${slug}/resources/${resource}/bookings/calendars`,
  bookingTerms: (slug: string, resource: string) => `/${slug}/resources/${resource}/bookings/terms`,
  bookingAnswer: (slug: string, resource: string, booking: string) =>
    `/${slug}/resources/${resource}/bookings/${booking}/answer`,
  bookingCancellation: (slug: string, resource: string, booking: string) =>
    `/${slug}/resources/${resource}/bookings/${booking}/cancellation`,
  signOffs: (slug: string, partnership: string) => `/${slug}/partnerships/${partnership}/sign-offs`,
  newSignOffs: (slug: string, partnership: string) => `/${slug}/partnerships/${partnership}/sign-offs/new`,
  signOffWithdrawal: (slug: string, partnership: string) => `/${slug}/partnerships/${partnership}/sign-offs/withdrawal`,
  signOffAnswer: (slug: string, partnership: string, signOff: string) =>
    `/${slug}/partnerships/${partnership}/sign-offs/${signOff}/answer`,
  signOffLetter: (slug: string, partnership: string, signOff: string) =>
    `/${slug}/partnerships/${partnership}/sign-offs/${signOff}/letter`,
  signOffCovers: (slug: string, partnership: string) => `/${slug}/partnerships/${partnership}/sign-offs/covers`,
  signOffCoverEnd: (slug: string, partnership: string, cover: string) =>
    `/${slug}/partnerships/${partnership}/sign-offs/covers/${cover}/ending`,
  charterStart: (slug: string, partnership: string) => `/${slug}/partnerships/${partnership}/charter/start`,
  charterQuestion: (slug: string, partnership: string, question: string) =>
    `/${slug}/partnerships/${partnership}/charter/start/${question}`,
  charterPartyQuestion: (slug: string, partnership: string, question: string, party: string) =>
    `/${slug}/partnerships/${partnership}/charter/start/${question}/${party}`,
  charterText: (slug: string, partnership: string, question: string, party?: string) =>
    `/${slug}/partnerships/${partnership}/charter/texts/${question}${party ? `/${party}` : ''}`,
  parties: (slug: string, partnership: string) => `/${slug}/partnerships/${partnership}/parties`,
  partyDeparture: (slug: string, partnership: string, party: string) =>
    `/${slug}/partnerships/${partnership}/parties/${party}/departure`,
  partnershipEnd: (slug: string, partnership: string) => `/${slug}/partnerships/${partnership}/end`,
  partyAskings: (slug: string, partnership: string, party: string) =>
    `/${slug}/partnerships/${partnership}/parties/${party}/askings`,
  partyReminders: (slug: string, partnership: string, party: string) =>
    `/${slug}/partnerships/${partnership}/parties/${party}/reminders`,
  partyRevocation: (slug: string, partnership: string, party: string) =>
    `/${slug}/partnerships/${partnership}/parties/${party}/revocation`,
  charterLooks: (slug: string, partnership: string) => `/${slug}/partnerships/${partnership}/charter/looks`,
}
