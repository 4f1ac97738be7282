import { readFileSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { IntlMessageFormat } from 'intl-messageformat'
import { describe, expect, test } from 'vitest'
import { organizationForm } from '../src/directory/forms.ts'
import { IMPORT_KINDS } from '../src/directory/forms.ts'
import { targetsOf } from '../src/directory/import-sources.ts'
import { sayTarget } from '../src/directory/sayings.ts'
import { formatNumber, LANGUAGES, texts, translate } from '../src/platform/i18n.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const all = Object.fromEntries(LANGUAGES.map((lang) => [lang, texts(lang)]))
const pages = filesOf(join(root, 'src')).filter((file) => file.endsWith('.tsx') && !file.endsWith('.test.tsx'))
const code = filesOf(join(root, 'src'))
  .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file))
  .map((file) => readFileSync(file, 'utf8'))
  .join('\n')

describe('texts', () => {
  test('every text exists in both languages', () => {
    const [en, es] = [new Set(all.en!.keys()), new Set(all.es!.keys())]
    expect({
      onlyEnglish: [...en].filter((key) => !es.has(key)),
      onlySpanish: [...es].filter((key) => !en.has(key)),
    }).toEqual({ onlyEnglish: [], onlySpanish: [] })
  })

  test('every text can be read, and asks for the same values in both languages', () => {
    const differing = [...all.en!.keys()].filter(
      (key) => argumentsOf(all.en!.get(key)!, 'en') !== argumentsOf(all.es!.get(key) ?? '', 'es'),
    )
    expect(differing).toEqual([])
  })

  test('every text that the code names exists', () => {
    const named = [...code.matchAll(/\bt(?:\.rich)?\(\s*'([\w-]+\.[\w.-]+)'/g)].map((match) => match[1]!)
    expect([...new Set(named)].filter((key) => !all.en!.has(key))).toEqual([])
  })

  test.each(Object.keys(organizationForm.shape))('the field %s has its name: directory.field in locales/*', (field) => {
    for (const lang of LANGUAGES) expect(translate(lang).has(`directory.field.${field}`), lang).toBe(true)
  })

  test.each(IMPORT_KINDS.flatMap((kind) => targetsOf(kind).map((target) => [kind, target] as const)))(
    'what a column may mean, of %s %s, has its name: imports.target in locales/*',
    (kind, target) => {
      for (const lang of LANGUAGES) expect(() => sayTarget(translate(lang), target, kind)).not.toThrow()
    },
  )

  test('no page holds a literal text', () => {
    const literals = pages.flatMap((file) =>
      literalsOf(readFileSync(file, 'utf8')).map((text) => `${file.slice(root.length)}: ${text}`),
    )
    expect(literals).toEqual([])
  })
})

function filesOf(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name)
    return statSync(path).isDirectory() ? filesOf(path) : [path]
  })
}

test.each(LANGUAGES)('a number in a sentence of %s is written as one that stands alone', (lang) => {
  expect(translate(lang)('imports.howFar', { read: 9303, rows: 17_408 })).toContain(formatNumber(lang, 9303))
})

function argumentsOf(text: string, lang: string): string {
  const names = new Set<string>()
  const walk = (
    nodes: { type: number; value?: unknown; options?: Record<string, { value: never[] }>; children?: never[] }[],
  ) => {
    for (const node of nodes) {
      if (node.type >= 1 && node.type <= 6 && typeof node.value === 'string') names.add(node.value)
      if (node.type === 8) names.add(`<${String(node.value)}>`)
      for (const option of Object.values(node.options ?? {})) walk(option.value)
      if (node.children) walk(node.children)
    }
  }
  walk(new IntlMessageFormat(text, lang).getAst() as never)
  return [...names].toSorted().join(',')
}

/** Words between tags, and in attributes that people read. */
function literalsOf(text: string): string[] {
  const markup = text.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/\/\/.*$/gm, '')
  const between = [...markup.matchAll(/(?<![=-])>([^<>{}=;()]*\p{L}{2,}[^<>{}=;()]*)<\/?[a-zA-Z]/gu)].map((match) =>
    match[1]!.trim(),
  )
  const attributes = [...markup.matchAll(/\b(?:alt|title|placeholder|aria-label|label)="([^"]*\p{L}{2,}[^"]*)"/gu)].map(
    (match) => match[1]!,
  )
  return [...between, ...attributes].filter((found) => !/^: null,$|^(Tieline|Markdown|CSV|JSON|RSS)$/.test(found))
}
