import type { Clock } from '../model/clock.ts'
import { type Diagnostic, diagnostic } from '../model/diagnostic.ts'
import { SHOP } from '../model/edge-names.ts'
import { ProviderError } from '../model/errors.ts'
import { plainReport } from '../model/export.ts'
import type { SourceSnapshot } from '../model/source.ts'
import { headerFor } from '../state/exports/header.ts'
import { together } from './ready.ts'
import type { ShopOfSource } from './shops.ts'
import { requestOf } from './source-request.ts'

/** A shop with what was read of it, or why it could not be. */
interface Attempt {
  of: ShopOfSource
  snapshot: SourceSnapshot | ProviderError
}

/**
 * A shop that could not be read counts as one that was read to no end at all: nothing is concluded from it, which is said.
 * @throws ProviderError when none could be read
 */
export function withAbsent(attempts: Attempt[], clock: Clock): { of: ShopOfSource; snapshot: SourceSnapshot }[] {
  const errors = attempts.flatMap(({ snapshot }) => (snapshot instanceof ProviderError ? [snapshot] : []))
  if (errors.length > 0 && errors.length === attempts.length) throw together(errors)
  return attempts.map(({ of, snapshot }) => ({
    of,
    snapshot: snapshot instanceof ProviderError ? absent(of, snapshot, clock) : snapshot,
  }))
}

function absent(of: ShopOfSource, error: ProviderError, clock: Clock): SourceSnapshot {
  const { code, message } = error
  const facts = {
    provider: of.settings.provider,
    [SHOP]: of.shop,
    query: requestOf(of).query,
    complete: false,
    counts: {},
    report: { ...plainReport(), unfinished: { code, message, until: null } },
    exported_at: new Date(clock.now()).toISOString(),
  }
  return { header: headerFor(facts, []), items: [], diagnostics: [remark(of, error)] }
}

function remark({ settings, side, shop }: ShopOfSource, { message, hints }: ProviderError): Diagnostic {
  return diagnostic({
    severity: 'warning',
    code: 'source-unread',
    message: `${settings.provider}, ${side.facts.shop.noun} ${shop}, could not be read, so nothing is planned from it, and nothing of it is taken for gone: ${message}`,
    hint: hints.length === 0 ? null : hints.join(' '),
  })
}
