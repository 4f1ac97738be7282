import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { dirname } from 'node:path'

/** A user of this computer, in whose name the database runs. */
export interface Owner {
  name: string
  uid: number
  gid: number
}

/** As root the server runs as another user: the one its files belong to, else `postgres`. */
export function ownerOf(data: string, binaries: string): Owner | undefined {
  const uid = statSync(data, { throwIfNoEntry: false })?.uid
  const me = process.getuid?.()
  if (me !== 0) {
    if (uid !== undefined && me !== undefined && uid !== me)
      throw new Error(
        `The database in ${data} belongs to ${userNamed(uid)}. Run Tieline as that user, or set DATA_DIR to another folder.`,
      )
    return undefined
  }
  const owner = users().find((user) => (uid === undefined ? user.name === 'postgres' : user.uid === uid)) ?? newUser()
  if (owner.uid === 0)
    throw new Error(
      `The database in ${data} belongs to root, who may not run it. Give it to another user: chown -R postgres ${data}`,
    )
  const closed = closedTo(owner, dirname(data)) ?? closedTo(owner, binaries)
  if (closed)
    throw new Error(
      `As root, Tieline runs the database as the user ${owner.name}, who may not enter ${closed}. ` +
        `Allow it (chmod o+x ${closed}), move Tieline or DATA_DIR elsewhere, or run Tieline as an ordinary user.`,
    )
  return owner
}

const users = (): Owner[] =>
  readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .map(([name = '', , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }))

const userNamed = (uid: number) => {
  const name = existsSync('/etc/passwd') ? users().find((user) => user.uid === uid)?.name : undefined
  return name ? `the user ${name}` : `the user with number ${uid}`
}

function newUser(): Owner {
  const made = spawnSync('useradd', [
    '--system',
    '--user-group',
    '--no-create-home',
    '--shell',
    '/usr/sbin/nologin',
    'postgres',
  ])
  const owner = users().find((user) => user.name === 'postgres')
  if (made.status === 0 && owner) return owner
  throw new Error(
    'As root the database needs another user to run as, and none could be made. Run: useradd --system postgres',
  )
}

/** The first folder on the way to `path` that the user may not enter. */
function closedTo(user: { uid: number; gid: number }, path: string): string | undefined {
  const parent = dirname(path)
  const above = parent === path ? undefined : closedTo(user, parent)
  if (above) return above
  const { mode, uid, gid } = statSync(path)
  const bit = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001
  return mode & bit ? undefined : path
}
