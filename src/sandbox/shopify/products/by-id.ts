import type { Call } from '../domain.ts'
import { wrongId } from '../errors.ts'
import type { Tables } from '../store/records.ts'
import { typenameOf } from '../store/store.ts'

/** Null when there is none; an id of another kind is refused. */
export function byId<N extends keyof Tables>({ store }: Call, typename: N, id: string): Tables[N] | null {
  if (typenameOf(id) !== typename) throw wrongId(id)
  return store.get(typename, id) ?? null
}
