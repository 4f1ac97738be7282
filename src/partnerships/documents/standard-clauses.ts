import type { Lang } from '../../platform/i18n.ts'

/** The template that every region has, until it writes its own. Nothing in it binds anybody: it is a beginning to talk from. */
export const STANDARD: Record<Lang, string> = {
  en: `## 1. Who we are
This memorandum is between the partners of the partnership “{partnership}” in {region}:

{partners}

## 2. What we want together
{mission}

{purpose}

We work in {places}.

## 3. What each of us does
{roles}

## 4. What each of us brings
{commitments}

Time and money that are not named here are not promised.

## 5. What each of us hopes to gain
{benefits}

## 6. How we decide
{decisions}

## 7. Data and people
Each partner goes on answering for the data it holds and for the people it serves. Nobody shares what names a patron.

We say publicly who did what, and ask before we quote somebody.

## 8. How long, and how one leaves
This memorandum holds {period}. We look at it together once a year.

{leaving}

## 9. What this is not
This memorandum makes nobody another's employee or agent and moves no money by itself. What needs a contract gets one.

## 10. Signed
{signatures}`,
  es: `## 1. Quiénes somos
Este memorando es entre quienes integran la alianza «{partnership}» en {region}:

{partners}

## 2. Qué queremos juntos
{mission}

{purpose}

Trabajamos en {places}.

## 3. Qué hace cada cual
{roles}

## 4. Qué aporta cada cual
{commitments}

El tiempo y el dinero que no se nombran aquí no están prometidos.

## 5. Qué espera ganar cada cual
{benefits}

## 6. Cómo decidimos
{decisions}

## 7. Datos y personas
Cada integrante sigue respondiendo por los datos que guarda y por las personas a las que atiende. Nadie comparte lo que nombra a una persona usuaria.

Decimos en público quién hizo qué, y preguntamos antes de citar a alguien.

## 8. Cuánto dura, y cómo se sale
Este memorando vale {period}. Lo revisamos juntos una vez al año.

{leaving}

## 9. Lo que esto no es
Este memorando no hace a nadie empleado ni representante de otro y no mueve dinero por sí mismo. Lo que necesite un contrato lo tendrá.

## 10. Firmas
{signatures}`,
}
