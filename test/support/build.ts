import { execFileSync } from 'node:child_process'

/** The command-line tests drive the built program, so it is built once before any test runs. */
export function setup(): void {
  if (process.env.SYNC_SKIP_BUILD) return
  const npm = process.env.npm_execpath
  const [program, ...args] = npm === undefined ? ['npm'] : [process.execPath, npm]
  execFileSync(program, [...args, 'run', '--silent', 'build'], { stdio: 'inherit' })
}
