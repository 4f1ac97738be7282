import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import type { Demonstration } from '../demonstration.ts'
import { said, sideways } from '../steps.ts'
import { PARTNERSHIP } from './proposing.ts'

/** What stands in each document of what was agreed, in English and in Spanish. */
const PAPERS = {
  brief: [/Maps at the desk/, /Maps at the desk/],
  letter: [/GIS students at the desk/, /GIS students at the desk/],
  memorandum: [/no legal advice/i, /asesor/i],
  report: [/12 people/, /12 personas/],
  'talking-points': [/A map for every question/, /A map for every question/],
} as const

const PARTNER = 'partner=hollis-university-libraries'

/** Each document as a page and, by its buttons, as PDF and Word document; in both languages. */
export async function readPapers({ origin }: Demonstration, page: Page) {
  for (const [n, lang] of ['', '/es'].entries())
    for (const [kind, words] of Object.entries(PAPERS)) {
      await page.goto(`${origin}${lang}${PARTNERSHIP}/${kind}?${PARTNER}`)
      expect([kind, await said(page)]).toEqual([kind, expect.stringMatching(words[n]!)])
      expect([kind, await sideways(page)]).toEqual([kind, false])
      await download(page, 'PDF', '%PDF')
      await download(page, 'Word', 'PK')
    }
}

async function download(page: Page, label: string, begins: string) {
  const [saved] = await Promise.all([
    page.waitForEvent('download'),
    page.locator('main a[download]', { hasText: label }).click(),
  ])
  const chunks: Buffer[] = []
  for await (const chunk of await saved.createReadStream()) chunks.push(Buffer.from(chunk))
  const bytes = Buffer.concat(chunks)
  expect([saved.suggestedFilename(), bytes.subarray(0, begins.length).toString()]).toEqual([
    expect.stringContaining('maps-at-the-desk'),
    begins,
  ])
  expect(bytes.length).toBeGreaterThan(3000)
}
