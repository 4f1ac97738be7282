import { dayIn, daysLater } from '../src/platform/days.ts'

/** The day a week from now. */
export const nextWeek = (now: Date): string => daysLater(dayIn('UTC', now), 7)
