import { nearest } from '../config/nearest.ts'
import { ConfigError } from '../model/errors.ts'
import type { SignedCall } from '../model/signature.ts'
import { maskedBase } from '../model/signature.ts'
import type { AuthOptions } from './auth.ts'

/** How calls for one shop are signed. */
export interface ShopSignatures {
  provider: string
  shop: string
  calls: (SignedCall & { base: string })[]
}

export interface Explained {
  /** The moment that was signed for, ISO 8601 and seconds since 1970. */
  at: string
  timestamp: number
  signed: ShopSignatures[]
}

/**
 * The moment that signatures are explained for unless another is named. It is long past, so that what is shown is good for
 * nothing, and the same each time.
 */
export const USUAL_MOMENT = 1_700_000_000

/**
 * How the sources of a workspace sign their calls; nobody is called. @param name One of them; `null`: all that do.
 * @throws ConfigError where none does, or variables are missing
 */
export async function explainSignatures(
  name: string | null,
  timestamp: number,
  options: Pick<AuthOptions, 'settings' | 'providers' | 'context'>,
): Promise<Explained> {
  const signed: ShopSignatures[] = []
  for (const { settings, signing } of placesOf(name, options)) {
    const context = options.context(settings)
    for (const shop of settings.shops) {
      const calls = await signing.explain({ settings, shop, at: timestamp }, context)
      signed.push({
        provider: settings.provider,
        shop,
        calls: calls.map((call) => ({ ...call, base: maskedBase(call.parts) })),
      })
    }
  }
  return { at: new Date(timestamp * 1000).toISOString(), timestamp, signed }
}

function placesOf(name: string | null, { settings, providers }: Pick<AuthOptions, 'settings' | 'providers'>) {
  const able = settings.sources.flatMap((source) => {
    const signing = providers.get(source.provider)?.signing
    return signing ? [{ settings: source, signing }] : []
  })
  const own = name === null ? able : able.filter((place) => place.settings.provider === name)
  if (own.length > 0) return own
  const signers = [...new Set(able.map((place) => place.settings.provider))]
  const near = name === null ? null : nearest(name, signers)
  const who = name === null ? 'No source of sync.yaml' : `No source ${name.slice(0, 60)} of sync.yaml`
  throw new ConfigError('no-signature', `${who} signs its calls.`, {
    hints: [
      near !== null
        ? `Did you mean ${near}?`
        : signers.length > 0
          ? `Those that do: ${signers.join(', ')}.`
          : 'It is for sources whose service asks for a signature of each call.',
    ],
  })
}

const SECONDS = /^\d{1,12}$/

/** A moment as people write it: seconds since 1970, or ISO 8601. @throws ConfigError */
export function momentOf(text: string): number {
  const time = SECONDS.test(text) ? Number(text) : Math.floor(Date.parse(text) / 1000)
  const isMoment = Number.isSafeInteger(time) && time >= 0 && time < 8.64e12
  if (isMoment && (SECONDS.test(text) || /^\d{4}-\d\d-\d\dT/.test(text))) return time
  throw new ConfigError('usage', `--at takes a moment, and ${JSON.stringify(text.slice(0, 40))} is none.`, {
    hints: ['Write seconds since 1970, such as 1700000000, or a time such as 2023-11-14T22:13:20Z.'],
  })
}
