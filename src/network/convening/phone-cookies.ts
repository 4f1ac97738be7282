import { getCookie, setCookie } from 'hono/cookie'
import type { HouseContext } from '../../platform/house.ts'

const NAME = 'tieline_meeting'

/** Over https no other host can set it. */
const nameOf = (publicUrl: string) => (publicUrl.startsWith('https:') ? `__Host-${NAME}` : NAME)

/** Whether a cookie header may hold a phone's token. */
export const carriesPhone = (cookie: string) => cookie.includes(`${NAME}=`)

/** The token that this browser was given when it came into a meeting. */
export const tokenOf = (c: HouseContext, publicUrl: string): string => getCookie(c, nameOf(publicUrl)) ?? ''

/** Has the browser keep its token for this meeting, until some time after its end. */
export function keepToken(c: HouseContext, publicUrl: string, token: string, until: Date) {
  const seconds = Math.ceil((until.getTime() - c.var.moment.at.getTime()) / 1000)
  setCookie(c, nameOf(publicUrl), token, {
    httpOnly: true,
    sameSite: 'Lax',
    secure: publicUrl.startsWith('https:'),
    path: '/',
    maxAge: seconds,
  })
}
