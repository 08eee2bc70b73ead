import { accountName } from '../config/account.ts'
import { readNamedText } from '../config/read-text.ts'
import { SHOPS } from '../model/edge-names.ts'
import { ConfigError, SyncError } from '../model/errors.ts'
import { type SandboxPlan, sandboxOptions } from '../sandbox/given.ts'
import { type Sandbox, startSandbox } from '../sandbox/index.ts'
import { type MarketSandbox, startMarketSandbox } from '../sandbox/market-sandbox.ts'
import { type ShopSandbox, startShopSandbox } from '../sandbox/shop-sandbox.ts'
import { jsonPlace } from './named-file.ts'

/** Paths are relative to the working folder; absent: the sample, any free ports, generous limits. */
export interface SandboxRequest {
  listings: number
  seed: number
  items: string | undefined
  accountSeed: string | undefined
  options: string | undefined
  port: number | undefined
  /** Codes of the shops where everything is listed; none: what the options say, or the items. */
  shops?: readonly string[] | undefined
  /** 24 hex digits. Every sandbox is an account of its own: what a workspace remembers of another must not count here. */
  accountId: string
}

/** All simulators, with the variables of all. */
export interface OpenSandbox extends Sandbox {
  market: MarketSandbox
  shop: ShopSandbox
}

/** Starts the simulators with what the files say. @throws ConfigError for a file that is missing or wrong. */
export async function openSandbox(request: SandboxRequest): Promise<OpenSandbox> {
  const { items, accountSeed, options, port, shops = [], ...rest } = request
  const given = sandboxOptions({
    ...rest,
    [SHOPS]: shops,
    ...(options !== undefined && { options: readJson(options) }),
    ...(items !== undefined && { items: readJson(items) }),
    ...(accountSeed !== undefined && { accountSeed: readJson(accountSeed) }),
    ...(port !== undefined && { port }),
  })
  try {
    return await startAll(given)
  } catch (error) {
    throw portTaken(error) ? taken(port) : error
  }
}

async function startAll(plan: SandboxPlan): Promise<OpenSandbox> {
  const started: { close(): Promise<void> }[] = []
  const close = async () => {
    await Promise.all(started.map((one) => one.close()))
  }
  const begun = <T extends { close(): Promise<void> }>(one: T): T => {
    started.push(one)
    return one
  }
  try {
    const sandbox = begun(await startSandbox(plan.usual))
    const market = begun(await startMarketSandbox(plan.market))
    const shop = begun(await startShopSandbox(plan.shop))
    return { ...sandbox, market, shop, env: { ...sandbox.env, ...market.env, ...shop.env }, close }
  } catch (error) {
    await close()
    throw error
  }
}

/**
 * The sandbox's environment; under an account's name the variables carry its prefix. An account that the shell or a
 * `.env` names otherwise would lead past them, to real services, so it is always set. @throws ConfigError for a bad name
 */
export function sandboxVariables(env: { [name: string]: string }, account?: string): { [name: string]: string } {
  const name = accountName(account)
  if (name === null) return { SYNC_ACCOUNT: '', ...env }
  const prefixed = Object.entries(env).map(([variable, value]) => [`${name.toUpperCase()}_${variable}`, value])
  return { SYNC_ACCOUNT: name, ...Object.fromEntries(prefixed) }
}

/** A whole catalogue or account may be in it. */
const MAX_JSON = 400 * 1024 * 1024

function readJson(file: string): unknown {
  const text = readNamedText(file, { what: 'The file', code: 'file-unreadable', max: MAX_JSON })
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new ConfigError('file-no-json', `The file ${file} is not valid JSON${jsonPlace(cause)}.`)
  }
}

function portTaken(error: unknown): boolean {
  return (error as NodeJS.ErrnoException | null)?.code === 'EADDRINUSE'
}

function taken(port: number | undefined): SyncError {
  const message = `One of the ports ${port} to ${(port ?? 0) + 5} is already in use.`
  return new SyncError('port-in-use', message, { hints: ['Give another --port, or none to take free ones.'] })
}
