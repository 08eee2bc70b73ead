import { realpathSync } from 'node:fs'
import { stateFolder } from '../config/account.ts'
import { type Environment, readEnvironment } from '../config/environment.ts'
import { inspectWorkspace } from '../config/index.ts'
import { ConfigError, SyncError } from '../model/errors.ts'
import type { Log } from '../model/log.ts'
import type { Secrets } from '../model/secrets.ts'
import type { SourceSettings } from '../model/settings.ts'
import type { State } from '../model/state.ts'
import { systemClock } from '../net/clock.ts'
import type { DoctorRequest } from '../services/doctor/index.ts'
import type { SystemsRequest } from '../services/doctor/request.ts'
import { environmentFindings } from '../services/validate.ts'
import { sqliteState } from '../state/sqlite/index.ts'
import { contextMaker, withNamed } from './provider-context.ts'
import { availableProviders, workspaceRoot } from './providers.ts'
import type { SessionOptions } from './session.ts'
import { registered } from './systems.ts'
import { tokenFile } from './token-file.ts'

interface DoctorChoice {
  config: string | undefined
  account: string | undefined
  probe: boolean
  version: string
  onWait: (seconds: number, reason: string) => void
  onFindings: SessionOptions['onFindings']
  log: Log
  secrets: Secrets
}

/** What there is to look at, whatever is wrong with it. */
export async function doctorRequest(choice: DoctorChoice): Promise<Omit<DoctorRequest, 'onCheck'>> {
  const { node } = process.versions
  const machine = { node, env: process.env, program: realpathSync(process.argv[1] ?? '') }
  return { machine, clock: systemClock, workspace: await orMistake(() => workspaceOf(choice)) }
}

async function workspaceOf(choice: DoctorChoice): Promise<SystemsRequest> {
  const { config, account, probe } = choice
  const place = { config, cwd: process.cwd() }
  const root = workspaceRoot(place)
  const providers = await availableProviders(process.env, root)
  const inspection = inspectWorkspace({ ...place, providers })
  const environment = await orMistake(async () => readEnvironment({ root, env: process.env, account, providers }))
  const state = environment instanceof ConfigError ? null : sqliteState(stateFolder(root, environment.account))
  const findings = environmentFindings(root, providers)
  const common = { inspection, environment, findings, providers, state, probe }
  return { ...common, ...openers(common, choice) }
}

type Parts = Pick<SystemsRequest, 'inspection' | 'environment' | 'providers' | 'state'>

/** As commands open their systems, but for the state: it is only used where it is sound. */
function openers(
  { inspection, environment, providers, state }: Parts,
  choice: DoctorChoice,
): Pick<SystemsRequest, 'context' | 'source' | 'target'> {
  const { version, onWait, onFindings, log, secrets } = choice
  const { root, settings, attributes } = inspection.known
  const contextOf = async () => {
    const { account } = known(environment)
    return contextMaker({
      ...{ environment: known(environment), root, onWait, log, secrets },
      onCall: () => undefined,
      folder: stateFolder(root, known(environment).account),
      program: { name: 'catalog-sync', version },
      share: settings.policy.quota_share,
      state: await usable(state, choice.probe),
      tokens: tokenFile({ folder: stateFolder(root, account), log, secrets, onFindings }),
    })
  }
  const context = async (entry: SourceSettings) => {
    const { provider, side } = registered(providers, entry.provider, 'source')
    return (await contextOf())(withNamed(provider, side.named?.(entry)), entry.account)
  }
  return {
    context,
    async source(entry) {
      const { side } = registered(providers, entry.provider, 'source')
      return side.open(entry, await context(entry))
    },
    async target() {
      const { provider, side } = registered(providers, settings.target.provider, 'target')
      return side.open(
        { settings, attributes },
        (await contextOf())(withNamed(provider, side.named?.(settings.target))),
      )
    },
  }
}

/** @throws ConfigError: without the environment nothing can be opened */
function known(environment: Environment | ConfigError): Environment {
  if (environment instanceof ConfigError) throw environment
  return environment
}

/** What is found out is to be remembered, if need be in a new one. */
async function usable(state: State | null, probe: boolean): Promise<State | null> {
  try {
    const condition = await state?.condition()
    return condition === 'whole' || (condition === 'missing' && probe) ? state : null
  } catch (error) {
    // It is looked at, and told of, by itself.
    if (error instanceof SyncError) return null
    throw error
  }
}

async function orMistake<T>(work: () => Promise<T>): Promise<T | ConfigError> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof ConfigError) return error
    throw error
  }
}
