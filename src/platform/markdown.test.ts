import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { markdownToHtml, plainText } from './markdown.ts'

describe('what people write', () => {
  test.each([
    [
      '**bold** and *soft* ~~gone~~ `code`',
      '<p><strong>bold</strong> and <em>soft</em> <del>gone</del> <code>code</code></p>',
    ],
    ['# One\n\n## Two\n\n###### Six', '<h3>One</h3>\n<h4>Two</h4>\n<h6>Six</h6>'],
    ['3. three\n4. four', '<ol start="3">\n<li>three</li>\n<li>four</li>\n</ol>'],
    [
      '[Guide](https://guide.example "The guide")',
      '<p><a href="https://guide.example" title="The guide" rel="nofollow ugc noopener">Guide</a></p>',
    ],
    ['[here](/riverbend/map)', '<p><a href="/riverbend/map" rel="nofollow ugc noopener">here</a></p>'],
    ['![a cat](https://evil.example/x.png)', '<p>a cat</p>'],
    ['Note[^1].\n\n[^1]: Said so.', '<p>Note[1].</p>\n<blockquote>\n<p>[1]</p>\n<p>Said so.</p>\n</blockquote>'],
    ['- [x] done', '<ul>\n<li><input type="checkbox" checked disabled> done</li>\n</ul>'],
    ['5 < 6 & AT&amp;T', '<p>5 &#x3C; 6 &#x26; AT&#x26;T</p>'],
    ['', ''],
  ])('%s', (text, html) => expect(markdownToHtml(text)).toBe(html))

  test('a table', () => expect(markdownToHtml('|a|b|\n|-|-:|\n|1|2|')).toContain('<td align="right">2</td>'))
  test('in plain words', () =>
    expect(plainText('# Hi\n\n*a* [b](http://c.example) `d`\n\n- x\n- y\n\n|p|q|\n|-|-|\n|1|2|')).toBe(
      'Hi\na b d\nx\ny\np q\n1 2',
    ))
})

test('what has no signs in it has the same words whether or not it is read as Markdown', () => {
  const signs = fc.constantFrom(...'aé1 9.,:;-–/()\'"’\n', 'www.', 'http://', '12) ', 'é', '  ')
  fc.assert(
    fc.property(fc.array(signs, { maxLength: 30 }), (all) => {
      const text = all.join('')
      // The signs of the second paragraph have it read.
      expect(plainText(`${text}\n\n**end**`)).toBe(`${plainText(text)}\nend`.trim())
    }),
    { numRuns: 500 },
  )
})

/** Tags of an answer, with all their attributes. */
const tags = (html: string) => html.match(/<[^>]*>/g) ?? []
const SAFE =
  /^<\/?(?:p|br|hr|em|strong|del|code|pre|blockquote|ul|ol(?: start="\d+")?|li|h[3-6]|table|thead|tbody|tr|t[hd](?: align="(?:left|right|center)")?|input type="checkbox"(?: checked)? disabled|a(?: href="(?:(?:https?|mailto):[^"]*|[^":]*(?:[/?#][^"]*)?)")?(?: title="[^"]*")? rel="nofollow ugc noopener"|a)>$/

const NASTY = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<svg/onload=alert(1)>',
  '<a href="javascript:alert(1)">x</a>',
  '[x](javascript:alert(1))',
  '[x](JaVaScRiPt:alert(1))',
  '[x](data:text/html,<script>)',
  '[x](vbscript:x)',
  '<javascript:alert(1)>',
  '[x](  javascript:alert(1))',
  '[x](&#106;avascript:alert(1))',
  '[x](java\tscript:x)',
  '![x](javascript:x)',
  '[a]: javascript:x\n\n[a]',
  '<iframe src=//evil.example>',
  '<style>*{}</style>',
  '<!-- --><b>',
  '[x](/a"onclick="x)',
  '```html"><script>\nx\n```',
  '<details open ontoggle=alert(1)>',
  '|<img src=x>|\n|-|',
  '\u0000<b>',
  '<a id=x name=y class=z>',
  '[x](https://a.example "\\" onclick=\\"x")',
]

describe('nothing gets through', () => {
  test.each(NASTY)('%s', (text) => {
    for (const tag of tags(markdownToHtml(text))) expect(tag).toMatch(SAFE)
  })
  test('whatever they are mixed with', () =>
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(fc.constantFrom(...NASTY), fc.string({ unit: fc.constantFrom(...'<>[]()!*_`~|-#"\'=:/&; \na1') })),
          { maxLength: 8 },
        ),
        (parts) => {
          for (const tag of tags(markdownToHtml(parts.join('')))) expect(tag).toMatch(SAFE)
        },
      ),
      { numRuns: 300 },
    ))
})

test('8 KB of the worst costs little: what no person writes is shown as typed', () => {
  markdownToHtml('warm **up**')
  const parts = [
    '*',
    '_',
    '[',
    '![',
    '`',
    '<',
    '>',
    '> ',
    '- ',
    '#',
    '|',
    '~',
    '&',
    '\\',
    '[a](',
    '*a_',
    '](',
    'http://',
    'www.a.',
    'a@b.',
    '|-|\n',
    '- a\n ',
    '[^a]',
    '1)\n',
    '> > >\n',
    '<!--',
    '&#1;',
    '<a href="',
  ]
  const tables = [
    '|a'.repeat(200) + '|\n' + '|-'.repeat(200) + '|\n' + 'a\n'.repeat(3500),
    Array.from({ length: 120 }, (_, n) => `${' '.repeat(n * 2)}- a`).join('\n'),
  ]
  for (const worst of [...parts.map((part) => part.repeat(Math.ceil(8192 / part.length))), ...tables]) {
    const times = [1, 2, 3].map((n) => {
      const start = process.threadCpuUsage()
      markdownToHtml(`${worst}${n}`)
      const { user, system } = process.threadCpuUsage(start)
      return (user + system) / 1000
    })
    expect(Math.min(...times), worst.slice(0, 10)).toBeLessThan(50)
  }
})

test('too long a text is shown as typed', () =>
  expect(markdownToHtml(`**a** <b>\n\n${'x'.repeat(100_001)}`)).toMatch(/^<p>\*\*a\*\* &lt;b&gt;<\/p>\n<p>xxx/))
