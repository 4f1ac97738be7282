import { HtmlValidate } from 'html-validate'
import { brotliCompressSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { Everything, NASTY, pageIn, signedIn } from '../../test/sticker-sheet.tsx'
import { LANGUAGES } from '../platform/i18n.ts'
import { assetPath, assetSizes } from './assets.ts'
import { ErrorPage } from './error-page.tsx'
import { TextField } from './field.tsx'
import { Form } from './form.tsx'
import { initials } from './icon.tsx'
import { Layout, document } from './layout.tsx'
import type { Page } from './page.ts'

/** Several boxes or hidden fields of one name are one list: that is what a form sends, whatever the rule says. */
const validator = new HtmlValidate({
  extends: ['html-validate:recommended'],
  rules: {
    'form-dup-name': 'off',
    'doctype-style': 'off',
    'void-style': 'off',
    'no-trailing-whitespace': 'off',
    'attribute-boolean-style': 'off',
    'long-title': 'off',
    'no-implicit-button-type': 'off',
  },
})

const complaints = async (html: string) => {
  const report = await validator.validateString(html)
  return report.results.flatMap((result) =>
    result.messages.map(
      (one) => `${one.ruleId}: ${one.message} ${html.slice(Math.max(0, one.offset - 60), one.offset + 120)}`,
    ),
  )
}

describe.each(LANGUAGES)('all components in %s', (lang) => {
  const text = 'Two libraries & a lab'
  const html = document(<Everything page={pageIn(lang, signedIn())} text={text} />)

  test('are valid HTML', async () => {
    expect(await complaints(html)).toEqual([])
  })
  test('carry no style, no inline script, nothing from elsewhere', () => {
    expect(html).not.toMatch(
      /\sstyle=|\son\w+=|<script(?! type="application\/ld\+json"| type="module" src="\/assets\/)|(?:src|href)="(?:https?:)?\/\/(?!tieline\.example)/,
    )
  })
  test('say the language and lead to the other', () => {
    const [here, there] = lang === 'en' ? ['', '/es'] : ['/es', '']
    expect(html).toContain(`<html lang="${lang}">`)
    expect(html).toContain(`rel="canonical" href="https://tieline.example${here}/riverbend/organizations?page=3"`)
    expect(html).toContain(
      `href="${there}/riverbend/organizations?q=well+water&amp;sector=library&amp;sector=media&amp;page=3"`,
    )
    expect(html).toContain('hreflang="x-default" href="https://tieline.example/riverbend/organizations?page=3"')
  })
  test('can be understood when a reader typed something nasty', () => {
    const nasty = document(
      <Everything page={pageIn(lang, { ...signedIn(NASTY), path: `/riverbend?q=${NASTY}` })} text={NASTY} />,
    )
    expect(nasty).not.toMatch(/<script>|<img|<\/title><\/textarea>/)
    // What the page is about, and what keeps drafts.
    expect(nasty.match(/<script/g)).toHaveLength(2)
    expect(JSON.parse(/ld\+json">(.*?)<\/script>/.exec(nasty)![1]!)).toEqual({ name: NASTY })
  })
  test.each([400, 403, 404, 405, 409, 410, 412, 413, 415, 418, 422, 429, 500, 502, 503])(
    'status %d says what to do',
    async (status) => {
      const page = document(<ErrorPage page={pageIn(lang, { region: undefined, actor: undefined })} status={status} />)
      expect(await complaints(page)).toEqual([])
      expect(page).toContain('noindex')
      if (status >= 500) expect(page).toContain('01890a5d-ac96-774b-bcce-b302099a8057')
    },
  )
})

describe('a refused form', () => {
  const html = document(<Everything page={pageIn('en')} text="typed" />)

  test('names what is wrong at the top, with the label of each field, and leads to it', () => {
    expect(html).toMatch(/role="alert"[^>]*autofocus/)
    for (const name of ['name', 'founded', 'roles'])
      expect(html).toContain(`<li><a href="#f-${name}">typed: typed</a></li>`)
    expect(html).toContain('<li><a href="#f-visibility">Who can see it: typed</a></li>')
  })
  test('leads nowhere when what is wrong has no field', () => {
    const summary = /role="alert"[\s\S]*?<\/ul>/.exec(html)![0]
    expect(summary.match(/<li>typed<\/li>/g)).toHaveLength(2)
  })
  test('says a label as it is written', () => {
    const form = { values: {}, errors: { name: ['Write it.'] } }
    const label = `<Who> & "what" isn't`
    const page = pageIn('en')
    const one = document(
      <Form page={page} action="/x" form={form}>
        <TextField page={page} form={form} name="name" label={label} optional />
      </Form>,
    )
    expect(one).toContain('>&lt;Who&gt; &amp; &quot;what&quot; isn&#39;t: Write it.</a>')
  })
  test('says it beside the field too, for every sense', () => {
    expect(html).toMatch(
      /<input[^>]*id="f-founded"[^>]*aria-describedby="f-founded-h f-founded-e"[^>]*aria-invalid="true"/,
    )
  })
  test('gives back what was typed', () => {
    expect(html).toMatch(/<input[^>]*value="typed"[^>]*id="f-name"/)
    expect(html).toMatch(/name="roles" value="finds" checked/)
  })
})

describe('the frame', () => {
  const links = (page: Page) => document(<Layout page={page} title="Ties" room="ties" />)

  test('shows the public what is public, and coordinators their settings', () => {
    expect(links(pageIn('en'))).not.toContain('/riverbend/people')
    expect(links(pageIn('en'))).not.toContain('/riverbend/settings')
    expect(links(pageIn('en', signedIn()))).toContain('href="/riverbend/settings"')
  })
  test('seats the plug in the room one is in', () => {
    expect(links(pageIn('en'))).toContain('<a href="/riverbend/ties" aria-current="page">')
  })
  test('says that a region is invented, and leads back from the eyes of another', () => {
    const html = links(pageIn('en', { ...signedIn(), viewingAs: 'public', path: '/riverbend/ties?q=a&as=public' }))
    expect(html).toContain('Riverbend is invented')
    expect(html).toContain('<a href="/riverbend/ties?q=a">See it as yourself again</a>')
  })
  test('brings one back after signing in', () => {
    expect(links(pageIn('es', { path: '/riverbend/ties?q=a' }))).toContain(
      'href="/es/sign-in?next=%2Friverbend%2Fties%3Fq%3Da"',
    )
  })
  test('puts the counties of one state in one phrase', () => {
    expect(links(pageIn('en'))).toContain('Alder and Marsh counties')
    expect(links(pageIn('es'))).toContain('los condados de Alder y Marsh')
  })
})

describe('small things', () => {
  test('a list keeps its filters from page to page, and one filter can go', () => {
    const html = document(<Everything page={pageIn('es')} text="x" />)
    expect(html).toContain(
      'href="/es/riverbend/organizations?q=well+water&amp;sector=library&amp;sector=media&amp;page=4"',
    )
    expect(html).toContain('href="/es/riverbend/organizations?q=well+water&amp;sector=media"')
  })
  test('the search of a list keeps the filters, the filters keep the search', () => {
    const html = document(<Everything page={pageIn('en')} text="x" />)
    expect(html).toMatch(/role="search"[\s\S]*name="sector" value="media"[\s\S]*<\/form>/)
    expect(html).toMatch(/class="filters"[\s\S]*type="hidden" name="q" value="well water"/)
  })
  test.each([
    ['Carnegie Library of Pittsburgh', 'CL'],
    ['La Casa de las Américas', 'CA'],
    ['', ''],
    ['𝒳', '𝒳'],
  ])('initials of %j', (name, letters) => expect(initials(name)).toBe(letters))
})

test('an ordinary page weighs at most 60 KB on a first visit', () => {
  const html = document(<Everything page={pageIn('en', signedIn())} text="Two libraries" />)
  const loaded = assetSizes().filter(({ name }) => html.includes(assetPath(name)))
  expect(loaded.map(({ name }) => name)).toEqual(expect.arrayContaining(['styles.css', 'sprite.svg', 'drafts.js']))
  const assets = loaded.reduce((sum, asset) => sum + asset.bytes, 0)
  expect(brotliCompressSync(html).length + assets).toBeLessThan(60_000)
})
