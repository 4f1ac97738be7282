import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { NodeCompiler, type NodeTypstDocument } from '@myriaddreamin/typst-ts-node-compiler'
import { type Paper, TIGHTEST, tightened } from './papers.ts'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))
/** Our own fonts first; what has none of their letters is set in those that Typst brings, then in those of the machine. */
const FONTS = ['public-sans-400.ttf', 'public-sans-700.ttf', 'newsreader-500.ttf']

/** More than this, as JSON, is more than a page at any size. */
const MUCH = 12_000

/** Stands for a letter that no font here has. */
const LACKING = '□'

/** Sets papers by the templates of a folder; nothing outside it is read. */
export function makeTypesetter(templates = here('./templates')) {
  const fontBlobs = FONTS.map((name) => readFileSync(here(`../../ui/fonts/paper/${name}`)))
  const compiler = NodeCompiler.create({ workspace: templates, fontArgs: [{ fontBlobs }] })

  const compile = (template: string, inputs: Record<string, string>): NodeTypstDocument => {
    const made = compiler.compile({ mainFilePath: `${templates}/${template}`, inputs, resetRead: true })
    const document = made.result
    if (document) return document
    throw new Error(`${template} could not be set: ${JSON.stringify(made.takeError()?.shortDiagnostics)}`)
  }

  /** A paper of one page at the first step of tightening that fits. */
  const fitting = (paper: Paper, lacking: boolean) => {
    for (let step = firstStep(paper); ; step += 1) {
      const { size, paper: tight } = tightened(paper, step)
      const input = JSON.stringify({ paper: tight, size, lacking, onePage: paper.onePage === true })
      const document = compile('paper.typ', { paper: input })
      if (!paper.onePage || document.numOfPages === 1 || step === TIGHTEST) return { document, paper: tight }
    }
  }

  return {
    compile,
    /** A tagged PDF (PDF/UA-1), the same to the byte for the same paper. */
    pdf(typed: Paper): Uint8Array {
      let paper = cleaned(typed)
      let lacking = false
      for (;;) {
        const { document } = fitting(paper, lacking)
        try {
          return compiler.pdf(document, { pdfStandard: 'ua-1' })
        } catch (error) {
          const letters = lackingLetters(String((error as Error).message))
          if (letters.size === 0) throw error
          paper = replaced(paper, letters)
          lacking = true
        } finally {
          compiler.evictCache(0)
        }
      }
    },
    /** The paper as it stands on its one page. */
    shortened: (paper: Paper): Paper => (paper.onePage ? fitting(cleaned(paper), false).paper : cleaned(paper)),
  }
}
export type Typesetter = ReturnType<typeof makeTypesetter>

/** What is far too long for a page is not first set on a hundred. */
const firstStep = (paper: Paper) => (paper.onePage && JSON.stringify(paper.blocks).length > MUCH ? 3 : 0)

/** The letters of which the compiler says that it has no picture. */
function lackingLetters(problem: string): Set<string> {
  const quoted = [...problem.matchAll(/the text `\\?"(.+?)\\?"` could not be displayed/g)].map((found) => found[1]!)
  return new Set(
    quoted.flatMap((text) => [...text.replaceAll(/\\+u\{([0-9a-f]+)\}/g, (_, code: string) => letter(code))]),
  )
}
const letter = (code: string) => String.fromCodePoint(Number.parseInt(code, 16))

const changed = (paper: Paper, change: (text: string) => string): Paper =>
  JSON.parse(JSON.stringify(paper), (_, value: unknown) => (typeof value === 'string' ? change(value) : value)) as Paper

/** Without what no letter is: signs that steer machines, halves of characters, what Unicode leaves to anybody. */
const cleaned = (paper: Paper): Paper =>
  changed(paper, (text) => text.toWellFormed().replaceAll(/(?![\t\n])\p{Cc}|\p{Noncharacter_Code_Point}/gu, ''))

const replaced = (paper: Paper, letters: Set<string>): Paper =>
  changed(paper, (text) => [...text].map((one) => (letters.has(one) ? LACKING : one)).join(''))
