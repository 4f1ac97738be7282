import { paths, recordPath } from '../../paths.ts'
import { formatNumber } from '../../platform/i18n.ts'
import { VisibilityBadge } from '../../ui/badge.tsx'
import { Facts } from '../../ui/facts.tsx'
import { Flash } from '../../ui/flash.tsx'
import { ButtonForm } from '../../ui/form.tsx'
import { Icon, type IconName, OrganizationName } from '../../ui/icon.tsx'
import { langOn } from '../../ui/languages.ts'
import { Layout } from '../../ui/layout.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { type Page, href, lookOf } from '../../ui/page.ts'
import type { Entry } from './entries.ts'
import { Linked } from './entry-rows-panel.tsx'
import { sayFigure, sayHowMuch, sayWhen } from './entry-sayings.ts'
import type { Evidence } from './evidences.ts'
import { EVIDENCE, type EvidenceKind, PLACES } from './ledger-kinds.ts'

const ROOM = 'partnership-ledgers'

export interface EntryView {
  page: Page
  entry: Entry
  mayWrite: boolean
  done: string | undefined
  /** A piece of evidence that was just taken away, by its id. */
  removed: string | undefined
  formKey: string
}

/** What an organization gained or gave: in a sentence, how much, when, with whom, and what shows it. */
export const EntryPage = (props: EntryView) => {
  const { page, entry, mayWrite, done, formKey } = props
  const { t } = page
  const { slug } = page.region!
  const { segment } = PLACES[entry.ledger]
  return (
    <Layout
      page={page}
      title={entry.told}
      room="partnerships"
      sheet="partnerships.css"
      noindex={entry.visibility !== 'public'}
    >
      <PageHead
        page={page}
        title={<span lang={langOn(page, entry)}>{entry.told}</span>}
        kind={
          <>
            <span>{t(`${ROOM}.one.${entry.ledger}`)}</span>
            <VisibilityBadge page={page} visibility={entry.visibility} />
          </>
        }
        crumbs={[
          { label: t(`${ROOM}.many.${entry.ledger}`), path: paths.entries(slug, segment) },
          {
            label: t(`${ROOM}.ledgerOf`, { name: entry.organization.name }),
            path: paths.organizationLedger(slug, entry.organization.slug),
          },
        ]}
        act={
          mayWrite && (
            <a class="btn" href={href(page, paths.entryEdit(slug, segment, entry.id))}>
              <Icon name="pencil" />
              {t(`${ROOM}.edit`)}
            </a>
          )
        }
      />
      {done && (
        <Flash state="good">
          {t(`${ROOM}.done.${done}`)}
          {props.removed && (
            <ButtonForm
              page={page}
              action={paths.evidenceRestoration(slug, entry.id, props.removed)}
              label={t(`${ROOM}.undo`)}
              fields={{ _key: `${formKey}.back` }}
              small
            />
          )}
        </Flash>
      )}
      <div class="p-top-l stack-l">
        <Particulars page={page} entry={entry} />
        {entry.ledger === 'benefit' && <Shown {...props} />}
        <div class="bunch small">
          <a href={href(page, paths.entryHistory(slug, segment, entry.id))}>
            <Icon name="history" />
            {t(`${ROOM}.history`)}
          </a>
          {mayWrite && (
            <ButtonForm
              page={page}
              action={paths.entryRemoval(slug, segment, entry.id)}
              label={t(`${ROOM}.remove`)}
              fields={{ _key: formKey }}
              small
            />
          )}
        </div>
      </div>
    </Layout>
  )
}

