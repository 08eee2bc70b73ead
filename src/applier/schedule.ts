import TinyQueue from 'tinyqueue'
import { StalePlanError } from '../model/errors.ts'
import type { Operation } from '../model/plan.ts'

/** What the schedule needs of an operation. */
export type Schedulable = Pick<Operation, 'id' | 'address' | 'depends_on'>

/** Which operation may start now. Operations are known by their place in the plan. */
export interface Schedule {
  /** Takes the first operation in plan order whose dependencies are final and whose resource is free. */
  next(): number | undefined
  /** Frees the operation's resource and lets go what waited for it. Once for every operation taken. */
  finish(index: number): void
  /** The operation's dependencies; all of them are final once it is taken. */
  dependencies(index: number): readonly number[]
}

/**
 * A schedule without stages. Work is bounded by operations and dependencies, times the queue's logarithm.
 *
 * @param lockOf What is written by one call at a time; everything but slices only excludes itself.
 * @throws StalePlanError when dependencies are missing or circular, which no planner writes.
 */
export function createSchedule<T extends Schedulable>(
  operations: readonly T[],
  lockOf: (operation: T) => string,
  compare = (a: number, b: number) => a - b,
): Schedule {
  const { dependencies, dependants } = connect(operations)
  const missing = dependencies.map((list) => list.length)
  const ready = new TinyQueue<number>([], compare)
  const locks = createLocks()
  const release = (index: number, start: (dependant: number) => void): void => {
    for (const dependant of dependants[index] ?? []) {
      const left = (missing[dependant] ?? 0) - 1
      missing[dependant] = left
      if (left === 0) start(dependant)
    }
  }
  throwIfCircular(operations, { dependencies, dependants })
  for (const [index, count] of missing.entries()) if (count === 0) ready.push(index)
  return {
    next() {
      for (let index = ready.pop(); index !== undefined; index = ready.pop()) {
        if (locks.take(lockOf(operations[index] as T), index)) return index
      }
      return undefined
    },
    finish(index) {
      const waiting = locks.free(lockOf(operations[index] as T))
      if (waiting !== undefined) ready.push(waiting)
      release(index, (dependant) => ready.push(dependant))
    },
    dependencies: (index) => dependencies[index] ?? [],
  }
}

function createLocks() {
  const busy = new Set<string>()
  const lines = new Map<string, { waiting: number[]; head: number }>()
  return {
    /** False: another operation holds it, and this one waits in line. */
    take(lock: string, index: number): boolean {
      if (!busy.has(lock)) return Boolean(busy.add(lock))
      const line = lines.get(lock)
      if (line) line.waiting.push(index)
      else lines.set(lock, { waiting: [index], head: 0 })
      return false
    },
    /** Gives the first in line, which has to try again. */
    free(lock: string): number | undefined {
      busy.delete(lock)
      const line = lines.get(lock)
      if (!line) return undefined
      const first = line.waiting[line.head++]
      if (line.head === line.waiting.length) lines.delete(lock)
      return first
    },
  }
}

interface Graph {
  dependencies: number[][]
  dependants: number[][]
}

function connect(operations: readonly Schedulable[]): Graph {
  const places = new Map(operations.map(({ id }, index) => [id, index]))
  if (places.size !== operations.length) throw broken('it holds an operation twice')
  const dependants: number[][] = operations.map(() => [])
  const dependencies = operations.map(({ id, depends_on }, index) =>
    depends_on.map((dependency) => {
      const place = places.get(dependency)
      if (place === undefined) throw broken(`${id} depends on ${dependency}, which it does not hold`)
      dependants[place]?.push(index)
      return place
    }),
  )
  return { dependencies, dependants }
}

function throwIfCircular(operations: readonly Schedulable[], { dependencies, dependants }: Graph): void {
  const missing = dependencies.map((list) => list.length)
  const free = [...missing.keys()].filter((index) => missing[index] === 0)
  for (const index of free) {
    for (const dependant of dependants[index] ?? []) {
      const left = (missing[dependant] ?? 0) - 1
      missing[dependant] = left
      if (left === 0) free.push(dependant)
    }
  }
  if (free.length === operations.length) return
  const stuck = operations[missing.findIndex((count) => count > 0)]
  throw broken(`${stuck?.id} depends on itself by way of others`)
}

function broken(why: string): StalePlanError {
  return new StalePlanError('plan-broken', `The plan cannot be applied: ${why}.`, { hints: ['Plan again.'] })
}
