import type { Check } from '../../model/check.ts'
import { spanText } from '../../model/counted.ts'
import { parseBasis } from './basis.ts'
import type { ReadContext } from './read-context.ts'
import { changesAreCheaper } from './read-plan.ts'
import { ASPECTS, doubtOf, type Proof, proofIn, type ReadingSettings } from './trust.ts'

const PROBE = 'Run "sync doctor --probe" once: it makes two products of its own, changes them and deletes them.'
const NAMES = { search: 'values', links: 'links', images: 'images' } as const

/** False: everything is read anyway, whatever the account tells, since the workspace says so or it takes no more calls. */
export function isOfUse({ reading }: ReadingSettings, rows: number): boolean {
  return reading !== 'full' && changesAreCheaper({ rows, changed: 0, named: 0, columns: [] })
}

/** How plans read the account, and why. Makes no call. @param rows How many products there are */
export async function readingCheck({ session, earlier }: ReadContext, rows: number): Promise<Check> {
  const account = await earlier.account(session.signal)
  const proof = proofIn(await earlier.reads.finding(account))
  const { settings } = earlier
  if (settings.reading !== 'full' && !isOfUse(settings, rows)) {
    return info('Every plan reads the account in full: with so few products nothing takes fewer calls.')
  }
  switch (doubtOf(settings, proof)) {
    case 'asked':
      return info('Every plan reads the account in full, as target.plytix.reading says.')
    case 'unproven':
      return info(
        `Every plan reads the account in full: it is not known whether it tells of every change of ${unknown(proof)}.`,
        PROBE,
      )
    case 'disproved':
      return info(`Every plan reads the account in full: it does not tell of every change of ${named(proof, false)}.`)
    case null:
      return info(
        await byChanges(earlier, account),
        settings.reading === 'changes' && unknown(proof) !== '' ? PROBE : null,
      )
  }
}

async function byChanges({ settings, reads, time }: ReadContext['earlier'], account: string): Promise<string> {
  const basis = parseBasis((await reads.newest(account))?.basis ?? null)
  const now = time()
  const every = `in full every ${spanText(settings.fullEvery / 1000, 2)}, and before something is removed`
  if (basis === null || now === null || now - basis.full >= settings.fullEvery) {
    return `The next plan reads the account in full; later ones what changed since, and the account ${every}.`
  }
  const since = new Date(basis.at).toISOString().slice(0, 16).replace('T', ' ')
  return `Plans read what changed since ${since} UTC, and the account ${every}.`
}

function info(message: string, hint: string | null = null): Check {
  return { name: 'reading', severity: 'info', message, hint }
}

function unknown(proof: Proof): string {
  return named(proof, null)
}

function named(proof: Proof, answer: boolean | null): string {
  return ASPECTS.filter((aspect) => proof[aspect] === answer)
    .map((aspect) => NAMES[aspect])
    .join(', ')
}
