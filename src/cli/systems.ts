import type { Provider, ProviderContext, Providers } from '../model/provider.ts'
import type { SourceSettings, Workspace } from '../model/settings.ts'
import type { Source } from '../model/source.ts'
import type { Target } from '../model/target.ts'
import { withNamed } from './provider-context.ts'

interface SystemsParts {
  workspace: Workspace
  providers: Providers
  context: (provider: Pick<Provider, 'name' | 'variables'>, prefix?: string | null) => ProviderContext
  /** Done before anything is opened. */
  prepare: () => Promise<void>
  /** What is used in the place of a target. */
  instead: (target: Target) => Target
}

/**
 * The sources and the target of a workspace, each opened once, whoever asks for it at the same time; one that cannot be
 * opened is tried again by whoever asks next.
 */
export function openSystems({ workspace, providers, context, prepare, instead }: SystemsParts) {
  const sources = new Map<SourceSettings, Promise<Source>>()
  const targets = new Map<Workspace, Promise<Target>>()
  return {
    async source(settings: SourceSettings): Promise<Source> {
      await prepare()
      const { provider, side } = registered(providers, settings.provider, 'source')
      return keeping(sources, settings, () => side.open(settings, context(provider, settings.account)))
    },
    async target(): Promise<Target> {
      await prepare()
      const { provider, side } = registered(providers, workspace.settings.target.provider, 'target')
      return keeping(targets, workspace, async () =>
        instead(await side.open(workspace, context(withNamed(provider, workspace.settings.target)))),
      )
    },
    async close(): Promise<void> {
      await targets.get(workspace)?.then(
        (target) => target.close(),
        () => undefined,
      )
    },
  }
}

function keeping<K, T>(kept: Map<K, Promise<T>>, key: K, open: () => Promise<T>): Promise<T> {
  const found = kept.get(key) ?? open()
  kept.set(key, found)
  found.catch(() => kept.delete(key))
  return found
}

/** The schema of sync.yaml allows only registered providers. */
export function registered<S extends 'source' | 'target'>(providers: Providers, name: string, what: S) {
  const provider = providers.get(name)
  const side = provider?.[what]
  if (!provider || !side) throw new Error(`No ${what} is registered as ${name}.`)
  return { provider, side: side as NonNullable<Provider[S]> }
}
