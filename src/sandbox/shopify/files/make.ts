import type { Call } from '../domain.ts'
import { withUuid } from './file-name.ts'
import { failureOf } from './file-source.ts'
import { type GivenFile, isPicture, nameFor } from './given.ts'
import type { ShopFile } from './record.ts'
import { addFile, fileNamed } from './shelf.ts'
import { isStaged } from './staged.ts'

/** A file that nothing stands against. The same source twice makes two files. */
export function makeFile(given: GivenFile, call: Call): ShopFile {
  const { store } = call
  const known = fileNamed(store, nameFor(given))
  if (known && given.duplicateResolutionMode === 'REPLACE') {
    handOver(known, given.originalSource ?? '', call)
    if (given.alt !== undefined) known.alt = given.alt
    return known
  }
  const __typename = isPicture(given) ? 'MediaImage' : 'GenericFile'
  const id = store.newId(__typename)
  const name = known ? withUuid(nameFor(given), id) : nameFor(given)
  const at = { begunAt: 0, failure: null, version: 0, createdAt: store.stamp(), updatedAt: store.stamp() }
  const file: ShopFile = { __typename, id, name, alt: given.alt ?? null, source: '', ...at }
  handOver(file, given.originalSource ?? '', call)
  addFile(store, file)
  return file
}

/** New content, which takes its time. */
export function handOver(file: ShopFile, source: string, { world, store, settings }: Call): void {
  const now = world.clock.now()
  file.source = source
  file.begunAt = now
  file.failure = isStaged(world, source) ? null : failureOf(source, settings)
  file.version = Math.max(Math.floor(now / 1000), file.version + 1)
  file.updatedAt = store.stamp()
  store.touch(file)
}
