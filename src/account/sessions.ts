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

/** A device in the words of its owner: "Firefox, Windows". Empty when it says nothing we know. */
export function deviceOf(userAgent: string | null): string {
  const said = (userAgent ?? '').slice(0, 500)
  const name = (known: [RegExp, string][]) => known.find(([mark]) => mark.test(said))?.[1]
  return [name(BROWSERS), name(SYSTEMS)].filter(Boolean).join(', ')
}
