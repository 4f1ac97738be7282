import { raw } from 'hono/html'
import type { Child } from 'hono/jsx'
import { type Block, type Paper, type Run, runsOf, type Words } from '../platform/documents/papers.ts'

/** Words of a paper on a page. */
const Said = ({ words }: { words: Words }) => <>{runsOf(words).map((run) => linked(run, spoken(run, heavy(run))))}</>

const heavy = ({ text, strong }: Run): Child => (strong ? <b>{text}</b> : text)
const spoken = ({ lang }: Run, inner: Child): Child => (lang ? <span lang={lang}>{inner}</span> : inner)
const linked = ({ href }: Run, inner: Child): Child => (href ? <a href={href}>{inner}</a> : inner)

const TONES = { lead: 'lede', quiet: 'small quiet', mark: 'paper-mark' }

const PaperBlock = ({ block, level }: { block: Block; level: 2 | 3 }) => {
  switch (block.kind) {
    case 'heading':
      return <PaperHeading text={block.text} level={(level + block.level - 1) as 2 | 3 | 4} />
    case 'text':
      return (
        <p class={block.tone && TONES[block.tone]}>
          <Said words={block.text} />
        </p>
      )
    case 'list': {
      const items = block.items.map((item) => (
        <li>
          <Said words={item} />
        </li>
      ))
      return block.numbered ? <ol>{items}</ol> : <ul>{items}</ul>
    }
    case 'figures':
      return (
        <dl class="paper-figures">
          {block.figures.map(({ value, label, href }) => (
            <div>
              <dt>{label}</dt>
              <dd>{href ? <a href={href}>{value}</a> : value}</dd>
            </div>
          ))}
        </dl>
      )
    case 'table':
      return <PaperTable block={block} />
    case 'drawing':
      return (
        <figure class="paper-drawing">
          <figcaption class="small quiet">{block.caption}</figcaption>
          <div role="img" aria-label={block.drawing.alt}>
            {raw(block.drawing.svg)}
          </div>
        </figure>
      )
    case 'logo':
      return (
        <div class="paper-logo" role="img" aria-label={block.drawing.alt}>
          {raw(block.drawing.svg)}
        </div>
      )
    case 'columns':
      return (
        <div class="cols cols-2">
          {block.columns.map((column) => (
            <div class="stack">
              <PaperBlocks blocks={column} level={level} />
            </div>
          ))}
        </div>
      )
    case 'signatures':
      return (
        <>
          {block.signatures.map(({ name, title, signature, date }) => (
            <div class="paper-signature">
              <p>
                <b>{name}</b>
                {title && <span class="quiet"> {title}</span>}
              </p>
              <p class="small quiet">
                <span>{signature}</span>
                <span>{date}</span>
              </p>
            </div>
          ))}
        </>
      )
  }
}

const HEADINGS = { 2: 'h2', 3: 'h3', 4: 'h4' } as const

const PaperHeading = ({ text, level }: { text: string; level: 2 | 3 | 4 }) => {
  const Tag = HEADINGS[level]
  return <Tag class="title">{text}</Tag>
}

const PaperTable = ({ block: { caption, head, rows, numbers = [] } }: { block: Extract<Block, { kind: 'table' }> }) => {
  const right = (column: number) => (numbers.includes(column) ? 'num' : undefined)
  return (
    <table class="table table-fold">
      <caption>{caption}</caption>
      <thead>
        <tr>
          {head.map((name, n) => (
            <th scope="col" class={right(n)}>
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(([first, ...cells]) => (
          <tr>
            <th scope="row">
              <Said words={first ?? ''} />
            </th>
            {cells.map((words, n) => (
              <td data-label={head[n + 1]} class={right(n + 1)}>
                <Said words={words} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** The blocks of a paper as part of a page; headings begin at `level`. */
export const PaperBlocks = ({ blocks, level }: { blocks: Block[]; level: 2 | 3 }) => (
  <>
    {blocks.map((block) => (
      <PaperBlock block={block} level={level} />
    ))}
  </>
)

/** A paper as it lies on a page: its own title is a heading of level 2. */
export const PaperSheet = ({ paper, lang }: { paper: Paper; lang?: string | undefined }) => (
  <article class="paper stack" lang={lang}>
    <header class="stack-s">
      <p class="paper-over">{paper.over}</p>
      <h2 class="paper-title">{paper.title}</h2>
      {paper.under && <p class="quiet">{paper.under}</p>}
    </header>
    <PaperBlocks blocks={paper.blocks} level={3} />
    <footer class="small quiet">{paper.origin}</footer>
  </article>
)
