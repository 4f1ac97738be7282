import type { FileFacts } from '../platform/files.ts'
import type { Child } from 'hono/jsx'
import type { FeedLine } from '../journal/feeds.ts'
import { paths } from '../paths.ts'
import { formatDate } from '../platform/i18n.ts'
import { sayPartialDate } from '../platform/partial-dates.ts'
import { inLanguage, type Translation } from '../platform/translations.ts'
import type { Lists } from '../region/lists.ts'
import { Facts } from '../ui/facts.tsx'
import { Icon } from '../ui/icon.tsx'
import { langOn } from '../ui/languages.ts'
import { type Page, href } from '../ui/page.ts'
import type { Kin } from './families.ts'
import type { FormerName, Translatable } from './forms.ts'
import { StillRight } from './next-question-panel.tsx'
import type { Listed } from './organization-lists.ts'
import { canEditOrganization, canMerge, canRemoveOrganization, canSeeExtra, nextQuestion } from './rules.ts'

export interface ProfileProps {
  page: Page
  lists: Lists
  organization: Listed
  translations: Translation[]
  people: { id: string; name: string; title: string }[]
  lately: FeedLine[]
  /** Who last said that the facts are right, where the reader may see them. */
  checkedBy: string | undefined
  /** The day in the region. */
  today: string
  formKey: string
  logo?: FileFacts | undefined
  /** What other rooms show here. */
  panels: Child[]
  jsonLd?: object | undefined
  /** What was just done, in a word of the address. */
  done?: string | undefined
}

/** A text of an organization in the reader's language, if somebody said it in that. */
export const saidOf = ({ page, organization: one, translations }: ProfileProps, field: Translatable) =>
  inLanguage({ text: one[field], lang: one.lang }, translations, field, page.lang)

/** The same where it stands by itself. */
export const Saying = ({ said, page }: { said: ReturnType<typeof saidOf>; page: Page }) => (
  <span lang={langOn(page, said)}>{said.text}</span>
)

export const Source = ({ title, url }: { title: string; url: string | null }) =>
  url && /^https?:\/\//i.test(url) ? (
    <a href={url} rel="external nofollow noopener">
      {title}
    </a>
  ) : (
    <>{title}</>
  )

/** Words that lead to all organizations with the same. */
const Words = ({ page, name, words }: { page: Page; name: string; words: string[] }) => (
  <>
    {words.flatMap((word, n) => [
      n > 0 ? ', ' : '',
      <a href={href(page, `${paths.organizations(page.region!.slug)}?${name}=${encodeURIComponent(word)}`)}>{word}</a>,
    ])}
  </>
)

const Lines = ({ lines }: { lines: Child[] }) => (
  <ul class="plain">
    {lines.map((line) => (
      <li>{line}</li>
    ))}
  </ul>
)

/** Earlier names, each with its time. */
const FormerNames = ({ page, names }: { page: Page; names: FormerName[] }) => (
  <Lines
    lines={names.map(({ name, period }) => (
      <>
        {name} {period && <span class="small quiet">({sayPartialDate(page.lang, period)})</span>}
      </>
    ))}
  />
)

/** Other organizations, each with its page. */
export const Kins = ({ page, kin }: { page: Page; kin: Kin[] }) => (
  <>
    {kin.flatMap((one, n) => [
      n > 0 ? ', ' : '',
      <a href={href(page, paths.organization(page.region!.slug, one.slug))}>{one.name}</a>,
    ])}
  </>
)

