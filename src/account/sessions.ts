import { SESSION_COOKIES } from './auth.ts'

/** Whether a cookie header holds a session of ours, good or not. */
export const carriesSession = (cookie: string): boolean =>
  cookie.split(';').some((one) => SESSION_COOKIES.some((name) => one.trimStart().startsWith(`${name}=`)))

const BROWSERS: [RegExp, string][] = [
  [/\bEdg(?:e|A|iOS)?\//, 'Edge'],
  [/\b(?:OPR|Opera)\//, 'Opera'],
  [/\bFirefox\/|\bFxiOS\//, 'Firefox'],
  [/\bChrome\/|\bCriOS\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
]
const SYSTEMS: [RegExp, string][] = [
  [/\biPhone|\biPad/, 'iOS'],
  [/\bAndroid/, 'Android'],
  [/\bWindows/, 'Windows'],
  [/\bCrOS/, 'ChromeOS'],
  [/\bMac OS X/, 'macOS'],
  [/\bLinux/, 'Linux'],
]

/** What a browser calls itself, as far as we know such names. */
export function deviceOf(userAgent: string | null): { browser: string | undefined; system: string | undefined } {
  const said = (userAgent ?? '').slice(0, 500)
  const name = (known: [RegExp, string][]) => known.find(([mark]) => mark.test(said))?.[1]
  return { browser: name(BROWSERS), system: name(SYSTEMS) }
}
