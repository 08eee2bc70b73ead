import { join, resolve } from 'node:path'
import type { Clock } from '../model/clock.ts'
import { spanText } from '../model/counted.ts'
import { type Diagnostic, diagnostic } from '../model/diagnostic.ts'
import { SHOPS } from '../model/edge-names.ts'
import { ConfigError, SyncError } from '../model/errors.ts'
import { canonicalJson, type Json } from '../model/json.ts'
import { liveOf, type Want } from '../model/live.ts'
import type { Settings } from '../model/settings.ts'
import type { Target, TargetTraits } from '../model/target.ts'
import type { SnapshotHeader, SnapshotQuery } from '../state/snapshots/header.ts'
import { newestSnapshot, readSnapshot, saveSnapshot } from '../state/snapshots.ts'
import { refuseNoFile } from './named-file.ts'
import { targetWith } from './target-with.ts'

export interface SnapshotPlace {
  /** Absolute folder of what this program keeps for the account. */
  folder: string
  /** What `--account` said; `null` for none. */
  profile: string | null
  settings: Settings
}

/** A target that keeps what it reads in a snapshot. `onFailure` hears of one that could not be written. */
export function recordingTarget(target: Target, place: SnapshotPlace, onFailure: (reason: string) => void): Target {
  let account = ''
  let windows: SnapshotHeader['windows'] = []
  return targetWith(target, {
    async connect(signal) {
      const connection = await target.connect(signal)
      account = connection.account
      windows = connection.windows
      return connection
    },
    async read(want, signal, progress) {
      const live = await target.read(want, signal, progress)
      // It would look as if the account lacked what was not read.
      if (want.beginnings !== undefined) return live
      const facts = { provider: target.traits.name, account, profile: place.profile, windows }
      await saveSnapshot(snapshotsFolder(place), { ...facts, query: queryOf(want, target.traits, place) }, live).catch(
        (cause) => onFailure((cause as Error).message),
      )
      return live
    },
  })
}

function snapshotsFolder({ folder }: SnapshotPlace): string {
  return join(folder, 'snapshots')
}

function queryOf({ paths }: Want, { asked }: TargetTraits, { settings }: SnapshotPlace): SnapshotQuery {
  const { target, sources, policy } = settings
  return { paths, asked, baseline: policy.baseline, sku: target.sku, [SHOPS]: sources.flatMap(({ shops }) => shops) }
}

export interface SnapshotTarget {
  target: Target
  /** How old it is, for people. */
  remark: Diagnostic
}

export interface SnapshotChoice extends SnapshotPlace {
  /** A path, or `latest`. */
  file: string
  traits: TargetTraits
  clock: Clock
}

/** A snapshot as a target that makes no calls and takes no writes. @throws ConfigError when it cannot stand for a read */
export async function snapshotTarget(choice: SnapshotChoice): Promise<SnapshotTarget> {
  const newest = await newestSnapshot(snapshotsFolder(choice))
  const file = choice.file === 'latest' ? newest?.file : resolve(choice.file)
  if (file === undefined) {
    throw new ConfigError('snapshot-missing', 'There is no snapshot of this account yet.', { hints: [AGAIN] })
  }
  refuseNoFile(file, 'snapshot')
  const { header, live } = await readSnapshot(file)
  refuseOtherAccount(file, { header, newest: newest?.header ?? null, choice })
  const target: Target = {
    traits: choice.traits,
    connect: async () => ({ account: header.account, windows: header.windows }),
    async read(want) {
      refuseOtherQuery(file, header.query, queryOf(want, choice.traits, choice))
      return live
    },
    look: async (named) => named.flatMap(({ kind, key }) => liveOf(live, kind).find((one) => one.key === key) ?? []),
    allow: () => undefined,
    write: () => Promise.reject(new SyncError('snapshot', 'A snapshot takes no writes.')),
    calls: () => ({ reads: 0, writes: 0, throttled: 0, retried: 0 }),
    close: async () => undefined,
  }
  return { target, remark: ageRemark(header, choice) }
}

const AGAIN = 'Run "sync plan" without --snapshot once: it reads the account and keeps a snapshot.'

interface Comparison {
  header: SnapshotHeader
  newest: SnapshotHeader | null
  choice: SnapshotChoice
}

function refuseOtherAccount(file: string, { header, newest, choice }: Comparison): void {
  const { provider, account, profile } = header
  const other =
    provider !== choice.traits.name
      ? `of ${provider}, not of ${choice.traits.name}`
      : profile !== choice.profile
        ? `of --account ${profile ?? '(none)'}, not of ${choice.profile ?? '(none)'}`
        : newest !== null && newest.account !== account
          ? `of account ${account}; this workspace last read ${newest.account}`
          : null
  if (other === null) return
  throw new ConfigError('snapshot-account', `The snapshot ${file} is ${other}.`, { hints: [AGAIN] })
}

/** What was not asked for would look as if the account lacked it. */
function refuseOtherQuery(file: string, had: SnapshotQuery, needs: SnapshotQuery): void {
  const missing = needs.paths.filter((path) => !had.paths.includes(path))
  const differs = (name: string) => canonicalJson(needs.asked[name] as Json) !== canonicalJson(had.asked[name] as Json)
  const setting = Object.keys(needs.asked).find(differs)
  const other =
    missing.length > 0
      ? `was read without ${missing.slice(0, 5).join(', ')}`
      : setting !== undefined
        ? `was read for another setting of ${setting}`
        : needs.baseline !== had.baseline
          ? 'was read for baselines in another place'
          : needs.sku !== had.sku || needs[SHOPS].join() !== had[SHOPS].join()
            ? 'was read for other SKUs or shops'
            : null
  if (other === null) return
  throw new ConfigError('snapshot-query', `The snapshot ${file} ${other}, which the workspace needs now.`, {
    hints: [AGAIN],
  })
}

function ageRemark({ read_at }: SnapshotHeader, { clock, settings }: SnapshotChoice): Diagnostic {
  const seconds = Math.max(0, (clock.now() - Date.parse(read_at)) / 1000)
  const old = seconds > Math.min(...settings.sources.map(({ max_age_seconds }) => max_age_seconds))
  const when = `${read_at.slice(0, 16).replace('T', ' ')} UTC`
  return diagnostic({
    severity: old ? 'warning' : 'info',
    code: 'snapshot',
    message: `The account is taken from a snapshot that was read ${seconds < 60 ? 'less than a minute' : spanText(seconds, 2)} ago, at ${when}.`,
    hint: old ? 'Leave --snapshot away to read the account as it is now.' : null,
  })
}
