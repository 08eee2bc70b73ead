import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

/**
 * Runs the benchmarks, each in a process of its own: all of them, or those that are named. Prints what was measured
 * against what is promised and keeps it in `results`; ends with 1 when a promise is not kept. `--quick` runs small
 * forms of those that have one, and keeps nothing.
 */

const BENCHMARKS = {
  start: () => import('./start.ts'),
  journal: () => import('./journal.ts'),
  events: () => import('./events.ts'),
  calls: () => import('./calls.ts'),
  changes: () => import('./changes.ts'),
  reading: () => import('./reading.ts'),
  planning: () => import('./planning.ts'),
  'whole-plan': () => import('./whole-plan.ts'),
  'plan-file': () => import('./plan-file.ts'),
  growth: () => import('./growth.ts'),
  export: () => import('./export.ts'),
  'shop-memory': () => import('./shop-memory.ts'),
  'tiktok-shop-memory': () => import('./tiktok-shop-memory.ts'),
  limiter: () => import('./limiter.ts'),
  'apply-rate': () => import('./apply-rate.ts'),
  'window-use': () => import('./window-use.ts'),
  html: () => import('./html.ts'),
  postgres: () => import('./postgres.ts'),
  shopify: () => import('./shopify.ts'),
  'side-by-side': () => import('./side-by-side/index.ts'),
}

/** Processes that hold a hundred thousand listings and the account that takes them. */
const HEAP = '--max-old-space-size=12288'

const root = resolve(import.meta.dirname, '..')
const results = join(import.meta.dirname, 'results')
const [first, ...others] = process.argv.slice(2)

if (first === '--one') await runOne(others[0])
else if (first === '--one-quick') await runQuick(others[0])
else if (first === '--quick') runAll(Object.keys(BENCHMARKS), '--one-quick')
else runAll(first === undefined ? Object.keys(BENCHMARKS) : [first, ...others], '--one')

function runAll(names, how) {
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
      execFileSync(process.execPath, [HEAP, import.meta.filename, how, name], { stdio: 'inherit' })
    } catch {
      process.exitCode = 1
    }
  }
  if (how === '--one') writeFileSync(join(import.meta.dirname, 'results.md'), resultsPage())
}

async function runOne(name) {
  const { run } = await BENCHMARKS[name]()
  const { claims, details } = await run()
  const kept = { benchmark: name, node: process.version, claims: await judged(claims), details }
  mkdirSync(results, { recursive: true })
  writeFileSync(join(results, `${name}.json`), `${JSON.stringify(kept, null, 2)}\n`)
  print(name, kept.claims)
}

async function runQuick(name) {
  const { quick } = await BENCHMARKS[name]()
  if (quick) print(`${name}, quick`, await judged((await quick()).claims))
}

async function judged(claims) {
  const { holds } = await import('./result.ts')
  return claims.map((claim) => ({ ...claim, ok: holds(claim) }))
}

function print(name, claims) {
  process.stdout.write(`${name}\n`)
  for (const { what, measured, limit, bound, ok } of claims) {
    const promise = limit === null ? '' : `  (${bound} ${limit})`
    process.stdout.write(`  ${ok ? 'ok  ' : 'FAIL'} ${what}: ${measured}${promise}\n`)
  }
  if (claims.some(({ ok }) => !ok)) process.exitCode = 1
}

/** All kept results as a page to read. */
function resultsPage() {
  const kept = readdirSync(results)
    .filter((file) => file.endsWith('.json'))
    .toSorted()
    .map((file) => JSON.parse(readFileSync(join(results, file), 'utf8')))
    .filter(({ claims }) => claims)
  const row = ({ what, measured, limit, bound, ok }) =>
    `| ${what} | ${measured} | ${limit === null ? '' : `${bound} ${limit}${ok ? '' : ': not kept'}`} |`
  const table = ({ benchmark, claims }) =>
    [`## ${benchmark}`, '', '| what | measured | promised |', '| --- | --- | --- |', ...claims.map(row), ''].join('\n')
  const head = '# What the benchmarks measured\n\nMade by `npm run bench`; [README.md](README.md) says how.\n'
  return [head, ...kept.map(table)].join('\n')
}
