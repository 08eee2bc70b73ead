import { type Fields, parsePart } from './fields.ts'
import type { PartPlace } from './marks.ts'

/** What a resource holds once this is written over it: a part whose key is cleared goes with all that it holds. */
export function laidOver(live: Fields, written: Fields, place: PartPlace | null): Fields {
  const fields = { ...live, ...written }
  if (place === null) return fields
  const partOf = (path: string) => parsePart(path, [place.group])
  const gone = new Set(
    Object.keys(written).flatMap((path) => {
      const part = written[path] === null ? partOf(path) : null
      return part?.path === place.keyField ? [part.key] : []
    }),
  )
  if (gone.size === 0) return fields
  const stays = (path: string): boolean => {
    const part = partOf(path)
    return part === null || !gone.has(part.key)
  }
  return Object.fromEntries(Object.entries(fields).filter(([path]) => stays(path)))
}
