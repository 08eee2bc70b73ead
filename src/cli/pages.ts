import type { Plan } from '../model/plan.ts'
import type { Providers } from '../model/provider.ts'
import type { Pages } from '../ui/html/pages.ts'

/** Where people see what a plan speaks of: what its providers say, and nothing that the plan itself says. */
export function pagesOf({ sources, target }: Plan, providers: Providers): Pages {
  const sides = sources.map(({ provider }) => providers.get(provider)?.source)
  const { account } = target
  return {
    item: (key) => firstOf(sides.map((side) => side?.pageOf?.(key) ?? null)),
    resource: (resource) => providers.get(target.provider)?.target?.pageOf?.({ account, ...resource }) ?? null,
  }
}

function firstOf(pages: (string | null)[]): string | null {
  return pages.find((page) => page !== null) ?? null
}
