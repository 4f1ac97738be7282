import { langOn } from '../ui/languages.ts'
import { BLURBS, countWords } from './forms.ts'
import { type ProfileProps, saidOf } from './organization-panel.tsx'

/** What others may say of it in their announcements: a click marks a whole text, to copy it. */
export function Blurbs(props: ProfileProps) {
  const { page, organization: one } = props
  const fields = (Object.keys(BLURBS) as (keyof typeof BLURBS)[]).filter((field) => one[field] !== '')
  const said = fields.map((field) => saidOf(props, field))
  if (said.length === 0) return null
  return (
    <section class="section" aria-labelledby="blurbs-h">
      <div class="section-head">
        <h2 id="blurbs-h">{page.t('directory.blurbs')}</h2>
      </div>
      <p class="small quiet">{page.t('directory.blurbsHint')}</p>
      <div class="stack p-top">
        {said.map((one) => (
          <div class="stack-s">
            <h3 class="tiny">{page.t('directory.words', { count: countWords(one.text) })}</h3>
            <p class="to-copy" lang={langOn(page, one)}>
              {one.text}
            </p>
          </div>
        ))}
      </div>
    </section>
  )
}
