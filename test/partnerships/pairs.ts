const list = '/{region}/partnerships'
const one = `${list}/{id}`
const page = '/:region/partnerships/:partnership'

/** The routes of partnerships with what programs have for them. */
export const partnershipPairs: Record<string, string[] | string> = {
  'GET /:region/partnerships': [`get ${list}`, `post ${list}`],
  [`GET ${page}`]: [`get ${one}`],
  [`POST ${page}/removal`]: [`delete ${one}`],
  [`POST ${page}/restoration`]: [`post ${one}/restoration`],
  [`GET ${page}/charter`]: [`get ${one}/charter`],
  [`GET ${page}/charter/revisions`]: [`get ${one}/charter/revisions`],
  [`POST ${page}/charter/revisions`]: [`post ${one}/charter/revisions`],
  [`GET ${page}/charter/revisions/:number`]: [`get ${one}/charter/revisions/{number}`],
  [`GET ${page}/charter/differences`]: [`get ${one}/charter/differences`],
}
