import { createHash, createHmac } from 'node:crypto'

/** What nobody takes for something else, read aloud or from afar, and that makes no words. */
const LETTERS = '23456789CDFHJKMNPQRTWXY'
const LENGTH = 6

/** What a code is derived from: the same meeting has the same one until it gets another turn. */
export interface Coded {
  regionId: string
  id: string
  codeTurn: number
}

/** The code of a meeting, as it stands on the wall. It is kept nowhere: the installation's secret makes it anew. */
export function codeOf(secret: string, { regionId, id, codeTurn }: Coded): string {
  const bytes = createHmac('sha256', secret).update(`tieline meeting ${regionId} ${id} ${codeTurn}`).digest()
  let rest = bytes.readBigUInt64BE()
  return Array.from({ length: LENGTH }, () => {
    const letter = LETTERS[Number(rest % BigInt(LETTERS.length))]!
    rest /= BigInt(LETTERS.length)
    return letter
  }).join('')
}

/** A code in two halves, easier to read and to say. */
export const spellCode = (code: string) => `${code.slice(0, LENGTH / 2)} ${code.slice(LENGTH / 2)}`

/** What somebody typed as a code, in the only spelling it has; null when it can be none. */
export function readCode(typed: string): string | null {
  const code = typed
    .slice(0, 40)
    .toUpperCase()
    .replaceAll(/[\s·.-]/g, '')
  return code.length === LENGTH && [...code].every((letter) => LETTERS.includes(letter)) ? code : null
}

/** By what a code is found. Without the installation's secret nobody can try all codes against it. */
export const hashOfCode = (secret: string, regionId: string, code: string): Buffer =>
  createHmac('sha256', secret).update(`tieline code ${regionId} ${code}`).digest()

/** By what a phone's token is found; 256 random bits need no secret. */
export const hashOfToken = (token: string): Buffer => createHash('sha256').update(token).digest()
