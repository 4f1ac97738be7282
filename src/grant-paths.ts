/** Addresses of grants; gathered in `paths`. */
export const grantPaths = {
  newGrant: (slug: string, partnership: string) => `/${slug}/partnerships/${partnership}/grants/new`,
  grant: (slug: string, id: string) => `/${slug}/grants/${id}`,
  grantEdit: (slug: string, id: string) => `/${slug}/grants/${id}/edit`,
  grantHistory: (slug: string, id: string) => `/${slug}/grants/${id}/history`,
  grantReturn: (slug: string, id: string, entry: string) => `/${slug}/grants/${id}/history/${entry}/return`,
  grantLogo: (slug: string, id: string) => `/${slug}/grants/${id}/logo`,
  grantLogoRemoval: (slug: string, id: string) => `/${slug}/grants/${id}/logo/removal`,
  grantReported: (slug: string, id: string, report: string) => `/${slug}/grants/${id}/reports/${report}/completion`,
  grantRemoval: (slug: string, id: string) => `/${slug}/grants/${id}/removal`,
  grantRestoration: (slug: string, id: string) => `/${slug}/grants/${id}/restoration`,
}
