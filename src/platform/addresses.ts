const MAX_EMAIL = 254
const MAX_WEBSITE = 2000

/** Printable ASCII and letters beyond it, without space, control or the characters that end an address in a header. */
const LOCAL_PART = /^[^\s@"(),:;<>[\\\]\p{Cc}\p{Cf}]{1,64}$/u
const DOMAIN_LABEL = /^[\p{L}\p{N}](?:[\p{L}\p{N}\p{M}-]{0,61}[\p{L}\p{N}\p{M}])?$/u

/** An e-mail address as it is kept and compared: trimmed, in lower case, in one Unicode form. */
export const normaliseEmail = (text: string): string =>
  text
    .slice(0, 2 * MAX_EMAIL)
    .trim()
    .normalize('NFC')
    .toLowerCase()

/** Whether this is one e-mail address and nothing else: no name, no list, no comment, no quotes. */
export function isEmail(text: string): boolean {
  if (text.length > MAX_EMAIL) return false
  const at = text.indexOf('@')
  const local = text.slice(0, at)
  if (at < 1 || !LOCAL_PART.test(local) || local.startsWith('.') || local.endsWith('.') || local.includes('..'))
    return false
  return isDomain(text.slice(at + 1))
}

function isDomain(text: string): boolean {
  const labels = text.split('.')
  return (
    text.length <= 253 &&
    labels.length > 1 &&
    labels.every((label) => DOMAIN_LABEL.test(label)) &&
    !/^\d+$/.test(labels.at(-1) ?? '')
  )
}

const IPV4 = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/

function ipv4(text: string): number[] | null {
  const match = text.length <= 15 ? IPV4.exec(text) : null
  const parts = match?.slice(1).map(Number)
  return parts?.every((part) => part <= 255) ? parts : null
}

/** The eight groups of an IPv6 address, or null when it is none. */
function ipv6(text: string): number[] | null {
  const bare = text.replace(/^\[|\]$/g, '').replace(/%.*$/, '')
  if (bare.length > 45 || !bare.includes(':')) return null
  const tail = bare.slice(bare.lastIndexOf(':') + 1)
  const four = tail.includes('.') ? ipv4(tail) : null
  if (tail.includes('.') && !four) return null
  const hex = (a: number, b: number) => ((a << 8) | b).toString(16)
  const [a = 0, b = 0, c = 0, d = 0] = four ?? []
  const whole = four ? `${bare.slice(0, -tail.length)}${hex(a, b)}:${hex(c, d)}` : bare
  const halves = whole.split('::')
  if (halves.length > 2) return null
  const groups = halves.map((half) => (half === '' ? [] : half.split(':')))
  const missing = 8 - groups.flat().length
  if (halves.length === 1 ? missing !== 0 : missing < 1) return null
  const all = halves.length === 1 ? groups[0]! : [...groups[0]!, ...Array<string>(missing).fill('0'), ...groups[1]!]
  return all.every((group) => /^[0-9a-f]{1,4}$/i.test(group)) ? all.map((group) => Number.parseInt(group, 16)) : null
}

/** What requests are counted by: an IPv4 address as it is, however it was spelt; of IPv6 the /64 that one customer has. */
export function rateLimitKey(address: string): string {
  const text = address.trim().slice(0, 64).toLowerCase()
  const four = ipv4(text)
  if (four) return four.join('.')
  const six = ipv6(text)
  if (!six) return 'unknown'
  const mapped = six.slice(0, 5).every((group) => group === 0) && (six[5] === 0xffff || (six[5] === 0 && six[6] !== 0))
  if (mapped || isTranslated(six)) return [six[6]! >> 8, six[6]! & 255, six[7]! >> 8, six[7]! & 255].join('.')
  return `${six
    .slice(0, 4)
    .map((group) => group.toString(16))
    .join(':')}::/64`
}

/** 64:ff9b::/96, an IPv4 address behind a translator. */
const isTranslated = (six: number[]) =>
  six[0] === 0x64 && six[1] === 0xff9b && six.slice(2, 6).every((group) => group === 0)

function webAddress(text: string): URL | null {
  if (text.length > MAX_WEBSITE || !/^https?:\/\/[^\s\p{Cc}\p{Cf}\\]+$/iu.test(text)) return null
  const url = URL.parse(text)
  return url && url.username === '' && url.password === '' && isHost(url.hostname) ? url : null
}

/** A host of the web: a name with a dot, or four numbers. */
const isHost = (host: string) => ipv4(host) !== null || isDomain(host.replace(/\.$/, '').replaceAll('_', '-'))

/** Whether this is a full address of a page, beginning with https:// or http://. */
export const isWebsite = (text: string): boolean => webAddress(text) !== null

/** A website as lists tell it ("codeforokc.org/"), as a full address; null when it cannot be one. */
export function normaliseWebsite(text: string): string | null {
  const typed = text.slice(0, MAX_WEBSITE + 1).trim()
  const full = /^[a-z][a-z0-9+.-]{0,20}:\/\//i.test(typed) ? typed : `https://${typed.replace(/^\/\//, '')}`
  return webAddress(full) ? full : null
}

/** The host of a website, without "www.", by which sameness is found; null when it is no website. */
export function websiteHost(address: string): string | null {
  const url = webAddress(normaliseWebsite(address) ?? '')
  return url ? url.hostname.replace(/\.$/, '').replace(/^www\.(?=[^.]+\.)/, '') : null
}
