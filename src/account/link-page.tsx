import { paths } from '../paths.ts'
import { ButtonForm } from '../ui/form.tsx'
import type { Page } from '../ui/page.ts'
import { Frame } from './pages.tsx'

interface Opened {
  page: Page
  token: string
}

const Ask = ({ page, token, title, lede, act }: Opened & { title: string; lede: string; act: string }) => (
  <Frame page={page} title={title} lede={lede}>
    <ButtonForm page={page} action={paths.link(page.region!.slug, token)} label={act} act />
  </Frame>
)

/** An invitation, before it is accepted. `other`: whoever reads it is signed in with another address. */
export const InvitationPage = ({
  page,
  token,
  invited,
  other,
}: Opened & { invited: { name: string; email: string }; other?: string | undefined }) => {
  const title = page.t('account.link.invitationTitle', { name: invited.name, region: page.region!.name })
  if (!other)
    return (
      <Ask
        page={page}
        token={token}
        title={title}
        lede={page.t('account.link.invitationText', { email: invited.email })}
        act={page.t('account.link.invitationAct')}
      />
    )
  return (
    <Frame page={page} title={title} lede={page.t('account.link.invitationOther', { other, email: invited.email })}>
      <ButtonForm page={page} action={paths.signOut()} label={page.t('account.me.signOut')} act />
    </Frame>
  )
}

/** The end of mails, before it is pressed. */
export const UnsubscribePage = ({ page, token }: Opened) => (
  <Ask
    page={page}
    token={token}
    title={page.t('account.link.unsubscribeTitle', { region: page.region!.name })}
    lede={page.t('account.link.unsubscribeText', { region: page.region!.name })}
    act={page.t('account.link.unsubscribeAct')}
  />
)

/** Taking oneself off the list, before it is pressed. */
export const PersonRemovalPage = ({ page, token }: Opened) => (
  <Ask
    page={page}
    token={token}
    title={page.t('account.link.removalTitle', { region: page.region!.name })}
    lede={page.t('account.link.removalText')}
    act={page.t('account.link.removalAct')}
  />
)

/** What a link did. */
export const DonePage = ({ page, done }: { page: Page; done: 'unsubscribed' | 'removed' }) => {
  const title = page.t(`account.link.${done}Title`, { region: page.region!.name })
  return <Frame page={page} title={title} lede={page.t(`account.link.${done}Text`)} />
}
