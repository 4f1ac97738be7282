const list = '/{region}/partnerships'
const one = `${list}/{id}`
const page = '/:region/partnerships/:partnership'

/** The routes of partnerships with what programs have for them. */
export const partnershipPairs: Record<string, string[] | string> = {
  'GET /:region/partnerships': [`get ${list}`, `post ${list}`],
  [`GET ${page}`]: [`get ${one}`],
  [`POST ${page}/removal`]: [`delete ${one}`],
  [`POST ${page}/restoration`]: [`post ${one}/restoration`],
}
