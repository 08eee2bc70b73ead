import { closeSync, openSync, readSync } from 'node:fs'
import { ITEM_ID } from '../../model/edge-names.ts'
import type { ItemFields } from '../../model/item.ts'
import { isPacked } from './lines.ts'
import { type LinePlace, readExport, scanExport } from './read.ts'

/** The items of an export by id. Once it is closed they are gone. */
export interface FormerItems extends ReadonlyMap<string, ItemFields> {
  close(): void
}

/**
 * The items of an export, which stay in the file until one is asked for: beside the read that is under way they would
 * need as much memory again. @throws ConfigError when it is no export, of another format, cut short or changed
 */
export async function openItems(file: string): Promise<FormerItems> {
  if (await isPacked(file)) return unpacked(file)
  const places = new Map<string, LinePlace>()
  await scanExport(file, (item, place) => void places.set(String(item[ITEM_ID]), place))
  return new ItemsInFile(openSync(file, 'r'), places)
}

/** Somebody packed it; then it is read whole. */
async function unpacked(file: string): Promise<FormerItems> {
  const { items } = await readExport(file)
  return Object.assign(new Map(items.map((item) => [String(item[ITEM_ID]), item])), { close: () => undefined })
}

class ItemsInFile implements FormerItems {
  readonly #file: number
  readonly #places: Map<string, LinePlace>

  constructor(file: number, places: Map<string, LinePlace>) {
    this.#file = file
    this.#places = places
  }

  get size(): number {
    return this.#places.size
  }

  has(id: string): boolean {
    return this.#places.has(id)
  }

  get(id: string): ItemFields | undefined {
    const place = this.#places.get(id)
    return place && this.#read(place)
  }

  keys(): MapIterator<string> {
    return this.#places.keys()
  }

  *values(): MapIterator<ItemFields> {
    for (const place of this.#places.values()) yield this.#read(place)
  }

  *entries(): MapIterator<[string, ItemFields]> {
    for (const [id, place] of this.#places) yield [id, this.#read(place)]
  }

  [Symbol.iterator](): MapIterator<[string, ItemFields]> {
    return this.entries()
  }

  forEach(each: (item: ItemFields, id: string, all: ReadonlyMap<string, ItemFields>) => void): void {
    for (const [id, item] of this) each(item, id, this)
  }

  close(): void {
    this.#places.clear()
    closeSync(this.#file)
  }

  /** All lines were checked when the file was opened. */
  #read({ start, length }: LinePlace): ItemFields {
    const line = Buffer.alloc(length)
    for (let got = 0; got < length; ) {
      const more = readSync(this.#file, line, got, length - got, start + got)
      if (more === 0) break
      got += more
    }
    return JSON.parse(line.toString('utf8')) as ItemFields
  }
}
