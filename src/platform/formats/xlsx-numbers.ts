/** How numbers of a workbook are shown: the format of each cell style, and which days they count from. */
export interface NumberStyles {
  /** By the number of a cell's style. */
  formats: string[]
  /** Days are counted from 1904, as workbooks of old Macs do. */
  from1904: boolean
}

/** Formats that every workbook has without saying so (ECMA-376, 18.8.30), as far as they show days or times. */
const BUILT_IN: Record<number, string> = {
  14: 'm/d/yyyy',
  15: 'd-mmm-yy',
  16: 'd-mmm',
  17: 'mmm-yy',
  18: 'h:mm',
  19: 'h:mm:ss',
  20: 'h:mm',
  21: 'h:mm:ss',
  22: 'm/d/yyyy h:mm',
  45: 'mm:ss',
  46: '[h]:mm:ss',
  47: 'mm:ss.0',
}

/** The code of a number format: as the workbook has it, or built in. */
export const formatCode = (id: number, own: ReadonlyMap<number, string>): string => own.get(id) ?? BUILT_IN[id] ?? ''

/** A format without what is only shown: quoted words, escaped signs, colours and conditions. */
const bare = (format: string) =>
  format
    .split(';')[0]!
    .replaceAll(/"[^"]*"|\\.|_.|\*./g, '')
    .replaceAll(/\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, '')

const DAY_MS = 86_400_000

/** A number as its cell shows it: days and times as ISO writes them, codes with their leading zeros, else the number. */
export function shownNumber(text: string, format: string, { from1904 }: Pick<NumberStyles, 'from1904'>): string {
  const value = Number(text)
  if (text.trim() === '' || !Number.isFinite(value)) return text
  const code = bare(format)
  if (/^0+$/.test(code)) return String(Math.round(value)).padStart(code.length, '0')
  const hasDay = /[dy]/i.test(code) || /m{3,}/i.test(code)
  const hasTime = /h|s/i.test(code)
  if ((!hasDay && !hasTime) || value < 0 || value > 2_958_466) return String(value)
  const moment = momentOf(value, from1904).toISOString()
  const time = moment.slice(11, /s/i.test(code) ? 19 : 16)
  if (!hasDay) return time
  return hasTime && value % 1 !== 0 ? `${moment.slice(0, 10)} ${time}` : moment.slice(0, 10)
}

/** Days since 1900 (which the first spreadsheets took for a leap year) or 1904, to the nearest second. */
function momentOf(serial: number, from1904: boolean): Date {
  const start = from1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, serial < 60 ? 31 : 30)
  return new Date(start + Math.round((serial * DAY_MS) / 1000) * 1000)
}
