// What part of an apply is spent on the journal. Calls take the time that the account's windows make them take, on a
// clock of their own; the journal is the real one, on this machine's disk, with every intent made durable.
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { applyPlan } from '../dist/applier/index.js'
import { Limiter } from '../dist/net/limiter.js'
import { createMemoryTarget } from '../dist/providers/memory/index.js'
import { openState } from '../dist/state/database.js'
import { createJournal } from '../dist/state/journal.js'
import { acquireLock } from '../dist/state/lock.js'

const OPERATIONS = 2000
const MOST_PERCENT = 2
/** What the smallest plan of Plytix allows. */
const WINDOWS = [
  { limit: 20, window_size: 10 },
  { limit: 2000, window_size: 3600 },
]

const folder = mkdtempSync(join(tmpdir(), 'bench-journal-'))
const state = openState(folder)
try {
  const clock = pacedClock()
  const signal = new AbortController().signal
  const lock = await acquireLock({ state, clock, random: Math.random, command: 'bench', timeout: 0, signal })
  const spent = { milliseconds: 0 }
  const started = clock.now()
  const { result } = await applyPlan({
    plan: { plan_id: 'sha256:bench', operations: operations(), workspace: { scope: 'bench' } },
    target: pacedTarget(clock),
    account: 'memory',
    query: { relationships: [], attributes: [], family: null, gallery: 'images', baseline: 'amazon_sync_baseline' },
    kinds: () => 'text',
    writeBaseline: false,
    journal: timed(createJournal(state, clock, lock.check), spent),
    runId: '20261121T030000Z-3f2a',
    clock,
    digest: (text) => createHash('sha256').update(text).digest('hex'),
    signal,
    emit: () => undefined,
  })
  if (result.operations.succeeded !== OPERATIONS) throw new Error(JSON.stringify(result.operations))
  const seconds = (clock.now() - started) / 1000
  const percent = spent.milliseconds / 10 / (seconds + spent.milliseconds / 1000)
  const report = {
    benchmark: 'journal',
    operations: OPERATIONS,
    windows: WINDOWS,
    apply_seconds: Math.round(seconds),
    journal_percent: Math.round(percent * 1000) / 1000,
    most_percent: MOST_PERCENT,
  }
  process.stdout.write(`${JSON.stringify(report)}\n`)
  if (percent >= MOST_PERCENT) process.exitCode = 1
} finally {
  state.close()
  rmSync(folder, { recursive: true, force: true })
}

function operations() {
  return Array.from({ length: OPERATIONS }, (_, n) => {
    const address = `product.AMZN-US-${n}`
    const after = { sku: `AMZN-US-${n}`, label: `Boot ${n}`, attributes: {} }
    return {
      ...{ id: `create:${address}`, address, action: 'create', target_id: null, depends_on: [], before: null, after },
      ...{ precondition: 'sha256:', provenance: {}, reason: '', risk: 'normal', refs: {} },
    }
  })
}

/** Time passes only while somebody waits for it. */
function pacedClock() {
  let now = Date.UTC(2026, 10, 21)
  return {
    now: () => now,
    async sleep(milliseconds) {
      now += milliseconds
    },
  }
}

function pacedTarget(clock) {
  const target = createMemoryTarget()
  const limiter = new Limiter({ clock, windows: WINDOWS, share: 1 })
  const write = async (one, signal) => {
    const release = await limiter.acquire(signal)
    try {
      return await target.write(one, signal)
    } finally {
      release()
    }
  }
  return { ...target, write }
}

function timed(journal, spent) {
  const measure =
    (work) =>
    (...args) => {
      const since = performance.now()
      try {
        return work(...args)
      } finally {
        spent.milliseconds += performance.now() - since
      }
    }
  return Object.fromEntries(Object.entries(journal).map(([name, work]) => [name, measure(work)]))
}
