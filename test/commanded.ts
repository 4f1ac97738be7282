import { vi } from 'vitest'
import { tieline } from '../cli/program.ts'

/** What a command of `tieline` ends with, and what it said. */
export async function run(...words: string[]) {
  const said: string[] = []
  const listen = (text: string | Uint8Array) => said.push(String(text)) > 0
  const spies = [process.stdout, process.stderr].map((out) => vi.spyOn(out, 'write').mockImplementation(listen))
  const code = await tieline(words)
  for (const spy of spies) spy.mockRestore()
  return { code, said: said.join('') }
}
