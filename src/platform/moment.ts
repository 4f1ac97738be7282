import { randomBytes } from 'node:crypto'

/** When something happens, and the ids it needs: both come in from outside, so that tests set them. */
export interface Moment {
  at: Date
  /** A new UUIDv7 at each call. */
  id(): string
  /** `length` random bytes. */
  random(length: number): Buffer
}

/** UUIDv7 (RFC 9562 §5.7): 48 bits of milliseconds, then random bits. */
export function uuidv7(at: Date, random: Buffer): string {
  const bytes = Buffer.alloc(16)
  bytes.writeUIntBE(at.getTime(), 0, 6)
  random.copy(bytes, 6, 0, 10)
  bytes[6] = 0x70 | (bytes[6]! & 0x0f)
  bytes[8] = 0x80 | (bytes[8]! & 0x3f)
  const hex = bytes.toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

/** An id that tells neither when nor in which order it was made (UUIDv4), for what is sealed. */
export function randomId({ random }: Pick<Moment, 'random'>): string {
  const bytes = Buffer.from(random(16))
  bytes[6] = 0x40 | (bytes[6]! & 0x0f)
  bytes[8] = 0x80 | (bytes[8]! & 0x3f)
  const hex = bytes.toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

/** Gives the moment of each request or job. */
export type Clock = () => Moment

export const systemClock: Clock = () => momentAt(new Date())

export function momentAt(at: Date, random: (length: number) => Buffer = randomBytes): Moment {
  // Ids of one moment sort in the order they were asked for: the millisecond counts on within it.
  let count = 0
  const id = () => uuidv7(at, Buffer.concat([counter(count++), random(8)]))
  return { at, id, random }
}

const counter = (n: number) => {
  const two = Buffer.alloc(2)
  two.writeUInt16BE(n & 0xffff)
  return two
}
