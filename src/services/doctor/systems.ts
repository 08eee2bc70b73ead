import { asRefusal, type Check, failedBy, passed } from '../../model/check.ts'
import type { Clock } from '../../model/clock.ts'
import type { AuthSide, Provider } from '../../model/provider.ts'
import type { SourceSettings } from '../../model/settings.ts'
import { requestOf } from '../source-request.ts'
import { costChecks } from './cost.ts'
import { exportChecks } from './exports.ts'
import type { Group } from './group.ts'
import type { SystemsRequest } from './request.ts'
import { tokenChecks } from './tokens.ts'

/** The sources and the target that the workspace names, as far as it does. */
export function systemGroups(request: SystemsRequest, clock: Clock): Group[] {
  const { settings } = request.inspection.known
  return [
    ...settings.sources.map((entry) => sourceGroup(entry, request, clock)),
    ...(settings.target.provider === '' ? [] : [targetGroup(request)]),
  ]
}

function sourceGroup(settings: SourceSettings, request: SystemsRequest, clock: Clock): Group {
  const { title } = providerOf(settings.provider, request)
  return {
    id: `source.${settings.provider}`,
    title: `Source: ${title} (${settings.shops.join(', ')})`,
    async *checks(signal) {
      yield* sourceChecks(settings, request, signal)
      const { auth } = providerOf(settings.provider, request)
      if (auth) yield* ownTokens({ auth, settings, clock }, request, signal)
      yield* exportChecks(settings, request, clock)
    },
  }
}

async function* sourceChecks(
  settings: SourceSettings,
  request: SystemsRequest,
  signal: AbortSignal,
): AsyncGenerator<Check> {
  const source = await opened(() => request.source(settings), signal)
  if ('refusal' in source) yield source.refusal
  else if (source.value.check) {
    const side = providerOf(settings.provider, request).source
    const requests = side ? settings.shops.map((shop) => requestOf({ settings, side, shop })) : []
    yield* source.value.check({ probe: request.probe, requests }, signal)
  } else {
    const { connect } = source.value
    if (connect) await connect.call(source.value, signal)
    yield passed('open', `${connect ? 'It can be signed in to' : 'It can be opened'}; further checks it has none.`)
  }
}

/** Without the variables it cannot be opened either, which is said there. */
async function* ownTokens(
  place: { auth: AuthSide; settings: SourceSettings; clock: Clock },
  request: SystemsRequest,
  signal: AbortSignal,
): AsyncGenerator<Check> {
  const context = await opened(() => request.context(place.settings), signal)
  if ('value' in context) yield* tokenChecks({ ...place, context: context.value }, signal)
}

function targetGroup(request: SystemsRequest): Group {
  const { provider } = request.inspection.known.settings.target
  const { title } = providerOf(provider, request)
  return {
    id: `target.${provider}`,
    title: `Target: ${title}`,
    checks: (signal) => targetChecks(request, signal),
  }
}

async function* targetChecks(request: SystemsRequest, signal: AbortSignal): AsyncGenerator<Check> {
  const opening = await opened(request.target, signal)
  if ('refusal' in opening) return yield opening.refusal
  const target = opening.value
  try {
    if (!target.check) {
      const { account, windows } = await target.connect(signal)
      yield passed('open', `Connected as ${account}; further checks it has none.`, { windows })
      return
    }
    const facts: NonNullable<Check['facts']> = {}
    for await (const check of target.check({ probe: request.probe }, signal)) {
      const { definitions = 0 } = facts
      Object.assign(facts, check.facts, { definitions: definitions + (check.facts?.definitions ?? 0) })
      yield check
    }
    yield* costChecks({ facts, traits: target.traits, request }, signal)
  } finally {
    await target.close()
  }
}

/** What a system lacks to be opened, such as credentials, is a finding. */
async function opened<T>(open: () => Promise<T>, signal: AbortSignal): Promise<{ value: T } | { refusal: Check }> {
  try {
    return { value: await open() }
  } catch (error) {
    const refusal = asRefusal(error, signal)
    return { refusal: failedBy(refusal.code === 'credentials' ? 'credentials' : 'open', refusal) }
  }
}

/** The schema of sync.yaml allows only registered providers, and what else it names is left out. */
function providerOf(name: string, { providers }: SystemsRequest): Provider {
  const provider = providers.get(name)
  if (!provider) throw new Error(`No provider is registered as ${name}.`)
  return provider
}
