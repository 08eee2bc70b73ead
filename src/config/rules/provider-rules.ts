import type { SectionCheck } from '../../model/section.ts'
import type { SourceEntry, TargetEntry } from '../entries.ts'
import type { Path } from '../problem.ts'
import { oneOf, pathName, suggestion } from '../words.ts'
import type { Draft, Report, Rule } from './rule.ts'

/** What providers themselves have to say about their settings, at its place. */
const ofProviders: Rule = (draft, report) => {
  const { sources, target } = draft.entries
  for (const entry of sources) entry.side.check?.(checkOf(entry, draft, report))
  target?.side.check?.({ ...checkOf(target, draft, report), settings: target.settings, sources })
}

function checkOf({ path, section }: Pick<SourceEntry | TargetEntry, 'path' | 'section'>, draft: Draft, report: Report) {
  const check: SectionCheck = {
    section,
    where: pathName(path),
    has: (inside: Path) => draft.sync.has([...path, ...inside]),
    report: (inside, { part, ...problem }) =>
      report(draft.sync.position([...path, ...inside], part ?? 'value'), problem),
    suggest: suggestion,
  }
  return check
}

/** Two entries that read the same shop would each say what is there. */
const shopsOnce: Rule = ({ entries, sync }, report) => {
  const seen = new Map<string, SourceEntry>()
  for (const entry of entries.sources) {
    const { provider, shops } = entry.settings
    const again = shops.filter((shop) => seen.has(`${provider} ${shop}`))
    for (const shop of shops) seen.set(`${provider} ${shop}`, entry)
    if (again.length === 0) continue
    const message = `${pathName(entry.path)} reads ${oneOf(again, 'and')} once more; an entry before it does already`
    report(sync.position(entry.path, 'value'), { code: 'duplicate', message })
  }
}

export const PROVIDER_RULES: readonly Rule[] = [ofProviders, shopsOnce]
