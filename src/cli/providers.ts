import { realpathSync } from 'node:fs'
import { delimiter, isAbsolute, sep } from 'node:path'
import { pathToFileURL } from 'node:url'
import { locateWorkspace } from '../config/locate.ts'
import { ConfigError } from '../model/errors.ts'
import type { Provider, Providers } from '../model/provider.ts'
import { loadProviders } from '../providers/registry.ts'

/**
 * The providers of the program, and those that SYNC_PROVIDERS names: absolute paths of modules outside the workspace,
 * each with a provider as its default export. It is taken from the environment alone, never from `.env`: what is in a
 * repository must not be able to run code here. @throws ConfigError
 */
export async function availableProviders(
  env: { [name: string]: string | undefined },
  root: string,
): Promise<Providers> {
  const own = await loadProviders()
  const paths = (env.SYNC_PROVIDERS ?? '').split(delimiter).filter((path) => path !== '')
  if (paths.length === 0) return own
  const all = new Map(own)
  for (const path of paths) {
    const provider = await importProvider(outside(path, root))
    if (all.has(provider.name)) throw refused(path, `there is a provider ${provider.name} already`)
    all.set(provider.name, provider)
  }
  return all
}

/** Absolute. @throws ConfigError when there is no workspace */
export function workspaceRoot(place: { config?: string | undefined; cwd: string }): string {
  return locateWorkspace(place).root
}

function outside(path: string, root: string): string {
  if (!isAbsolute(path)) throw refused(path, 'its path is not absolute')
  const real = realOf(path)
  if (real === null) throw refused(path, 'it does not exist')
  const folder = realOf(root)
  if (folder !== null && real.startsWith(folder.endsWith(sep) ? folder : folder + sep)) {
    throw refused(path, 'it lies in the workspace')
  }
  return real
}

function realOf(path: string): string | null {
  try {
    return realpathSync(path)
  } catch {
    // Missing, or in a folder that may not be read: either way it cannot be taken.
    return null
  }
}

async function importProvider(path: string): Promise<Provider> {
  const { default: provider } = await imported(path)
  const { name, title, variables, source, target } = provider ?? {}
  const named = /^[a-z][a-z0-9-]*$/.test(name ?? '') && typeof title === 'string' && Array.isArray(variables)
  if (provider && named && (source || target)) return provider
  throw refused(path, 'its default export is no provider')
}

async function imported(path: string): Promise<{ default?: Provider }> {
  try {
    return (await import(pathToFileURL(path).href)) as { default?: Provider }
  } catch (cause) {
    throw refused(path, `it cannot be imported (${cause instanceof Error ? cause.message : String(cause)})`)
  }
}

function refused(path: string, reason: string): ConfigError {
  return new ConfigError('providers', `SYNC_PROVIDERS names ${path}, which cannot be used: ${reason}.`, {
    hints: ['Name a module outside the workspace by its absolute path, or leave the variable unset.'],
  })
}
