import { isDeepStrictEqual } from 'node:util'
import { type Fields, partPath, withoutEmpty } from '../../src/model/fields.ts'
import type { LiveResource } from '../../src/model/live.ts'
import type { Applied, CallCounts, Change, Target } from '../../src/model/target.ts'
import { STALL } from './stall-traits.ts'

export interface Good {
  id: string
  code: string
  revision: number
  fields: Fields
  sizes: { [code: string]: Fields }
}

export interface Stall extends Target {
  goods(): Good[]
  /** What a person does, not the program. */
  edit(code: string, change: (good: Good) => void): void
  /** How many writes went out together, call by call. */
  gathered: number[]
  /** Dies with the next write: before it is done, or after. */
  dieAt(when: 'before' | 'after'): void
}

interface Waiting {
  change: Change
  done(applied: Applied): void
  failed(error: Error): void
}

const MOST = 7

/** A target of which nothing is as at the others: writes are gathered, whole, and checked against a revision. */
export function createStall(seed: Good[] = []): Stall {
  const goods = new Map(structuredClone(seed).map((good) => [good.id, good]))
  const counts: CallCounts = { reads: 0, writes: 0, throttled: 0, retried: 0 }
  const gathered: number[] = []
  const waiting: Waiting[] = []
  let death: 'before' | 'after' | null = null
  let next = seed.reduce((most, { id }) => (BigInt(id) > most ? BigInt(id) : most), 9_007_199_254_740_993n)
  const byCode = (code: string) => [...goods.values()].find((good) => good.code === code)

  const send = (): void => {
    const sent = waiting.splice(0, MOST)
    if (sent.length === 0) return
    gathered.push(sent.length)
    counts.writes += 1
    for (const { change, done, failed } of sent) {
      const dying = death
      if (dying === 'before') failed(new Error('It died before the write.'))
      else {
        const applied = perform(change)
        if (dying === 'after') failed(new Error('It died after the write.'))
        else done(applied)
      }
    }
    if (waiting.length > 0) send()
  }

  const perform = (change: Change): Applied => {
    const written = wholeOf(change)
    const there = change.id === null ? byCode(change.key) : goods.get(change.id)
    if (change.action === 'create') {
      if (there) {
        const same = isDeepStrictEqual({ fields: there.fields, sizes: there.sizes }, written)
        return same ? { outcome: 'already', id: there.id, notes: [] } : taken(change)
      }
      next += 1n
      goods.set(String(next), { id: String(next), code: change.key, revision: 1, ...written })
      return { outcome: 'applied', id: String(next), notes: [] }
    }
    if (!there) return taken(change)
    if (change.revision !== String(there.revision)) return { outcome: 'outdated' }
    there.fields = withoutEmpty({ ...there.fields, ...written.fields })
    there.sizes = written.sizes
    there.revision += 1
    return { outcome: 'applied', id: there.id, notes: [] }
  }

  return {
    traits: STALL,
    connect: async () => ({ account: 'stall-1', windows: [] }),
    async read() {
      counts.reads += 1
      return {
        read_at: '2026-11-21T03:00:00Z',
        complete: true,
        resources: { good: [...goods.values()].map(live) },
        missing: [],
      }
    },
    async look(named) {
      counts.reads += 1
      return named.flatMap(({ key }) => byCode(key) ?? []).map(live)
    },
    write: (change) =>
      new Promise((done, failed) => {
        waiting.push({ change: structuredClone(change), done, failed })
        if (waiting.length === 1) setImmediate(send)
      }),
    calls: () => ({ ...counts }),
    allow: () => undefined,
    close: async () => undefined,
    goods: () => structuredClone([...goods.values()]),
    edit(code, change) {
      const good = byCode(code)
      if (!good) throw new Error(`The stall has no ${code}.`)
      change(good)
      good.revision += 1
    },
    gathered,
    dieAt(when) {
      death = when
    },
  }
}

/** Parts that are not written are gone: the lists of this target are whole. */
function wholeOf({ fields, parts }: Change): Pick<Good, 'fields' | 'sizes'> {
  return {
    fields: withoutEmpty(fields),
    sizes: Object.fromEntries(parts.map((part) => [part.key, withoutEmpty(part.fields)])),
  }
}

function taken({ key }: Change): Applied {
  return { outcome: 'conflict', message: `${key} is something else.`, hint: 'Look at it in the stall.' }
}

function live({ id, code, revision, fields, sizes }: Good): LiveResource {
  const parts = Object.entries(sizes).flatMap(([key, own]) =>
    Object.entries({ code: key, ...own }).map(([path, value]) => [partPath('sizes', key, path), value] as const),
  )
  return {
    kind: 'good',
    key: code,
    id,
    revision: String(revision),
    fields: { ...fields, ...Object.fromEntries(parts) },
  }
}
