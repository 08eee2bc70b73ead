import { type EarlierReads, NOTHING_EARLIER } from '../../model/earlier.ts'
import type { EarlierWrites } from '../../model/run.ts'
import type { Target } from '../../model/target.ts'
import { type AccountLine, type LineOptions, openLine } from './account-line.ts'
import { plytixSettings } from './asked.ts'
import type { Session } from './client.ts'
import { Definitions } from './definitions.ts'
import { plytixHealth } from './health.ts'
import { look } from './look.ts'
import { OwnWrites } from './own-writes.ts'
import type { PimWorkspace } from './pim-workspace.ts'
import { readState } from './read.ts'
import type { Earlier } from './read-context.ts'
import { plytixTraits } from './traits.ts'
import { readingSettings } from './trust.ts'
import { applyChange } from './write.ts'

export interface PlytixOptions extends LineOptions {
  workspace: PimWorkspace
  /** What other processes wrote to an account a short while ago. */
  writes?: (account: string) => Promise<EarlierWrites>
  /** What is known of an account from earlier. */
  earlier?: EarlierReads
}

/** A Plytix account as a target. */
export function createPlytixTarget(options: PlytixOptions): Target {
  const { workspace, clock } = options
  const definitions = new Definitions()
  const writes = new OwnWrites(clock)
  let opened: string | null = null
  const line = openLine(options, async (name) => {
    if (opened !== name && options.writes) writes.add(await options.writes(name))
    opened = name
  })
  const { client, limiter, allowance, auth, log, accountOf, explain } = line
  const writing = { definitions, writes, account: { galleriesByLink: false } }
  const settings = plytixSettings(workspace)
  const earlier = earlierOf(options, line)
  const reading = (session: Session) => ({ session, settings, definitions, writes, clock, log, earlier })
  const parts = { ...line, workspace, reading }

  return {
    traits: plytixTraits(workspace),
    connect: async (signal) => ({ account: accountOf(await auth.session(signal)), windows: allowance.windows }),
    async read(want, signal, progress) {
      try {
        return await readState(reading(client.session(signal, progress)), want)
      } catch (error) {
        throw explain(error)
      }
    },
    look: (named, want, signal) => look(reading(client.session(signal)), named, want),
    write: (change, signal) => applyChange({ ...writing, session: client.session(signal), notes: [] }, change),
    check: (request, signal) => plytixHealth(parts, request, signal),
    calls: () => ({ ...client.counts }),
    windows: () => limiter.use(),
    atOnce: () => limiter.atOnce(),
    allow: (calls) => client.allow(calls),
    close: line.close,
  }
}

function earlierOf(
  { workspace, earlier = NOTHING_EARLIER }: PlytixOptions,
  { auth, accountOf, time }: AccountLine,
): Earlier {
  const account = async (signal: AbortSignal): Promise<string> => accountOf(await auth.session(signal))
  return { settings: readingSettings(workspace.settings.target), reads: earlier, account, time }
}
