import { cpSync } from 'node:fs'
import { join } from 'node:path'
import type { Input } from './input.ts'
import { INPUTS } from './inputs/index.ts'
import { judge, type Showing } from './report.ts'
import { Side } from './side.ts'
import type { Versions } from './versions.ts'

export interface Comparing extends Showing {
  versions: Versions
  /** Names of inputs; none means all. */
  names: string[]
  signal: AbortSignal
  print(line: string): void
}

/** Names of all inputs, for messages. */
export const NAMES = INPUTS.map(({ name }) => name)

/** Has both versions do the same and says where they differ; gives how many differences there are. */
export async function compareInputs(comparing: Comparing): Promise<number> {
  const { names, print } = comparing
  let different = 0
  for (const input of INPUTS.filter(({ name }) => names.length === 0 || names.includes(name))) {
    print(`${input.name}: ${input.title}`)
    if (input.missing === undefined) different += await compareInput(input, comparing)
    else print(`  skipped: there is no ${input.missing}`)
  }
  return different
}

async function compareInput(input: Input, { versions, signal, print, most, allowed }: Comparing): Promise<number> {
  const start = performance.now()
  const sides: Side[] = []
  const moments: number[] = []
  try {
    for (const version of [versions.old, versions.new]) {
      const root = join(versions.folder, `workspace-${version.name}`)
      sides.push(await Side.open({ version, root, sandbox: input.sandbox, moments, signal }))
    }
    const [old, now] = sides as [Side, Side]
    await old.sync('the workspace', ['init', '--brand', old.sandbox.brand, '--scope', 'prairie'])
    cpSync(old.root, now.root, { recursive: true })
    now.steps.push(...old.steps)
    const [failure, other] = await Promise.all(sides.map((side) => workOf(input, side)))
    if (failure && other) throw failure
    const { lines, different } = judge(old.steps, now.steps, { most, allowed })
    for (const line of lines) print(line)
    print(`  ${((performance.now() - start) / 1000).toFixed(0)} s`)
    return different
  } finally {
    await Promise.all(sides.map((side) => side.close()))
  }
}

/** What one version alone cannot go on with is a difference; what neither can is a mistake of this comparison. */
async function workOf(input: Input, side: Side): Promise<Error | null> {
  try {
    await input.work(side)
    return null
  } catch (error) {
    if ((error as Error).name === 'AbortError') throw error
    side.steps.push({ title: 'ended early', outcome: { error: String(error) }, said: '' })
    return error as Error
  }
}
