import { momentAt } from '../src/platform/moment.ts'
import { type Someone, house } from './house.ts'

export const TODAY = '2026-11-23'

/** A region with a library, a data center, a school and a fund that nobody sees, and people who speak for them: to tie them together. */
export async function town() {
  const home = await house()
  const { as, time } = home
  time.now = new Date(`${TODAY}T15:00:00Z`)
  const region = await home.aRegion()
  const library = await home.anOrganization(region, { name: 'Ferry Street Library' })
  const center = await home.anOrganization(region, { name: 'Three Counties Data Center', sector: 'intermediary' })
  const school = await home.anOrganization(region, { name: 'Hollis School', sector: 'academic' })
  const hidden = await home.anOrganization(region, { name: 'Quiet Fund', sector: 'funder', visibility: 'circle' })
  const ofLibrary = await home.aMember(region, 'representative', library.id)
  const ofCenter = await home.aMember(region, 'leader', center.id)
  const ofSchool = await home.aMember(region, 'representative', school.id)
  const coordinator = await home.aMember(region, 'coordinator')
  const viewer = await home.aMember(region, 'viewer')
  const everybody = [null, viewer, ofSchool, ofLibrary, ofCenter, coordinator]

  /** Time goes on between what people do. */
  const later = () => {
    time.now = new Date(time.now.getTime() + 60_000)
    return momentAt(time.now)
  }
  const propose = (who: Someone | null, organization: { slug: string }, form: Record<string, string | string[]>) => {
    later()
    return as(who).post(`/riverbend/organizations/${organization.slug}/ties/new`, { visibility: 'public', ...form })
  }
  /** The same, and the id of what came of it. */
  const tieOf = async (...asked: Parameters<typeof propose>) =>
    /ties\/([0-9a-f-]{36})/.exec((await propose(...asked)).location ?? '')?.[1] ?? ''
  /** A tie that the library puts in. */
  const aTie = (form: Record<string, string> = {}) =>
    tieOf(ofLibrary, library, { other: center.slug, kind: 'works-together', strength: '4', ...form })
  const page = (tie: string) => `/riverbend/ties/${tie}`
  const act = (who: Someone | null, tie: string, what: string, form: Record<string, string> = {}) => {
    later()
    return as(who).post(`${page(tie)}/${what}`, form)
  }
  const entriesOf = async (tie: string) => (await home.journal(region)).filter((entry) => entry.record_id === tie)
  const verbsOf = async (tie: string) => (await entriesOf(tie)).map((entry) => entry.verb)

  return {
    ...home,
    region,
    library,
    center,
    school,
    hidden,
    ofLibrary,
    ofCenter,
    ofSchool,
    coordinator,
    viewer,
    everybody,
    later,
    propose,
    tieOf,
    aTie,
    page,
    act,
    entriesOf,
    verbsOf,
  }
}
