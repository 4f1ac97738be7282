import type { Lang } from '../platform/i18n.ts'
import type { Letter } from '../platform/room.ts'

/** A paragraph of a letter: a sentence, what is quoted, the one thing to do, or a sentence with a link behind it. */
type Line = string | { quote: string[] } | { act: string; url: string } | { text: string; label: string; url: string }

// Mail programs know no style sheets.
const PAPER =
  "font: 16px/1.5 'Public Sans', Arial, sans-serif; color: #1a2330; max-width: 36em; margin: 1.5em auto; padding: 0 1em"
const QUOTE = 'border-left: 3px solid #b43a22; margin: 1em 0; padding: 0.2em 1em'
const BUTTON = 'display: inline-block; padding: 0.7em 1.2em; background: #1a2330; color: #fffdf9; border-radius: 6px'

/**
 * A letter and its twin in plain text, from the same lines.
 * @example letter({ lang, subject, lines: ['Hello Ana,', { act: 'Open it', url }, 'You asked for this.'] })
 */
export function letter({ lang, subject, lines }: { lang: Lang; subject: string; lines: Line[] }): Letter {
  const html = (
    <html lang={lang}>
      <head>
        <meta charset="utf-8" />
        <title>{subject}</title>
      </head>
      <body style={PAPER}>{lines.map(inHtml)}</body>
    </html>
  )
  return { subject, html: `<!doctype html>${String(html)}`, text: lines.map(inText).join('\n\n') }
}

function inHtml(line: Line) {
  if (typeof line === 'string') return <p>{line}</p>
  if ('quote' in line)
    return (
      <blockquote style={QUOTE}>
        {line.quote.map((said) => (
          <p>{said}</p>
        ))}
      </blockquote>
    )
  if ('act' in line)
    return (
      <p>
        <a href={line.url} style={BUTTON}>
          {line.act}
        </a>
      </p>
    )
  return (
    <p>
      {line.text} <a href={line.url}>{line.label}</a>
    </p>
  )
}

function inText(line: Line): string {
  if (typeof line === 'string') return line
  if ('quote' in line) return line.quote.map((said) => `    ${said}`).join('\n')
  return 'act' in line ? `${line.act}: ${line.url}` : `${line.text} ${line.label}: ${line.url}`
}
