/** A week has no more, whoever works. */
export const WEEK_HOURS = 168
/** What one person hardly works in a week, so that it is asked once more. */
export const ASKED_FROM = 80
/** What all of a pool together may have worked. */
export const POOL_HOURS = 2000

/** Hours as they were typed: a number, nothing, or why it is none, as a key of the texts. */
export type TypedHours = { ok: true; hours: number | null } | { ok: false; why: string }

const wrong = (why: string): TypedHours => ({ ok: false, why: `partnership-hours.errors.${why}` })

/**
 * Reads hours as people write them: "2", "2.5", "2,5", "2:30", "2 h". What can be read in two ways ("1,500") is not guessed.
 */
export function readHours(typed: string, isPool = false): TypedHours {
  const text = typed.trim().replace(/\s*(h|hrs?|hours?|horas?)\.?$/i, '')
  if (text === '') return typed.trim() === '' ? { ok: true, hours: null } : wrong('number')
  if (/^[-−]\s*[\d.,:]+$/.test(text)) return wrong('negative')
  const clock = /^(\d{1,4}):([0-5]\d)$/.exec(text)
  if (clock) return within(Number(clock[1]) + Number(clock[2]) / 60, isPool)
  if (/^\d{1,3}[.,]\d{3}$/.test(text)) return wrong('unclear')
  if (!/^\d{1,6}([.,]\d{0,2})?$|^[.,]\d{1,2}$/.test(text)) return wrong('number')
  return within(Number(text.replace(',', '.')), isPool)
}

function within(hours: number, isPool: boolean): TypedHours {
  if (hours > (isPool ? POOL_HOURS : WEEK_HOURS)) return wrong(isPool ? 'poolTooMany' : 'tooMany')
  return { ok: true, hours: Math.round(hours * 100) / 100 }
}
