import type { Opened } from '../../database/open.ts'
import { ProviderError } from '../../model/errors.ts'
import type { LiveState } from '../../model/live.ts'
import type { TargetWorkspace } from '../../model/provider.ts'
import type { CallCounts, Target, TargetTraits } from '../../model/target.ts'
import { Analyst } from './analyse.ts'
import { refusedField, writeBatch } from './batch.ts'
import { Gatherer } from './gatherer.ts'
import { catalogueHealth } from './health.ts'
import { lookUp } from './look.ts'
import { type OpenedCatalogue, openCatalogue, placeOf, type Surroundings } from './place.ts'
import { type Catalogue, readAll } from './read.ts'
import { wantsOf } from './settings.ts'
import { postgresTraits } from './traits.ts'

export interface PostgresOptions {
  workspace: TargetWorkspace
  surroundings: Surroundings
  /** For tests and benchmarks: a database that is open already, which the target does not close. */
  opened?: OpenedCatalogue
}

/** A master catalogue in tables. */
export function createPostgresTarget(options: PostgresOptions): Target {
  const { workspace, surroundings } = options
  const traits = postgresTraits(workspace)
  const catalogue = new CatalogueTarget(options, traits)
  return {
    traits,
    connect: (signal) => catalogue.connect(signal),
    async read(want, signal, progress): Promise<LiveState> {
      const read_at = new Date(surroundings.clock.now()).toISOString()
      return { read_at, ...(await readAll(await catalogue.counted(signal), { want, progress }, signal)) }
    },
    async look(named, _want, signal) {
      return named.length === 0 ? [] : lookUp(await catalogue.counted(signal), named, signal)
    },
    async write(change, signal) {
      signal.throwIfAborted()
      return refusedField(change) ?? catalogue.gatherer.add(change, signal)
    },
    check: (request, signal) => catalogueHealth({ open: () => catalogue.open(), ...request }, signal),
    calls: () => ({ ...catalogue.counts }),
    allow: (calls) => catalogue.allow(calls),
    close: () => catalogue.close(),
  }
}

class CatalogueTarget {
  readonly counts: CallCounts = { reads: 0, writes: 0, throttled: 0, retried: 0 }
  readonly gatherer: Gatherer
  readonly #options: PostgresOptions
  readonly #organisation: string
  #allowed = Number.POSITIVE_INFINITY
  #opened: Promise<OpenedCatalogue> | null = null
  #analyst: Analyst | null = null

  constructor(options: PostgresOptions, traits: TargetTraits) {
    this.#options = options
    this.#organisation = wantsOf(options.workspace.settings.target).organisation
    this.gatherer = new Gatherer(async (changes, signal) => {
      const { database } = await this.open()
      this.#analyst ??= new Analyst(database)
      const changed: { kind: string; rows: number }[] = []
      const answers = await writeBatch(
        {
          ...{ database, organisation: this.#organisation, traits },
          onCall: () => this.count('writes'),
          onChanged: (kind, rows) => changed.push({ kind, rows }),
        },
        changes,
        signal,
      )
      for (const { kind, rows } of changed) await this.#analyst.changed(kind, rows, signal)
      return answers
    })
  }

  open(): Promise<OpenedCatalogue> {
    const { workspace, surroundings, opened } = this.#options
    this.#opened ??= opened
      ? Promise.resolve(opened)
      : openCatalogue(placeOf(wantsOf(workspace.settings.target), surroundings), {
          ...{ wants: wantsOf(workspace.settings.target), surroundings, create: false },
          onRetry: () => {
            this.counts.retried += 1
          },
        })
    return this.#opened
  }

  /** The catalogue with its statements counted as reads. */
  async counted(signal: AbortSignal): Promise<Catalogue> {
    signal.throwIfAborted()
    const { database } = await this.open()
    return { database: countingReads(database, () => this.count('reads')), organisation: this.#organisation }
  }

  count(what: 'reads' | 'writes'): void {
    if (this.#allowed < 1) throw new ProviderError('budget', 'The allowance of calls is used up.')
    this.#allowed -= 1
    this.counts[what] += 1
  }

  allow(calls: number): void {
    this.#allowed = calls
  }

  async connect(signal: AbortSignal) {
    signal.throwIfAborted()
    const { database, migrations } = await this.open()
    await migrations.demand(signal)
    const [row] = await database.transaction(
      {
        mode: 'read',
        perform: ({ run }) =>
          run<{ id: string }>('read identity', 'SELECT catalog_id::text AS id FROM catalog_identity'),
      },
      signal,
    )
    if (!row)
      throw new ProviderError(
        'db-damaged',
        'The catalogue has lost its identity: the table catalog_identity is empty.',
        { hints: ['Restore it from a copy of the database.'] },
      )
    return { account: `${row.id}.${this.#organisation}`, windows: [] }
  }

  async close(): Promise<void> {
    await this.gatherer.idle()
    if (this.#opened === null) return
    const opened = await this.#opened.catch(() => null)
    if (opened === null) return
    // What a run that was stopped leaves unanalysed, the next one analyses.
    await this.#analyst?.finish(AbortSignal.timeout(LAST_WORK_MS)).catch(() => undefined)
    if (!this.#options.opened) await opened.database.close()
  }
}

const LAST_WORK_MS = 30_000

function countingReads(database: Opened, count: () => void): Catalogue['database'] {
  return {
    ...database,
    transaction: ({ perform, ...work }, signal) =>
      database.transaction(
        {
          ...work,
          perform: ({ run }) =>
            perform({
              run: (kind, text, values) => {
                count()
                return run(kind, text, values)
              },
            }),
        },
        signal,
      ),
  }
}
