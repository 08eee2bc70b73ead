import { counted } from '../model/counted.ts'
import { type Diagnostic, diagnostic } from '../model/diagnostic.ts'
import type { Plan } from '../model/plan.ts'
import type { Workspace } from '../model/settings.ts'

type Files = { [path: string]: string }

/** What became of the workspace since the plan was made, `null` when it is the same. */
export function workspaceChange({ workspace: planned }: Plan, { digest, files }: Workspace): Diagnostic | null {
  if (planned.digest === digest) return null
  const what = filesChanged(planned.files, files)
  return diagnostic({
    severity: 'warning',
    code: 'workspace-changed',
    message: `${what} since the plan was made; it is applied as it is.`,
    hint: 'To have the changes in it, make a new plan.',
  })
}

/** `sync.yaml changed, and specs/b.yaml came`; where nothing is known of single files, that some did. */
export function filesChanged(before: Files | undefined, now: Files): string {
  if (before === undefined) return SOME
  const changed = Object.keys(now).filter((path) => Object.hasOwn(before, path) && before[path] !== now[path])
  const added = Object.keys(now).filter((path) => !Object.hasOwn(before, path))
  const removed = Object.keys(before).filter((path) => !Object.hasOwn(now, path))
  const parts = [
    ...(changed.length > 0 ? [`${listed(changed)} changed`] : []),
    ...(added.length > 0 ? [`${listed(added)} came`] : []),
    ...(removed.length > 0 ? [`${listed(removed)} went`] : []),
  ]
  return parts.length > 0 ? listed(parts, ',') : SOME
}

const SOME = 'Files of the workspace changed'
const SHOWN = 5

function listed(names: string[], comma = ''): string {
  const shown = names.length > SHOWN ? [...names.slice(0, SHOWN), counted(names.length - SHOWN, 'more file')] : names
  const last = shown.at(-1) ?? ''
  return shown.length === 1 ? last : `${shown.slice(0, -1).join(', ')}${comma} and ${last}`
}
