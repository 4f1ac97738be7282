import { house } from './house.ts'

/** Whoever writes here has a second of their own for each write, so that a history has an order. */
export async function editing() {
  const home = await house()
  const region = await home.aRegion('riverbend')
  const coordinator = await home.aMember(region, 'coordinator')
  const viewer = await home.aMember(region, 'viewer')
  const own = await home.anOrganization(region, { name: 'Ferry Street Library' })
  const representative = await home.aMember(region, 'representative', own.id)
  const at = '/riverbend/organizations'
  const asCoordinator = {
    get: home.as(coordinator).get,
    post: (path: string, form: Record<string, string | string[]> = {}) => {
      home.time.now = new Date(home.time.now.getTime() + 1000)
      return home.as(coordinator).post(path, form)
    },
  }
  const versionOf = async (slug: string) => hidden((await asCoordinator.get(`${at}/${slug}/edit`)).text, '_version')
  return { ...home, region, own, viewer, representative, nobody: home.as(null), at, asCoordinator, versionOf }
}

/** What a form on a page holds in a hidden field. */
export const hidden = (text: string, name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(text)?.[1] ?? ''

/** An organization as its form is filled in. */
export const filled = {
  name: 'Eastbank Neighbors',
  sector: 'nonprofit',
  mission: 'Meets on Tuesdays.',
  visibility: 'public',
  lang: 'en',
}
