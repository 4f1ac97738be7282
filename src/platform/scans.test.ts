import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { scan } from './scans.ts'

const folder = mkdtempSync(join(tmpdir(), 'tieline-scan-'))
/** A scanner that finds whoever says "virus", and whose word is its exit code. */
function aScanner(body: string): string {
  const file = join(folder, `scanner-${body.length}`)
  writeFileSync(file, `#!/bin/sh\n${body}\n`)
  chmodSync(file, 0o755)
  return file
}
const finder = aScanner('if grep -q virus; then exit 1; else exit 0; fi')
const bytes = (text: string) => new TextEncoder().encode(text)

describe('the virus scanner of the installation', () => {
  test('lets in what is clean, and everything where there is none', async () => {
    await scan(finder, bytes('a picture'))
    await scan(undefined, bytes('a virus'))
  })

  test('refuses what is not', async () => {
    await expect(scan(finder, bytes('a virus'))).rejects.toMatchObject({ status: 422, reason: 'files.infected' })
  })

  test.each([
    ['is not there', '/nowhere/scanner'],
    ['breaks', aScanner('exit 2 # broken')],
    ['is killed', aScanner('kill -9 $$')],
  ])('that %s lets nothing in', async (_, command) => {
    await expect(scan(command, bytes('a picture'))).rejects.toMatchObject({ status: 503, reason: 'files.notScanned' })
  })

  test('that reads nothing of a large file is heard all the same', async () => {
    await expect(scan(aScanner('exit 1 # at once'), new Uint8Array(5_000_000))).rejects.toMatchObject({ status: 422 })
  })

  test('gets its words as arguments: no shell reads them', async () => {
    const echo = aScanner('[ "$1" = "a;b" ] && [ "$2" = "$(id)" ] && exit 0; [ "$1" = "a;b" ]')
    await scan(`${echo} a;b $(id)`, bytes('x'))
  })
})