const Particulars = ({ page, entry }: Pick<EntryView, 'page' | 'entry'>) => {
  const { t } = page
  const { slug } = page.region!
  const { organization, origin } = entry
  const originPath = origin && recordPath(slug, origin)
  return (
    <Facts
      facts={[
        {
          label: t(`${ROOM}.whose.${entry.ledger}`),
          value: (
            <OrganizationName
              name={organization.name}
              look={lookOf(page, organization.sector)}
              href={href(page, paths.organization(slug, organization.slug))}
            />
          ),
        },
        {
          label: t(`${ROOM}.field.what`),
          value: [t(`${ROOM}.what.${entry.what}`), entry.side && t(`${ROOM}.side.${entry.side}`)]
            .filter(Boolean)
            .join(' · '),
        },
        { label: t(`${ROOM}.field.amount`), value: sayHowMuch(page, entry) },
        { label: t(`${ROOM}.field.period`), value: sayWhen(page, entry) },
        {
          label: t(`${ROOM}.field.others.${entry.ledger}`),
          value:
            entry.others.length === 0 ? (
              <span class="quiet">{t(`${ROOM}.everybody.${entry.ledger}`)}</span>
            ) : (
              <Linked page={page} all={entry.others} to={(one) => paths.organization(slug, one)} />
            ),
        },
        {
          label: t(`${ROOM}.field.partnerships`),
          value: entry.partnerships.length > 0 && (
            <Linked page={page} all={entry.partnerships} to={(one) => paths.partnershipTab(slug, one, 'benefits')} />
          ),
        },
        {
          label: t(`${ROOM}.field.origin`),
          value: origin && (originPath ? <a href={href(page, originPath)}>{origin.name}</a> : origin.name),
        },
      ]}
    />
  )
}

const ICONS: Record<EvidenceKind, IconName> = {
  count: 'users',
  feedback: 'message-square',
  roster: 'list',
  dataset: 'database',
  link: 'link',
  file: 'file-text',
  quote: 'quote',
}

/** What shows that it is so. */
const Shown = (props: EntryView) => {
  const { page, entry, mayWrite } = props
  const { t } = page
  const { slug } = page.region!
  return (
    <section aria-labelledby="evidence-h">
      <h2 id="evidence-h">{t(`${ROOM}.shownBy`)}</h2>
      {entry.evidence.length === 0 && <p class="quiet">{t(`${ROOM}.noEvidence`)}</p>}
      <ul class="rows">
        {entry.evidence.map((one) => (
          <Piece {...props} piece={one} />
        ))}
      </ul>
      {mayWrite && (
        <>
          <h3 class="h4 p-top">{t(`${ROOM}.addEvidence`)}</h3>
          <p class="bunch">
            {EVIDENCE.map((kind) => (
              <a class="btn btn-s" href={href(page, `${paths.newEvidence(slug, entry.id)}?kind=${kind}`)}>
                <Icon name={ICONS[kind]} />
                {t(`${ROOM}.evidence.${kind}`)}
              </a>
            ))}
          </p>
        </>
      )}
    </section>
  )
}

const Piece = ({ page, entry, mayWrite, formKey, piece }: EntryView & { piece: Evidence }) => {
  const { t } = page
  const { slug } = page.region!
  const figure = sayFigure(page, piece, entry.threshold)
  const address = piece.file ? href(page, paths.evidence(slug, entry.id, piece.id)) : piece.url
  const title = piece.title || piece.file?.name || piece.url
  return (
    <li class="has-lead has-tail">
      <Icon name={ICONS[piece.kind]} />
      <div>
        {figure && (
          <p>
            <b>{figure}</b>
          </p>
        )}
        {piece.quote && (
          <blockquote lang={langOn(page, entry)}>
            <p>{piece.quote}</p>
          </blockquote>
        )}
        {title && (
          <p lang={langOn(page, entry)}>
            {address ? (
              <a href={address} {...(!piece.file && { rel: 'external nofollow noopener' })}>
                {title}
              </a>
            ) : (
              title
            )}
          </p>
        )}
        <p class="meta">
          <span>{t(`${ROOM}.evidence.${piece.kind}`)}</span>
          {piece.saidBy && <span>{piece.saidBy}</span>}
          {piece.consent && (
            <span>{mayWrite ? t(`${ROOM}.consentedHow`, { how: piece.consent }) : t(`${ROOM}.consented`)}</span>
          )}
          {piece.file && (
            <span>{t(`${ROOM}.kilobytes`, { n: formatNumber(page.lang, Math.ceil(piece.file.size / 1000)) })}</span>
          )}
        </p>
      </div>
      {mayWrite && (
        <div class="tail">
          <ButtonForm
            page={page}
            action={paths.evidenceRemoval(slug, entry.id, piece.id)}
            label={t(`${ROOM}.removeEvidence`)}
            fields={{ _key: `${formKey}.${piece.id}` }}
            small
          />
        </div>
      )}
    </li>
  )
}
