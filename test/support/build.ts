import { execFileSync } from 'node:child_process'

/** The command-line tests drive the built program, so it is built once before any test runs. */
export function setup(): void {
  if (process.env.SYNC_SKIP_BUILD) return
  execFileSync(process.execPath, [process.env.npm_execpath ?? 'npm', 'run', '--silent', 'build'], { stdio: 'inherit' })
}
