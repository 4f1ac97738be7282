/** Addresses of partnerships and of what hangs on them; gathered in `paths`. */
export const partnershipPaths = {
  partnerships: (slug: string) => `/${slug}/partnerships`,
  partnership: (slug: string, partnership: string) => `/${slug}/partnerships/${partnership}`,
  /** A tab of a partnership: `charter`, `roles`, … (`TABS` of its frame). */
  partnershipTab: (slug: string, partnership: string, tab: string) => `/${slug}/partnerships/${partnership}/${tab}`,
  partnershipRemoval: (slug: string, partnership: string) => `/${slug}/partnerships/${partnership}/removal`,
  partnershipRestoration: (slug: string, partnership: string) => `/${slug}/partnerships/${partnership}/restoration`,
  charter: (slug: string, partnership: string) => `/${slug}/partnerships/${partnership}/charter`,
  charterRevisions: (slug: string, partnership: string) => `/${slug}/partnerships/${partnership}/charter/revisions`,
  charterRevision: (slug: string, partnership: string, number: number) =>
    `/${slug}/partnerships/${partnership}/charter/revisions/${number}`,
  charterDifferences: (slug: string, partnership: string) => `/${slug}/partnerships/${partnership}/charter/differences`,
}
