import type { Diagnostic } from '../model/diagnostic.ts'
import { ConfigError } from '../model/errors.ts'
import { accountName } from './account.ts'
import { readDotEnv } from './dot-env.ts'
import { checkedUrl } from './service-url.ts'
import { isPlaceholder } from './variables.ts'
import { oneOf } from './words.ts'

interface PlytixEnvironment {
  apiKey: string
  apiPassword: string
  /** Base of `/api/v1` and `/api/v2`, without a slash at the end, as all URLs here. */
  apiUrl: string
  authUrl: string
}

interface AmazonEnvironment {
  clientId: string
  clientSecret: string
  refreshToken: string
  /** `null`: the endpoint of the marketplace's region. */
  apiUrl: string | null
  lwaUrl: string
}

export interface Environment {
  /** Lower case; `null` when no account is named. */
  account: string | null
  /** What is odd about the workspace's `.env`. */
  diagnostics: Diagnostic[]
  /** @throws ConfigError naming every variable that is missing */
  plytix(): PlytixEnvironment
  /** @throws ConfigError naming every variable that is missing */
  amazon(): AmazonEnvironment
}

export interface EnvironmentOptions {
  /** The workspace, whose `.env` is read. */
  root: string
  env: { [name: string]: string | undefined }
  /** Prefix of all variables; default: SYNC_ACCOUNT. */
  account?: string | undefined
}

interface Scope {
  root: string
  prefix: string
  env: { [name: string]: string | undefined }
  file: { [name: string]: string | undefined }
}

/** What the environment and the workspace's `.env` say; real variables win. Values never get into messages. */
export function readEnvironment(options: EnvironmentOptions): Environment {
  const { root, env } = options
  const { values: file, diagnostics } = readDotEnv(root)
  const account = accountName(options.account ?? env.SYNC_ACCOUNT ?? file.SYNC_ACCOUNT)
  const scope: Scope = { root, env, file, prefix: account === null ? '' : `${account.toUpperCase()}_` }
  return { account, diagnostics, plytix: () => plytix(scope), amazon: () => amazon(scope) }
}

function plytix(scope: Scope): PlytixEnvironment {
  const credentials = ['PLYTIX_API_KEY', 'PLYTIX_API_PASSWORD']
  const [apiKey = '', apiPassword = ''] = required(scope, credentials)
  const url = urlReader(scope, credentials)
  return {
    apiKey,
    apiPassword,
    apiUrl: url('PLYTIX_API_URL') ?? 'https://pim.plytix.com',
    authUrl: url('PLYTIX_AUTH_URL') ?? 'https://auth.plytix.com',
  }
}

function amazon(scope: Scope): AmazonEnvironment {
  const credentials = ['SP_API_CLIENT_ID', 'SP_API_CLIENT_SECRET', 'SP_API_REFRESH_TOKEN']
  const [clientId = '', clientSecret = '', refreshToken = ''] = required(scope, credentials)
  const url = urlReader(scope, credentials)
  return {
    clientId,
    clientSecret,
    refreshToken,
    apiUrl: url('SP_API_URL'),
    lwaUrl: url('SP_API_LWA_URL') ?? 'https://api.amazon.com',
  }
}

const fromEnv = (scope: Scope, name: string): string => scope.env[scope.prefix + name]?.trim() ?? ''
const fromFile = (scope: Scope, name: string): string => scope.file[scope.prefix + name]?.trim() ?? ''

function required(scope: Scope, names: string[]): string[] {
  const values = names.map((name) => fromEnv(scope, name) || fromFile(scope, name))
  const missing = names.filter((_, index) => values[index] === '').map((name) => scope.prefix + name)
  if (missing.length === 0) return real(scope, { names, values })
  const verb = missing.length === 1 ? 'is' : 'are'
  throw new ConfigError('credentials', `${oneOf(missing, 'and')} ${verb} not set.`, {
    hints: [
      `Set ${missing.length === 1 ? 'it' : 'them'} in the environment or in ${scope.root}/.env, which stays out of git.`,
      'To try things out without an account, run the command under sync sandbox --.',
    ],
  })
}

/** What an example had in it would only be refused by the service, later and in other words. */
function real(scope: Scope, { names, values }: { names: string[]; values: string[] }): string[] {
  const open = names.filter((_, index) => isPlaceholder(values[index] ?? '')).map((name) => scope.prefix + name)
  if (open.length === 0) return values
  const verb = open.length === 1 ? 'still holds a placeholder' : 'still hold placeholders'
  throw new ConfigError('credentials', `${oneOf(open, 'and')} ${verb}.`, {
    hints: [`Put the real values into the environment or into ${scope.root}/.env.`],
  })
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
