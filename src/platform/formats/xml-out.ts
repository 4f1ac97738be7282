import { withoutControls } from './network-out.ts'

const SIGNS: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
}

/** A text as it stands in an attribute or between tags: line ends too are given back as they are. */
export const xmlText = (text: string): string =>
  withoutControls(text).replaceAll(/[&<>"\t\n\r]/g, (sign) => SIGNS[sign] ?? sign)

/** The attributes of an element; what is undefined is left out. */
export const xmlAttributes = (all: Record<string, string | undefined>): string =>
  Object.entries(all)
    .map(([name, value]) => (value === undefined ? '' : ` ${name}="${xmlText(value)}"`))
    .join('')
