import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SyncError } from '../../../src/model/errors.ts'
import { mapConcurrent } from '../../../src/net/concurrent.ts'
import type { ShopifyCallKind, ShopifyFault, ShopifyFaultEffect } from '../../../src/sandbox/shopify/faults/options.ts'
import type { ShopifySimOptions } from '../../../src/sandbox/shopify/index.ts'
import { type Crash, createMortal } from '../../crash/mortal.ts'
import type { Ended } from '../sweep.ts'
import { meanwhile } from './goods.ts'
import { Incomplete, openReadCase, type ReadTrial, taken } from './read-trial.ts'
import { type Reader, read } from './reading.ts'
import { firstDifference } from './trial.ts'

export interface ReadOptions {
  trial: ReadTrial
  shop?: ShopifySimOptions
  /** Nothing is taken up: the read begins anew. */
  anew?: boolean
}

/** Kept of a read are the shop, its count and the operations: the wait for each file, and the file itself, come again. */
const PER_FILE = 2
/** The call that was lost, and one that was answered and not noted. */
const LOST = 2
const SIDE_BY_SIDE = 2
/** Milliseconds until somebody begins again. */
const RESTART = 3000
/** A read that fails is taken up so often. */
const ATTEMPTS = 3

/** What was answered and what is noted come to the same: a read writes nothing but what it notes. */
export function everyReadCrash({ calls, files }: ReadTrial, every = 1): Crash[] {
  const numbers = Array.from({ length: Math.ceil((calls + files) / every) }, (_, index) => 1 + index * every)
  return numbers.flatMap((call) => (['unsent', 'unanswered'] as const).map((moment) => ({ call, moment })))
}

export function sweepReads(crashes: Crash[], options: ReadOptions): Promise<Ended[]> {
  return mapConcurrent(crashes, SIDE_BY_SIDE, (crash) =>
    inCase(`${crash.moment} ${crash.call}`, options, async (reader) => {
      await crashOnce(reader, crash)
      return problemOf(reader, options, !options.anew)
    }),
  )
}

async function inCase(
  name: string,
  { trial, shop = {}, anew = false }: ReadOptions,
  work: (reader: Reader) => Promise<string | null>,
): Promise<Ended> {
  const one = await openReadCase(trial, shop)
  try {
    const problem = await work(one)
    const all = trial.calls + trial.files
    return {
      name,
      problem,
      extra: one.shop.calls.length - all,
      allowed: LOST + PER_FILE * trial.files + (anew ? all : 0),
    }
  } finally {
    await one.close()
  }
}

async function crashOnce(reader: Reader, crash: Crash): Promise<void> {
  const { shop } = reader
  const ended = new AbortController()
  const mortal = createMortal(crash, () => ended.abort())
  shop.way = (send) =>
    mortal.call(send).catch((error: unknown) => {
      if (!mortal.died) throw error
      return { status: 0, cut: 'destroy' }
    })
  await read(reader, { mortal, signal: ended.signal }).catch((error: unknown) => {
    if (!mortal.died) throw error
  })
  shop.way = (send) => send()
  shop.clock.leap(RESTART)
}

/** What is wrong with what is read in the end; a read that fails, or is not complete, is gone on with. */
async function problemOf(reader: Reader, { trial }: ReadOptions, resume: boolean): Promise<string | null> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const { goal } = await taken(reader, { resume: resume || attempt > 1 })
      return goal === trial.goal ? null : `taken for complete: ${firstDifference(trial.goal, goal)}`
    } catch (error) {
      if (!(error instanceof SyncError || error instanceof Incomplete)) throw error
      if (attempt === ATTEMPTS) return `not complete: ${error.message}`
    }
  }
}

/** Every so many-th call of a kind is answered in this way, one in each read. */
export function readsThrough(effect: ShopifyFaultEffect, every: number, options: ReadOptions): Promise<Ended[]> {
  const { calls, files } = options.trial
  const kinds: [kind: ShopifyCallKind | null, count: number][] = [
    [null, calls],
    ['download', files],
  ]
  const faults = kinds.flatMap(([kind, count]) =>
    Array.from({ length: Math.ceil(count / every) }, (_, index): ShopifyFault => {
      return { effect, nth: 1 + index * every, ...(kind && { kind }) }
    }),
  )
  return mapConcurrent(faults, SIDE_BY_SIDE, (fault) => {
    const name = `${effect} at ${fault.kind ?? 'call'} ${fault.nth}`
    const shop = { ...options.shop, faults: [fault] }
    return inCase(name, { ...options, shop }, (reader) => problemOf(reader, options, false))
  })
}

/** People go on while a read lies there interrupted: the read after the next knows all of it. */
export function sweepMeanwhile(crashes: Crash[], options: ReadOptions): Promise<Ended[]> {
  return mapConcurrent(crashes, SIDE_BY_SIDE, (crash) =>
    inCase(`${crash.moment} ${crash.call}`, options, async (reader) => {
      await crashOnce(reader, crash)
      reader.shop.people(meanwhile)
      await read(reader, { resume: true })
      reader.shop.rest()
      const folder = mkdtempSync(join(tmpdir(), 'sync-read-'))
      const { goal } = await taken({ ...reader, folder }).finally(() =>
        rmSync(folder, { recursive: true, force: true }),
      )
      return problemOf(reader, { ...options, trial: { ...options.trial, goal } }, false)
    }),
  )
}
