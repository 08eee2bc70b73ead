import type { EndpointFigures, SystemFigures } from './call.ts'
import type { Spread } from './spread.ts'

/** Calls of one endpoint as reports have them. */
export function endpointFigures(
  endpoint: string,
  { calls, unanswered, total, longest, spread }: Spread & { unanswered: number },
): EndpointFigures {
  const average_ms = calls === 0 ? null : rounded(total / calls)
  return {
    ...{ endpoint, calls, unanswered, ms: rounded(total), average_ms, longest_ms: rounded(longest) },
    spread: [...spread],
  }
}

/** What two parts of one piece of work asked, together; how full the windows are is that of the later one. */
export function addedFigures(one: readonly SystemFigures[], other: readonly SystemFigures[]): SystemFigures[] {
  const names = [...new Set([...one, ...other].map(({ system }) => system))]
  return names.map((system) => {
    const parts = [one, other].flatMap((list) => list.find((entry) => entry.system === system) ?? [])
    const windows = parts.findLast((part) => part.windows !== undefined)?.windows
    const endpoints = Map.groupBy(
      parts.flatMap((part) => part.endpoints),
      ({ endpoint }) => endpoint,
    )
    return {
      system,
      calls: parts.reduce((sum, { calls }) => sum + calls, 0),
      endpoints: [...endpoints.values()].map((same) => same.reduce(addedEndpoints)),
      ...(windows ? { windows } : {}),
    }
  })
}

function addedEndpoints(a: EndpointFigures, b: EndpointFigures): EndpointFigures {
  return endpointFigures(a.endpoint, {
    calls: a.calls + b.calls,
    unanswered: a.unanswered + b.unanswered,
    total: a.ms + b.ms,
    longest: Math.max(a.longest_ms, b.longest_ms),
    spread: a.spread.map((count, place) => count + (b.spread[place] ?? 0)),
  })
}

/** Items, operations or resources a second; 0 where no time passed. */
export function perSecond(number: number, seconds: number): number {
  return seconds > 0 ? rounded(number / seconds) : 0
}

/** Three decimals are enough. */
export function rounded(value: number): number {
  return Math.round(value * 1000) / 1000
}
