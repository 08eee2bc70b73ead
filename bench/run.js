import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

/**
 * Runs the benchmarks, each in a process of its own: all of them, or those that are named. Prints what was measured
 * against what is promised and keeps it in `results`; ends with 1 when a promise is not kept.
 */

const BENCHMARKS = {
  start: () => import('./start.ts'),
  journal: () => import('./journal.ts'),
  events: () => import('./events.ts'),
  calls: () => import('./calls.ts'),
  planning: () => import('./planning.ts'),
  growth: () => import('./growth.ts'),
  export: () => import('./export.ts'),
  limiter: () => import('./limiter.ts'),
  quota: () => import('./quota.ts'),
  html: () => import('./html.ts'),
}

const root = resolve(import.meta.dirname, '..')
const results = join(import.meta.dirname, 'results')
const [first, ...others] = process.argv.slice(2)

if (first === '--one') await runOne(others[0])
else runAll(first === undefined ? Object.keys(BENCHMARKS) : [first, ...others])

function runAll(names) {
  const unknown = names.filter((name) => !Object.hasOwn(BENCHMARKS, name))
  if (unknown.length > 0) {
    process.stderr.write(
      `No benchmark is named ${unknown.join(', ')}; there are ${Object.keys(BENCHMARKS).join(', ')}.\n`,
    )
    process.exitCode = 1
    return
  }
  if (!existsSync(join(root, 'dist'))) execFileSync('npm', ['run', 'build'], { cwd: root, stdio: 'inherit' })
  for (const name of names) {
    try {
      execFileSync(process.execPath, [import.meta.filename, '--one', name], { stdio: 'inherit' })
    } catch {
      process.exitCode = 1
    }
  }
}

async function runOne(name) {
  const { holds } = await import('./result.ts')
  const { run } = await BENCHMARKS[name]()
  const { claims, details } = await run()
  const kept = {
    benchmark: name,
    node: process.version,
    claims: claims.map((claim) => ({ ...claim, ok: holds(claim) })),
    details,
  }
  // A quick look is no result.
  if (process.env.BENCH_QUICK === undefined) {
    mkdirSync(results, { recursive: true })
    writeFileSync(join(results, `${name}.json`), `${JSON.stringify(kept, null, 2)}\n`)
  }
  process.stdout.write(`${name}\n`)
  for (const { what, measured, limit, bound, ok } of kept.claims) {
    const promise = limit === null ? '' : `  (${bound} ${limit})`
    process.stdout.write(`  ${ok ? 'ok  ' : 'FAIL'} ${what}: ${measured}${promise}\n`)
  }
  if (kept.claims.some(({ ok }) => !ok)) process.exitCode = 1
}
