import type { Diagnostic } from '../model/diagnostic.ts'
import { ConfigError } from '../model/errors.ts'
import type { Provider, Providers, Values, Variable } from '../model/provider.ts'
import { accountName } from './account.ts'
import { readDotEnv } from './dot-env.ts'
import { checkedUrl } from './service-url.ts'
import { isPlaceholder, variableNames } from './variables.ts'
import { oneOf } from './words.ts'

export interface Environment {
  /** Lower case; `null` when no account is named. */
  account: string | null
  /** What is odd about the workspace's `.env`. */
  diagnostics: Diagnostic[]
  /**
   * The values of a provider's variables, defaults filled in; under the prefix of the account unless another is named.
   * @throws ConfigError naming every variable that is missing
   */
  valuesFor(provider: Pick<Provider, 'variables'>, account?: string | null): Values
}

export interface EnvironmentOptions {
  /** The workspace, whose `.env` is read. */
  root: string
  env: { [name: string]: string | undefined }
  /** Prefix of all variables; default: SYNC_ACCOUNT. */
  account?: string | undefined
  /** Those whose variables `.env` may hold. */
  providers: Providers
}

interface Scope {
  root: string
  prefix: string
  env: { [name: string]: string | undefined }
  file: { [name: string]: string | undefined }
}

/** What the environment and the workspace's `.env` say; real variables win. Values never get into messages. */
export function readEnvironment(options: EnvironmentOptions): Environment {
  const { root, env, providers } = options
  const { values: file, diagnostics } = readDotEnv(root, variableNames(providers))
  const account = accountName(options.account ?? env.SYNC_ACCOUNT ?? file.SYNC_ACCOUNT)
  return {
    account,
    diagnostics,
    valuesFor({ variables }, other = null) {
      const name = other === null ? account : accountName(other)
      return valuesOf(variables, { root, env, file, prefix: name === null ? '' : `${name.toUpperCase()}_` })
    },
  }
}

function valuesOf(variables: readonly Variable[], scope: Scope): Values {
  const needed = variables.filter(({ required }) => required).map(({ name }) => name)
  const given = required(scope, needed)
  const values = new Map(needed.map((name, index) => [name, given[index] ?? null]))
  const credentials = variables.filter(({ required, secret }) => required || secret).map(({ name }) => name)
  const url = urlReader(scope, credentials)
  for (const { name, default: usual = null, is } of variables) {
    if (values.has(name)) continue
    const found = is === 'url' ? url(name) : fromEnv(scope, name) || fromFile(scope, name)
    values.set(name, found || usual)
  }
  return Object.fromEntries(values)
}

const fromEnv = (scope: Scope, name: string): string => scope.env[scope.prefix + name]?.trim() ?? ''
const fromFile = (scope: Scope, name: string): string => scope.file[scope.prefix + name]?.trim() ?? ''

/** @throws ConfigError that names all that are missing, and all that an example had in it: a service would refuse those later */
function required(scope: Scope, names: string[]): string[] {
  const values = names.map((name) => fromEnv(scope, name) || fromFile(scope, name))
  const those = (lacks: (value: string) => boolean) =>
    names.filter((_, index) => lacks(values[index] ?? '')).map((name) => scope.prefix + name)
  const missing = those((value) => value === '')
  const open = those((value) => value !== '' && isPlaceholder(value))
  if (missing.length + open.length === 0) return values
  const sentences = [
    ...(missing.length > 0 ? [`${oneOf(missing, 'and')} ${missing.length === 1 ? 'is' : 'are'} not set.`] : []),
    ...(open.length > 0
      ? [`${oneOf(open, 'and')} still ${open.length === 1 ? 'holds a placeholder' : 'hold placeholders'}.`]
      : []),
  ]
  throw new ConfigError('credentials', sentences.join(' '), {
    hints: [...missingHints(scope, missing), ...openHints(scope, open)],
  })
}

function missingHints({ root }: Scope, { length }: string[]): string[] {
  if (length === 0) return []
  return [
    `Set ${length === 1 ? 'it' : 'them'} in the environment or in ${root}/.env, which stays out of git.`,
    'To try things out without an account, run the command under sync sandbox --.',
  ]
}

function openHints({ root }: Scope, { length }: string[]): string[] {
  return length === 0 ? [] : [`Put the real values into the environment or into ${root}/.env.`]
}

/**
 * A URL from `.env` counts only when all credentials come from `.env` too: a file that someone put into a repository
 * must not be able to send the credentials of a CI job to another host.
 */
function urlReader(scope: Scope, credentials: string[]): (name: string) => string | null {
  const trusted = credentials.every((name) => fromEnv(scope, name) === '')
  return (name) => {
    const url = fromEnv(scope, name) || (trusted ? fromFile(scope, name) : '')
    return url === '' ? null : checkedUrl(scope.prefix + name, url)
  }
}
