import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import type { Fields } from '../../../src/model/fields.ts'

export interface Good {
  /** Digits, more than a number holds exactly. */
  id: string
  code: string
  revision: number
  fields: Fields
  sizes: { [code: string]: Fields }
  /** Ids of other goods, by the label of the ring that they stand in around this one. */
  rings?: { [label: string]: string[] }
}

export interface Poster {
  id: string
  name: string
}

/** A sign that goods may stand around one another under, or that says what may be written in a field. */
export interface Sign {
  id: string
  label: string
  revision: number
  kind: 'ring' | 'words'
  /** What it says, in the order in which it was written. */
  says: string[]
}

/** All that a stall has. */
export interface Shelf {
  posters?: Poster[]
  signs?: Sign[]
  /** The id that was given last. */
  last: string
  goods: Good[]
}

/** What became of one thing that was asked for. */
export type Result =
  | { done: 'made' | 'changed' | 'same' | 'gone'; id: string }
  | { refused: 'taken' | 'old'; good: Good }
  /** There is such a sign that says something else, or it was another before this was written. */
  | { refused: 'other' | 'stale'; id: string }
  | { refused: 'gone' | 'wrong' | 'unreachable' | 'used'; why: string }

/** Where a stall keeps what it has. */
export interface Depot {
  load(): Shelf
  save(shelf: Shelf): void
}

const EMPTY: Shelf = { last: '9007199254740993', goods: [] }

export function memoryDepot(seed: Shelf = EMPTY): Depot {
  let shelf = structuredClone(seed)
  return {
    load: () => structuredClone(shelf),
    save: (next) => {
      shelf = structuredClone(next)
    },
  }
}

/** A file outlives the process that writes it, and is never half of one shelf and half of another. */
export function fileDepot(path: string): Depot {
  return {
    load: () => (existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Shelf) : structuredClone(EMPTY)),
    save: (shelf) => {
      const next = `${path}.next`
      writeFileSync(next, JSON.stringify(shelf))
      renameSync(next, path)
    },
  }
}

/** What a person does, not the program. */
export function editGood(depot: Depot, code: string, change: (good: Good) => void): void {
  const shelf = depot.load()
  const good = shelf.goods.find((one) => one.code === code)
  if (!good) throw new Error(`The stall has no ${code}.`)
  change(good)
  good.revision += 1
  depot.save(shelf)
}
