import { parseArgs } from 'node:util'

/**
 * Runs the program of a git reference and that of this checkout on the same inputs, and ends with 1 when what they plan,
 * call or leave in the account is not the same. With --bench it measures planning of both by turns instead.
 */

const USAGE = `npm run compare -- GIT_REF [INPUT…] [--bench] [--rounds N] [--differences N] [--allow PATTERN]…`

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    bench: { type: 'boolean', default: false },
    rounds: { type: 'string', default: '3' },
    differences: { type: 'string', default: '10' },
    allow: { type: 'string', multiple: true, default: [] },
  },
})
const [reference, ...names] = positionals
const { layOut, build } = await import('./compare/versions.ts')
const { comparePlanning } = await import('./compare/planning.ts')
const { holds } = await import('./result.ts')
const { compareInputs, NAMES } = await import('./compare/run.ts')

const print = (line) => process.stdout.write(`${line}\n`)
const unknown = names.filter((name) => !NAMES.includes(name))
if (reference === undefined) fail(`Which version is this one compared with? ${USAGE}`)
else if (unknown.length > 0) fail(`There is no input ${unknown.join(', ')}; there are ${NAMES.join(', ')}.`)
else await main()

function fail(message) {
  process.stderr.write(`${message}\n`)
  process.exitCode = 1
}

async function main() {
  const stop = new AbortController()
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(name, () => stop.abort())
  let versions
  try {
    versions = layOut(reference)
    // Whatever ends this process, nothing of it stays.
    process.once('exit', versions.remove)
    await Promise.all([versions.old, versions.new].map((version) => build(version, stop.signal)))
    process.exitCode = (await (values.bench ? measure : compare)(versions, stop.signal)) ? 0 : 1
  } catch (error) {
    if (!stop.signal.aborted) fail(error.message)
    else process.exitCode = 130
  } finally {
    versions?.remove()
  }
}

async function compare(versions, signal) {
  const different = await compareInputs({
    versions,
    names,
    signal,
    print,
    most: Number(values.differences) || Number.POSITIVE_INFINITY,
    allowed: values.allow.map((pattern) => new RegExp(pattern)),
  })
  print(different === 0 ? `The same as ${reference}.` : `${different} differences to ${reference}.`)
  return different === 0
}

async function measure(versions, signal) {
  const claims = await comparePlanning({ versions, rounds: Number(values.rounds), signal, print })
  for (const claim of claims) {
    const limit = claim.limit === null ? '' : `  (at most ${claim.limit})`
    print(`  ${holds(claim) ? 'ok  ' : 'FAIL'} ${claim.what}: ${claim.measured}${limit}`)
  }
  return claims.every(holds)
}
