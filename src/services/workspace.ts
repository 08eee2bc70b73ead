import { stateFolder } from '../config/account.ts'
import { type Environment, readEnvironment } from '../config/environment.ts'
import { loadWorkspace } from '../config/index.ts'
import type { Providers } from '../model/provider.ts'
import type { Workspace } from '../model/settings.ts'

export interface OpenOptions {
  config?: string | undefined
  account?: string | undefined
  cwd: string
  env: { [name: string]: string | undefined }
  providers: Providers
}

export interface OpenWorkspace {
  workspace: Workspace
  environment: Environment
  /** Absolute; it need not exist yet. */
  state: string
}

/** A workspace with its environment: what every command that plans or applies begins with. @throws ConfigError */
export function openWorkspace(options: OpenOptions): OpenWorkspace {
  const { config, account, cwd, env, providers } = options
  const workspace = loadWorkspace({ config, cwd, providers })
  const environment = readEnvironment({ root: workspace.root, env, account, providers })
  return { workspace, environment, state: stateFolder(workspace.root, environment.account) }
}
