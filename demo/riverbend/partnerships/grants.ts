import type { DemoGrant } from '../../types.ts'
import type { Clock } from '../clock.ts'
import { KEYS } from './partnerships.ts'

/** Who pays for what in Riverbend, and what they want to hear and read for it. */
export const grants = (now: Clock): DemoGrant[] => [
  {
    partnership: KEYS.desk,
    name: 'A desk for every question',
    funder: 'Alder Community Fund',
    awardNumber: 'ACF-1107',
    amount: 48_000,
    match: 12_000,
    period: `${now.month(600)}/${now.month(-130)}`,
    reports: [`${now.day(300)} First year`, `${now.day(-20)} Second year, with what each partner gained`],
    reported: 1,
    acknowledgement: 'The Riverbend Data Desk is supported by the Alder Community Fund.',
  },
  {
    partnership: KEYS.budget,
    name: 'Budgets that one can read',
    funder: 'Alder Community Fund',
    awardNumber: 'ACF 22-04',
    amount: 9500,
    period: `${now.month(390)}/${now.month(30)}`,
    reports: [`${now.day(25)} Final report`],
    reported: 1,
    acknowledgement: 'Made possible in part by the Alder Community Fund.',
  },
]
