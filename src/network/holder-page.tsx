import type { Colleague } from '../account/colleagues.ts'
import { paths } from '../paths.ts'
import type { FormState } from '../platform/parse-form.ts'
import type { TieKind } from '../region/lists.ts'
import { type Difference, Conflict } from '../ui/conflict.tsx'
import { CheckboxList } from '../ui/field.tsx'
import { Flash } from '../ui/flash.tsx'
import { Form, FormDo } from '../ui/form.tsx'
import { Layout } from '../ui/layout.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { type Page, href } from '../ui/page.ts'
import { OTHERS } from './forms.ts'
import { sayGone } from './holder-panel.tsx'
import { goneFrom, type Holding, holdingNow, type Side } from './rules.ts'
import { sayTie } from './sayings.ts'
import type { Tie } from './ties.ts'

export interface HolderView {
  page: Page
  tie: Tie
  side: Side
  kinds: TieKind[]
  /** Whom the reader can name there. */
  colleagues: Colleague[]
  /** What is written down of this side. */
  holdings: Holding[]
  form: FormState
  formKey: string
  /** What somebody else saved meanwhile. */
  conflict?: Difference[]
}

/** Who holds a tie for one side: its people, each with a tick. */
export const HolderPage = (view: HolderView) => {
  const { page, tie, side, kinds, colleagues, holdings, form, formKey, conflict } = view
  const { t } = page
  const slug = page.region?.slug ?? ''
  const title = t('network.holdersHead', { organization: side.name })
  const back = paths.tie(slug, tie.id)
  const hidden = holdingNow(holdings).filter((one) => one.name === null).length
  return (
    <Layout page={page} title={title} room="ties" noindex>
      <PageHead
        page={page}
        title={title}
        crumbs={[
          { label: t('network.ties'), path: paths.ties(slug) },
          { label: sayTie(t, kinds, tie), path: back },
        ]}
        lede={t('network.holdersLede')}
      />
      {conflict && <Conflict page={page} differences={conflict} />}
      <div class="prose">
        {goneFrom(holdings).map((one) => (
          <Flash state="warn">{sayGone(page, one, side)}</Flash>
        ))}
        {colleagues.length === 0 && (
          <p>
            {t('network.holdersEmpty', { organization: side.name })}{' '}
            <a href={href(page, `${paths.people(slug)}/new?organization=${side.id}`)}>{t('network.holdersAdd')}</a>
          </p>
        )}
        <Form
          page={page}
          action={paths.tieHolders(slug, tie.id, side.slug)}
          form={form}
          version={tie.version}
          formKey={formKey}
        >
          <CheckboxList
            page={page}
            form={form}
            name="holders"
            label={t('network.holders')}
            hint={t('network.holdersHint', { organization: side.name })}
            options={[
              ...colleagues.map(({ id, name, title: does }) => ({
                value: id,
                label: name,
                ...(does && { hint: does }),
              })),
              ...(hidden > 0
                ? [
                    {
                      value: OTHERS,
                      label: t('network.holdersHidden', { n: hidden }),
                      hint: t('network.holdersHiddenHint'),
                    },
                  ]
                : []),
            ]}
          />
          <FormDo page={page} act={t('network.holdersSave')} cancel={back} />
        </Form>
      </div>
    </Layout>
  )
}
