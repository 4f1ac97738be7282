/** Addresses of what partners give and gain; gathered in `paths`. `ledger` is `benefits` or `contributions`. */
export const ledgerPaths = {
  entries: (slug: string, ledger: string) => `/${slug}/${ledger}`,
  newEntry: (slug: string, ledger: string) => `/${slug}/${ledger}/new`,
  entry: (slug: string, ledger: string, id: string) => `/${slug}/${ledger}/${id}`,
  entryEdit: (slug: string, ledger: string, id: string) => `/${slug}/${ledger}/${id}/edit`,
  entryHistory: (slug: string, ledger: string, id: string) => `/${slug}/${ledger}/${id}/history`,
  entryReturn: (slug: string, ledger: string, id: string, entry: string) =>
    `/${slug}/${ledger}/${id}/history/${entry}/return`,
  entryRemoval: (slug: string, ledger: string, id: string) => `/${slug}/${ledger}/${id}/removal`,
  entryRestoration: (slug: string, ledger: string, id: string) => `/${slug}/${ledger}/${id}/restoration`,
  entryRefusal: (slug: string, ledger: string, proposal: string) => `/${slug}/${ledger}/proposals/${proposal}/refusal`,
  evidences: (slug: string, benefit: string) => `/${slug}/benefits/${benefit}/evidence`,
  newEvidence: (slug: string, benefit: string) => `/${slug}/benefits/${benefit}/evidence/new`,
  evidence: (slug: string, benefit: string, id: string) => `/${slug}/benefits/${benefit}/evidence/${id}`,
  evidenceRemoval: (slug: string, benefit: string, id: string) => `/${slug}/benefits/${benefit}/evidence/${id}/removal`,
  evidenceRestoration: (slug: string, benefit: string, id: string) =>
    `/${slug}/benefits/${benefit}/evidence/${id}/restoration`,
  organizationLedger: (slug: string, organization: string) => `/${slug}/organizations/${organization}/ledger`,
}
