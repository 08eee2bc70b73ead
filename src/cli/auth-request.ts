import type { AuthOptions } from '../services/auth.ts'
import type { Session } from './session.ts'

/** What signing in needs of a session. */
export function authRequest({ workspace, providers, clock, context }: Session): AuthOptions {
  return { settings: workspace.settings, providers, now: clock.now(), context }
}

/** The values of a flag as they stand in the arguments, before anything is parsed: they are secret from the start. */
export function givenTo(flag: string, args: readonly string[]): string[] {
  return args.flatMap((arg, index) => {
    if (arg === flag) return args[index + 1] ?? []
    return arg.startsWith(`${flag}=`) ? arg.slice(flag.length + 1) : []
  })
}
