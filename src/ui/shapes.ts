import { readFileSync } from 'node:fs'

let shapes: Map<string, string> | undefined

/** What draws the shape of a sector within 16 by 16, for pictures that stand alone; the sprite is where it comes from. */
export function shapeMarkup(shape: string): string {
  shapes ??= new Map(
    [
      ...readFileSync(new URL('icons/sprite.svg', import.meta.url), 'utf8').matchAll(
        /<symbol id="s-(\w+)"[^>]*>(.*?)<\/symbol>/g,
      ),
    ].map(([, name = '', markup = '']) => [name, markup]),
  )
  return shapes.get(shape) ?? shapes.get('other') ?? ''
}
