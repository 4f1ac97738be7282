import { paths } from '../paths.ts'
import { Icon } from '../ui/icon.tsx'
import { href } from '../ui/page.ts'
import { type ProfileProps, Saying, saidOf } from './organization-panel.tsx'

/** A number that a telephone can dial, or nothing. */
const dialled = (phone: string) => {
  const digits = phone.replace(/(?:ext|x)\.?\s*\d+$/i, '').replace(/[^\d+]/g, '')
  return /^\+?\d{7,15}$/.test(digits) ? `tel:${digits}` : null
}

const mailTo = (email: string) => `mailto:${encodeURIComponent(email).replace('%40', '@')}`

/** A telephone number that a telephone can dial. */
export const Phone = ({ phone }: { phone: string }) => {
  const tel = dialled(phone)
  return (
    <>
      <Icon name="phone" /> {tel ? <a href={tel}>{phone}</a> : phone}
    </>
  )
}

export const Email = ({ email }: { email: string }) => (
  <>
    <Icon name="mail" /> <a href={mailTo(email)}>{email}</a>
  </>
)

/** Whom one calls there: the organization's own telephone and mail, and its people as far as they agreed. */
export function Call(props: ProfileProps) {
  const { page, organization: one, people } = props
  if (one.phone === '' && one.email === '' && one.calling === '' && people.length === 0) return null
  return (
    <section aria-labelledby="call-h" class="stack-s">
      <h2 class="title" id="call-h">
        {page.t('directory.call')}
      </h2>
      {(one.phone !== '' || one.email !== '') && (
        <ul class="plain stack-s">
          {one.phone && (
            <li>
              <Phone phone={one.phone} />
            </li>
          )}
          {one.email && (
            <li>
              <Email email={one.email} />
            </li>
          )}
        </ul>
      )}
      {one.calling && (
        <p>
          <Saying page={page} said={saidOf(props, 'calling')} />
        </p>
      )}
      {people.length > 0 && (
        <ul class="plain stack-s">
          {people.map((person) => (
            <li>
              <a href={href(page, paths.person(page.region!.slug, person.id))}>{person.name}</a>
              {person.title && <span class="small quiet">, {person.title}</span>}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