export function Known(props: ProfileProps) {
  const { page, organization: one } = props
  const { t } = page
  const facts = [
    { label: t('directory.field.otherNames'), value: one.otherNames.join(', ') },
    {
      label: t('directory.field.formerNames'),
      value: one.formerNames.length > 0 && <FormerNames page={page} names={one.formerNames} />,
    },
    { label: t('directory.field.founded'), value: one.founded && sayPartialDate(page.lang, one.founded) },
    { label: t('directory.field.ended'), value: one.ended && sayPartialDate(page.lang, one.ended) },
    { label: t('directory.field.parent'), value: one.family.parent && <Kins page={page} kin={[one.family.parent]} /> },
    { label: t('directory.parts'), value: one.family.parts.length > 0 && <Kins page={page} kin={one.family.parts} /> },
    {
      label: t('directory.field.successors'),
      value: one.family.successors.length > 0 && <Kins page={page} kin={one.family.successors} />,
    },
    {
      label: t('directory.predecessors'),
      value: one.family.predecessors.length > 0 && <Kins page={page} kin={one.family.predecessors} />,
    },
    {
      label: t('directory.field.audiences'),
      value: one.audiences.length > 0 && <Words page={page} name="audience" words={one.audiences} />,
    },
    {
      label: t('directory.field.skills'),
      value: one.skills.length > 0 && <Words page={page} name="skill" words={one.skills} />,
    },
    { label: t('directory.field.spaces'), value: one.spaces.length > 0 && <Lines lines={one.spaces} /> },
    {
      label: t('directory.field.languages'),
      value: one.languages.length > 0 && <Words page={page} name="language" words={one.languages} />,
    },
    {
      label: t('directory.field.serviceCounties'),
      value: one.serviceCounties.length > 0 && <Words page={page} name="county" words={one.serviceCounties} />,
    },
    {
      label: t('directory.field.serviceArea'),
      value: one.serviceArea && <Saying page={page} said={saidOf(props, 'serviceArea')} />,
    },
    { label: t('directory.field.openData'), value: one.openData && <Source title={one.openData} url={one.openData} /> },
    {
      label: t('directory.field.identifiers'),
      value: one.identifiers.map((id) => `${id.scheme}: ${id.value}`).join(', '),
    },
    ...(page.actor && canSeeExtra(page.actor, one) ? extraFacts(one.extra) : []),
  ]
  if (facts.every((fact) => !fact.value)) return null
  return (
    <section aria-labelledby="facts-h" class="stack-s">
      <h2 class="title" id="facts-h">
        {t('directory.facts')}
      </h2>
      <Facts facts={facts} />
    </section>
  )
}

/** What a file said beside our fields. */
export const extraFacts = (extra: Record<string, unknown>) =>
  Object.entries(extra).map(([label, value]) => ({
    label,
    value:
      typeof value === 'string' ? value : Array.isArray(value) ? value.map(String).join(', ') : JSON.stringify(value),
  }))

export const Sources = ({ page, organization: one, checkedBy, people, today, formKey }: ProfileProps) => (
  <section class="stack-s" aria-labelledby="sources-h">
    <h2 class="title" id="sources-h">
      {page.t('directory.sources')}
    </h2>
    {one.references.length > 0 && (
      <ul class="plain stack-s">
        {one.references.map((reference) => (
          <li>
            <Source title={reference.title} url={reference.url} />
            {reference.quote && (
              <blockquote class="small">
                <p>{reference.quote}</p>
              </blockquote>
            )}
          </li>
        ))}
      </ul>
    )}
    <p class="small quiet">
      {one.checkedOn
        ? page.t(checkedBy ? 'directory.checkedBy' : 'directory.checked', {
            date: formatDate(page.lang, one.checkedOn, 'long'),
            who: checkedBy ?? '',
          })
        : page.t('directory.neverChecked')}
    </p>
    {page.actor && canEditOrganization(page.actor, one) && nextQuestion(one, people.length, today) !== 'checkedOn' && (
      <StillRight page={page} organization={one} formKey={formKey} />
    )}
  </section>
)

export function Tools({ page, organization: one }: ProfileProps) {
  const { actor, region, t } = page
  if (!actor?.member) return null
  const slug = region!.slug
  const all = [
    {
      shown: one.visibility === 'public',
      path: `${paths.organization(slug, one.slug)}?as=public`,
      icon: 'eye',
      label: t('directory.asPublic'),
    },
    {
      shown: canEditOrganization(actor, one),
      path: paths.organizationLogoEdit(slug, one.slug),
      icon: 'upload',
      label: t('directory.logo.act'),
    },
    {
      shown: canEditOrganization(actor, one),
      path: paths.organizationTranslation(slug, one.slug),
      icon: 'languages',
      label: t('directory.translate'),
    },
    {
      shown: canMerge(actor),
      path: paths.organizationMerging(slug, one.slug),
      icon: 'users',
      label: t('merging.tool'),
    },
    {
      shown: canRemoveOrganization(actor),
      path: paths.organizationRemoval(slug, one.slug),
      icon: 'trash-2',
      label: t('directory.remove'),
    },
  ] as const
  const shown = all.filter((tool) => tool.shown)
  if (shown.length === 0) return null
  return (
    <nav aria-label={t('directory.tools')}>
      <ul class="plain stack-s small">
        {shown.map((tool) => (
          <li>
            <a href={href(page, tool.path)}>
              <Icon name={tool.icon} />
              {tool.label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
