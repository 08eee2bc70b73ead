import { plainReport } from '../../model/export.ts'
import type { SourceSettings } from '../../model/settings.ts'
import type { Source } from '../../model/source.ts'
import { type AccountLine, type LineOptions, openLine } from './account-line.ts'
import { PLYTIX } from './facts.ts'
import { sourceHealth } from './source-health.ts'
import { callsOf, readSource } from './source-read.ts'
import { sourceWantsOf } from './source-settings.ts'

export interface PlytixSourceOptions extends LineOptions {
  settings: Pick<SourceSettings, 'options'>
}

/** The products of a Plytix account, by the searches that the target reads them with. Nothing is written. */
export function createPlytixSource({ settings, ...options }: PlytixSourceOptions): Source {
  const wants = sourceWantsOf(settings)
  let signIns = 0
  let line: AccountLine | null = null
  const opened = (): AccountLine => {
    line ??= openLine(options, async () => {
      signIns += 1
    })
    return line
  }
  const close = async (): Promise<void> => {
    await line?.close()
    line = null
  }
  return {
    name: PLYTIX.name,
    title: PLYTIX.title,
    async connect(signal) {
      await opened().auth.session(signal)
    },
    async *check(_request, signal) {
      try {
        yield* sourceHealth(opened(), wants, signal)
      } finally {
        await close()
      }
    },
    async read(request, context, signal) {
      const own = opened()
      try {
        const { items, ...read } = await readSource({ line: own, wants, request, context, signal })
        const { retried, throttled } = own.client.counts
        const parents = items.filter(({ role }) => role === 'parent').length
        return {
          items,
          ...read,
          counts: { products: items.length, parents },
          report: plainReport(),
          rejected: [],
          calls: { calls: callsOf(own), retried, throttled, sign_ins: signIns },
        }
      } catch (error) {
        throw own.explain(error)
      } finally {
        signIns = 0
        await close()
      }
    },
  }
}
