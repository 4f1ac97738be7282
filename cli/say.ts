import { isProblem } from '../src/platform/errors.ts'
import { translate } from '../src/platform/i18n.ts'

/** A line for a person. */
export const say = (line: string) => void process.stdout.write(`${line}\n`)

/** A value for a program. */
export const sayJson = (value: unknown) => void process.stdout.write(`${JSON.stringify(value, null, 2)}\n`)

/** Something that cannot be asked for in this way, whatever the database holds. */
export const wrongUsage = (sentence: string): Error => Object.assign(new Error(sentence), { name: 'WrongUsage' })

export const isWrongUsage = (error: unknown): boolean => error instanceof Error && error.name === 'WrongUsage'

/** What went wrong, in a sentence; a stack only when DEBUG is set. */
export function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const t = translate('en')
  if (isProblem(error))
    return error.reason && t.has(error.reason) ? t(error.reason, error.values) : t(`ui.error.${error.status}.title`)
  return process.env.DEBUG ? (error.stack ?? error.message) : error.message
}
