import { expect } from 'vitest'
import { addressOf } from '../../src/model/address.ts'
import { type Fields, partPath, texts } from '../../src/model/fields.ts'
import { type LiveResource, liveOf, type Want } from '../../src/model/live.ts'
import type { Applied, Change, Named } from '../../src/model/target.ts'
import { mainKind, partKind } from '../../src/model/target-kinds.ts'
import type { TargetFixture, Word } from './vocabulary.ts'

const running = () => new AbortController().signal

type More = Partial<Pick<Change, 'volatile' | 'parts' | 'needs' | 'revision'>>

/** Both ends of a relation, and what it is. */
interface Ends {
  source: Pick<LiveResource, 'key' | 'id'>
  targets: string[]
  definition: { key: string; id: string }
}

function change(given: Pick<Change, 'action' | 'kind' | 'key' | 'id'>, fields: Fields, more: More = {}): Change {
  return { ...given, fields, parts: [], volatile: [], needs: {}, ...more }
}

/** What the tests say to a target, in its own words. */
export function speakTo({ target, words }: TargetFixture) {
  const main = mainKind(words.traits)
  const want: Want = {
    paths: [
      ...[words.text, words.second, ...(words.typed ?? [])].map(({ path }) => path),
      ...(words.lacking === undefined ? [] : [words.lacking]),
    ],
    owns: words.owns,
    explained: () => false,
  }
  const write = (one: Change): Promise<Applied> => target.write(one, running())
  const must = async (one: Change): Promise<string> => {
    const answer = await write(one)
    if (answer.outcome !== 'applied') throw new Error(`${one.kind} was not applied: ${JSON.stringify(answer)}`)
    return answer.id
  }
  /** As many at once as the target takes. */
  const mustAll = async (changes: Change[]): Promise<void> => {
    const together = words.traits.inFlight ?? 8
    for (let start = 0; start < changes.length; start += together)
      await Promise.all(changes.slice(start, start + together).map(must))
  }
  const lookFor = (...named: Named[]) => target.look(named, want, running())
  const look = (...keys: string[]) => lookFor(...keys.map((key) => ({ kind: main.name, key })))
  /** Those that are new or that go, or all that is to be there, as the kind takes it. */
  const relate = async (way: 'in' | 'out', { source, targets, definition }: Ends): Promise<Change> => {
    const kind = words.traits.kinds.find(({ owner }) => owner !== undefined)
    const key = `${definition.key}.${source.key}`
    const owner = kind?.owner?.(key)
    if (!kind || !owner) return expect.fail('no kind is a slice of another')
    const needs = { [addressOf(owner.definition.kind, owner.definition.key)]: definition.id }
    const given = { kind: kind.name, key, id: source.id }
    if (kind.lists === 'patch')
      return change({ action: way === 'in' ? 'update' : 'delete', ...given }, { targets }, { needs })
    const [live] = await look(source.key)
    const there = texts(live?.fields[owner.path])
    const all = way === 'in' ? [...new Set([...there, ...targets])] : there.filter((id) => !targets.includes(id))
    const revision = live?.revision === undefined ? {} : { revision: live.revision }
    return change({ action: 'update', ...given }, { targets: all }, { needs, ...revision })
  }
  return {
    write,
    must,
    mustAll,
    lookFor,
    look,
    read: () => target.read(want, running()),
    /** The resource, which has to be there. */
    async one(key: string): Promise<LiveResource> {
      const [found, ...more] = await look(key)
      return found && more.length === 0 ? found : expect.fail(`${key} is there ${more.length + (found ? 1 : 0)} times`)
    },
    /** Makes what these fields need. */
    async define(...fields: Word[]): Promise<void> {
      for (const { defined } of fields) if (defined) await must(defined)
    },
    /** A new resource, with what every one says. */
    create: (key: string, fields: Fields = {}, more: More = {}): Change =>
      change({ action: 'create', kind: main.name, key, id: null }, { ...words.given(key), ...fields }, more),
    /** As an apply sends it: with the revision that was read. */
    update: ({ kind, key, id, revision }: LiveResource, fields: Fields, more: More = {}): Change =>
      change({ action: 'update', kind, key, id }, fields, {
        ...(revision === undefined ? {} : { revision }),
        ...more,
      }),
    /** As an apply deletes it. */
    remove: ({ kind, key, id, revision }: LiveResource): Change =>
      change({ action: 'delete', kind, key, id }, {}, revision === undefined ? {} : { revision }),
    /** What is written within a resource. */
    part: (key: string, fields: Fields, action: Change['action'] = 'create'): Change =>
      change(
        { action, kind: partKind(words.traits)?.name ?? '', key, id: null },
        { ...(action === 'create' ? words.parts?.given?.(key) : {}), ...fields },
      ),
    /** The field of a part in the resource that holds it. */
    within: (key: string, path: string) => partPath(partKind(words.traits)?.within?.group ?? '', key, path),
    /** As an apply puts members in. */
    link: (source: Ends['source'], targets: string[], definition: Ends['definition']) =>
      relate('in', { source, targets, definition }),
    /** As an apply takes members out. */
    unlink: (source: Ends['source'], targets: string[], definition: Ends['definition']) =>
      relate('out', { source, targets, definition }),
    /** The definition as it is read. */
    async definition({ kind, key }: Pick<Named, 'kind' | 'key'>): Promise<LiveResource> {
      const all = liveOf(await target.read(want, running()), kind)
      return all.find((one) => one.key === key) ?? expect.fail(`there is no ${kind} ${key}`)
    },
  }
}

export interface Context {
  fixture: TargetFixture
  words: TargetFixture['words']
  say: ReturnType<typeof speakTo>
}
