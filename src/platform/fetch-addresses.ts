import ipaddr from 'ipaddr.js'

/** Why an address is not fetched, or nothing came of it. */
export const REFUSALS = [
  'url',
  'scheme',
  'credentials',
  'port',
  'address',
  'name',
  'time',
  'certificate',
  'connection',
  'redirect',
  'size',
  'type',
] as const
export type Refusal = (typeof REFUSALS)[number]

/** What an operator can open for a network of their own. */
const PRIVATE = ['loopback', 'private', 'uniqueLocal']
/** All of IPv6 that is given out: what stands for IPv4 addresses, or for nobody, is outside. */
const GLOBAL_IPV6 = ipaddr.IPv6.parseCIDR('2000::/3')
/** A public number that answers inside a cloud alone. */
const INSIDE_CLOUDS = ['168.63.129.16']

/**
 * Why nobody connects to an IP address, or undefined where it is public.
 * @example refusalOf('::ffff:169.254.169.254', false) // 'address'
 */
export function refusalOf(ip: string, allowPrivate: boolean): Refusal | undefined {
  // A zone names a link of this machine.
  if (!ipaddr.isValid(ip) || ip.includes('%')) return 'address'
  const parsed = ipaddr.parse(ip)
  const range = parsed.range()
  if (allowPrivate && PRIVATE.includes(range)) return undefined
  if (range !== 'unicast' || INSIDE_CLOUDS.includes(parsed.toString())) return 'address'
  return parsed instanceof ipaddr.IPv6 && !parsed.match(GLOBAL_IPV6) ? 'address' : undefined
}

/** Why an address is not fetched by what stands in it, before anybody asks what its name stands for. */
export function addressRefused(address: string, allowPrivate: boolean): Refusal | undefined {
  if (address.length > 2000 || !URL.canParse(address)) return 'url'
  const url = new URL(address)
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return 'scheme'
  if (url.username !== '' || url.password !== '') return 'credentials'
  const port = Number(url.port)
  if (url.port !== '' && port !== 80 && port !== 443 && port < 1024) return 'port'
  // The parser has written numbers of any spelling (0x7f.1, 017700000001, 2130706433) as four decimals.
  const host = url.hostname.replace(/^\[|\]$/g, '')
  if (ipaddr.isValid(host)) return refusalOf(host, allowPrivate)
  return !allowPrivate && /(^|\.)(localhost|local|internal|home\.arpa)\.?$/.test(host) ? 'address' : undefined
}
