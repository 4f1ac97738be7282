import { Facts } from '../ui/facts.tsx'
import { Layout } from '../ui/layout.tsx'
import type { Page } from '../ui/page.ts'

const KEPT = [
  'readers',
  'session',
  'drafts',
  'links',
  'members',
  'journal',
  'mail',
  'logs',
  'limits',
  'uploads',
  'meetings',
] as const
const RIGHTS = ['see', 'change', 'hidden', 'erase'] as const

/** What is kept of people, where, for how long, and who sees it. */
export const PrivacyPage = ({ page, contact }: { page: Page; contact: string }) => (
  <Layout page={page} title={page.t('info.privacy.title')}>
    <div class="page-head">
      <div class="stack-s">
        <h1>{page.t('info.privacy.title')}</h1>
        <p class="lede">{page.t('info.privacy.lede')}</p>
      </div>
    </div>
    <div class="prose section">
      <h2>{page.t('info.privacy.kept')}</h2>
      <Facts
        facts={KEPT.map((what) => ({
          label: page.t(`info.kept.${what}.what`),
          value: page.t(`info.kept.${what}.how`),
        }))}
      />
      <h2>{page.t('info.privacy.never')}</h2>
      <p>{page.t('info.privacy.neverText')}</p>
      <h2>{page.t('info.privacy.yours')}</h2>
      <ul>
        {RIGHTS.map((right) => (
          <li>{page.t(`info.rights.${right}`)}</li>
        ))}
      </ul>
      <Contact page={page} contact={contact} />
    </div>
  </Layout>
)

const WORKS = ['script', 'keyboard', 'zoom', 'themes', 'motion', 'words', 'pictures', 'print'] as const

/** What this installation does so that everybody can use it, and what to do where it fails. */
export const AccessibilityPage = ({ page, contact }: { page: Page; contact: string }) => (
  <Layout page={page} title={page.t('info.accessibility.title')}>
    <div class="page-head">
      <div class="stack-s">
        <h1>{page.t('info.accessibility.title')}</h1>
        <p class="lede">{page.t('info.accessibility.lede')}</p>
      </div>
    </div>
    <div class="prose section">
      <ul>
        {WORKS.map((what) => (
          <li>{page.t(`info.works.${what}`)}</li>
        ))}
      </ul>
      <h2>{page.t('info.accessibility.known')}</h2>
      <p>{page.t('info.accessibility.knownText')}</p>
      <Contact page={page} contact={contact} />
    </div>
  </Layout>
)

const Contact = ({ page, contact }: { page: Page; contact: string }) => (
  <>
    <h2>{page.t('info.contact.title')}</h2>
    <p>{page.t.rich('info.contact.text', { a: (words) => <a href={`mailto:${contact}`}>{words}</a>, contact })}</p>
  </>
)
