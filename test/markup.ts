import { CHARTER_FIELDS } from './partnerships/charter-fields.ts'
import { LISTING_FIELDS } from '../src/directory/listing-forms.ts'
import { organizationForm } from '../src/directory/forms.ts'

/** An element as it stands in a page. */
export interface Element {
  name: string
  attributes: Record<string, string>
}

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", '#39': "'" }
const decode = (text: string) => text.replaceAll(/&(amp|lt|gt|quot|apos|#39);/g, (_, name: string) => ENTITIES[name]!)

const TAG = /<(\/?)([a-zA-Z][a-zA-Z0-9-]*)((?:\s+[a-zA-Z_:@][\w:.-]*(?:="[^"<]*")?)*)\s*\/?>/y
const ATTRIBUTE = /([a-zA-Z_:@][\w:.-]*)(?:="([^"]*)")?/g
const COMMENT = /<!--[\s\S]*?-->|<!doctype html>/iy
const RAW = ['script', 'style', 'title', 'textarea']

/**
 * Elements of a page in the strict form in which ours are written: every `<` begins a tag, every value stands in double
 * quotes. Throws on anything else, so that nothing can hide where a forgiving parser would put it right.
 */
export function elementsOf(html: string): Element[] {
  const elements: Element[] = []
  for (let at = html.indexOf('<'); at !== -1; at = html.indexOf('<', at)) {
    COMMENT.lastIndex = at
    if (COMMENT.test(html)) {
      at = COMMENT.lastIndex
      continue
    }
    TAG.lastIndex = at
    const tag = TAG.exec(html)
    if (!tag) throw new Error(`not a tag of ours: ${html.slice(at, at + 120)}`)
    at = TAG.lastIndex
    if (tag[1]) continue
    const name = tag[2]!.toLowerCase()
    elements.push({ name, attributes: attributesOf(tag[3]!) })
    if (RAW.includes(name)) at = endOf(html, name, at)
  }
  return elements
}

const attributesOf = (text: string) =>
  Object.fromEntries([...text.matchAll(ATTRIBUTE)].map((match) => [match[1]!.toLowerCase(), decode(match[2] ?? '')]))

function endOf(html: string, name: string, from: number): number {
  const end = html.toLowerCase().indexOf(`</${name}`, from)
  if (end === -1) throw new Error(`no end of ${name}`)
  const held = html.slice(from, end)
  if ((name === 'title' || name === 'textarea') && held.includes('<')) throw new Error(`markup in ${name}: ${held}`)
  return end
}

/** What stands in a page that nobody who works on this house would have put there. */
export function strangeIn(html: string): string[] {
  return elementsOf(html).flatMap(({ name, attributes }) => {
    const said = `<${name} ${JSON.stringify(attributes)}>`
    const names = Object.keys(attributes)
    const script = name === 'script' && attributes['type'] !== 'application/ld+json' && !attributes['src']
    const foreign = /^(nasty.*|iframe|object|embed|base|frame|applet|marquee)$/.test(name)
    const handler = names.some((one) => /^on|^nasty|^style$|^srcdoc$/.test(one))
    const address = ['href', 'src', 'action', 'formaction', 'data', 'xlink:href'].some((one) =>
      // Browsers skip control characters and spaces before a scheme.
      /^(javascript|vbscript|data):/i.test((attributes[one] ?? '').replaceAll(/[\p{Cc}\s]/gu, '')),
    )
    return script || foreign || handler || address ? [said] : []
  })
}

/** Fields of every form; test/hostile.db.test.ts finds any that is not here. */
export const FIELDS = [
  ...CHARTER_FIELDS,
  ...`people items words[] mission benefits words-mission words-roles words-benefits influence-1 influence-2 involvement-1
    involvement-2 resources-1 resources-2 openness-1 openness-2 reliability-1 reliability-2 purpose-1 purpose-2`.split(
    /\s+/,
  ),
  ...Object.keys(organizationForm.shape),
  ...LISTING_FIELDS,
  ...'silence answers[] without[] deputy leader'.split(' '),
  ...`slug email note title how agreed withdraw phone other kind direction strength since until label_en label_es
    description_en description_es forward_en forward_es backward_en backward_es reference_title reference_url position
    retired directed shape colour tagline_en tagline_es timeZone counties fiscalMonth closedDays languages
    smallCountThreshold fadingMonths nationalView access organizations organization circleNames region topics quietFrom quietUntil column[] target[] type[] as[] q
    address nouns scope password response current days reason confirmation fields agreedTo givenOn seePosition seeEmail seePhone skill audience language ties checked ended sort verb from file logo with by spokeWith day how about evidence holders holder before snapshot line alone focus near day color size show x y from to county role within group at asks kinds hours code nameIs fromIs toIs decision subject text sending name[] title url text code page pasted do pick carry goal section note how[] strong[] which[] known[] saying[] knownStrong[] roles do organization[] to[] email[] message previous asking sector level[] meaning[] was[] party[] role[] part[] why keeps answer section body cell[] hours[] sure person pool week another shared stop what period told amount unit partnerships others origin proposal figure outOf quote saidBy consent awardNumber match reports acknowledgement untilDay openTo timeZone opens closes leadHours funder flows signer[] signedOn[] endsOn copy lastDay all ends memo farewell item[] field[] text[] right[] _key _key anotherPerson anotherPool _version _translated _key`.split(
    /\s+/,
  ),
]
