import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'

interface Node {
  role?: string
  alt?: string
  type?: string
  id?: string
  children?: Node[]
}
interface Item {
  str?: string
  hasEOL?: boolean
  type?: string
  id?: string | null
}

const WORKER = 'pdfjs-dist/legacy/build/pdf.worker.mjs'

/** What reads uploads has a pdf.js of its own, and leaves its worker where ours would take it for its own. */
async function withOwnWorker<T>(load: () => Promise<T>): Promise<T> {
  const everywhere = globalThis as { pdfjsWorker?: unknown }
  const before = everywhere.pdfjsWorker
  everywhere.pdfjsWorker = await import(WORKER)
  try {
    return await load()
  } finally {
    everywhere.pdfjsWorker = before
  }
}

export type OpenedPdf = Awaited<ReturnType<typeof openPdf>>

/** A PDF as a reader of PDFs sees it (pdf.js): its claims, its structure and its words. */
export async function openPdf(bytes: Uint8Array) {
  const loading = await withOwnWorker(async () => {
    const begun = getDocument({ data: Uint8Array.from(bytes), verbosity: 0 })
    await begun.promise
    return begun
  })
  const document = await loading.promise
  const pages = await Promise.all(Array.from({ length: document.numPages }, (_, n) => document.getPage(n + 1)))
  const trees = async () => (await Promise.all(pages.map((page) => page.getStructTree()))) as unknown as Node[]
  const all = (node: Node): Node[] => [node, ...(node.children ?? []).flatMap(all)]
  const nodes = async () => (await trees()).flatMap(all)
  const items = async () => {
    const contents = await Promise.all(pages.map((page) => page.getTextContent({ includeMarkedContent: true })))
    return contents.map(({ items: found }) => found as Item[])
  }
  return {
    pages: document.numPages,
    /** What its metadata say of it. */
    async claims() {
      const { info, metadata } = await document.getMetadata()
      const xmp = String((metadata as { getRaw?(): string } | null)?.getRaw?.() ?? '')
      return {
        part: /<pdfuaid:part>(\d)</.exec(xmp)?.[1],
        title: (info as { Title?: string }).Title,
        lang: (info as { Language?: string }).Language,
        marked: (Object.fromEntries((await document.getMarkInfo()) as never) as { Marked?: boolean }).Marked,
      }
    },
    /** The role of every element, in the order of reading. */
    roles: async () => (await nodes()).flatMap(({ role }) => role ?? []),
    /** What is read to those who do not see a picture. */
    alternatives: async () => (await nodes()).filter(({ role }) => role === 'Figure').flatMap(({ alt }) => alt ?? []),
    text: async () =>
      (await items())
        .flat()
        .map(({ str = '', hasEOL }) => (hasEOL ? `${str} ` : str))
        .join(''),
    /** Words outside the structure: what a reader skips, such as the foot of a page. */
    async untagged(): Promise<string[]> {
      return (await items()).flatMap(wordsOutside)
    },
    close: () => loading.destroy(),
  }
}

function wordsOutside(items: Item[]): string[] {
  const said: string[] = []
  const around: boolean[] = []
  for (const item of items) {
    if (item.type?.startsWith('beginMarkedContent')) around.push(Boolean(item.id))
    else if (item.type === 'endMarkedContent') around.pop()
    else if (item.str?.trim() && !around.includes(true)) said.push(item.str)
  }
  return said
}
