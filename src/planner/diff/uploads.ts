import type { Blocked } from '../../model/plan.ts'
import type { DiffContext } from './context.ts'
import type { Draft } from './draft.ts'
import { Trail } from './trail.ts'

/** One operation for each picture that the account does not have yet, whoever shows it. */
export function uploadsOf({ found, pictures, draftOf }: DiffContext): Draft[] {
  if (!pictures) return []
  const { kind } = pictures
  const trail = new Trail()
  const none = { ids: Object.freeze([]), refs: Object.freeze({}) }
  return [...found.uploads.values()].map(({ image: { filename, url }, origin }) =>
    draftOf({
      kind,
      key: filename,
      action: kind.verbs.create,
      targetId: null,
      before: null,
      after: { ...(kind.keyField === undefined ? {} : { [kind.keyField]: filename }), url },
      origins: trail.to('url', origin, true).common(kind.groups, () => []).provenance,
      reason: 'not in the account yet',
      dependsOn: none.ids,
      refs: none.refs,
    }),
  )
}

/** Pictures that the target could not fetch, at an address that the source still gives. */
export function deadImages({ found, pictures, input }: DiffContext): Blocked[] {
  const action = pictures?.kind.verbs.create ?? 'create'
  return [...found.dead.values()].map(({ address, url }) => ({
    id: `${action}:${address}`,
    address,
    action,
    code: 'image',
    message: `${input.traits.title} could not fetch ${url} before, and the source still gives the same address.`,
    hint: `Wait for the source to give another image, or try this one again: sync plan --address ${address}. It is tried by itself a day after it failed.`,
  }))
}
