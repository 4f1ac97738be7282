import { paths } from '../paths.ts'
import { formatDate } from '../platform/i18n.ts'
import { Icon } from '../ui/icon.tsx'
import { type Page, href } from '../ui/page.ts'
import type { Contact } from './contacts.ts'

interface Props {
  page: Page
  organization: { id: string; name: string }
  items: Contact[]
  total: number
  mayLog: boolean
}

/** The last contacts with an organization, and the way to log another. */
export const ContactsPanel = ({ page, organization, items, total, mayLog }: Props) => {
  const { t, lang } = page
  const { slug } = page.region!
  const [latest] = items
  return (
    <section aria-labelledby="contacts-h">
      <div class="section-head">
        <h2 id="contacts-h">{t('contacts.panel')}</h2>
        {mayLog && (
          <a class="btn btn-s" href={href(page, `${paths.newContact(slug)}?with=${organization.id}`)}>
            <Icon name="plus" />
            {t('contacts.log')}
          </a>
        )}
      </div>
      <p class="quiet">
        {latest ? t('contacts.last', { date: formatDate(lang, latest.day, 'long') }) : t('contacts.never')}
      </p>
      {items.length > 0 && (
        <ul class="rows">
          {items.map((one) => (
            <li>
              <p>{one.about}</p>
              <p class="meta">
                <time datetime={one.day}>{formatDate(lang, one.day, 'long')}</time>
                <span>{t(`contacts.how.${one.how}`)}</span>
                {one.spokeWith && <span>{one.spokeWith}</span>}
              </p>
            </li>
          ))}
        </ul>
      )}
      {total > items.length && (
        <p>
          <a href={href(page, `${paths.contacts(slug)}?organization=${organization.id}`)}>{t('contacts.all')}</a>
        </p>
      )}
    </section>
  )
}
