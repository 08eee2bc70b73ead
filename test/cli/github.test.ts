import { chmodSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { tellGithub } from '../../src/cli/github.ts'
import { outputLines } from '../../src/cli/github-file.ts'
import { temporaryFolder } from '../state/temporary.ts'
import { outputsIn } from '../support/github-runner.ts'

const MIB = 1024 * 1024

async function told(env: { [name: string]: string }, told: Parameters<typeof tellGithub>[0]): Promise<string[]> {
  const remarks: string[] = []
  await tellGithub(told, { env, remark: (lines) => remarks.push(...lines) })
  return remarks
}

const OUTPUTS = { outputs: { operations: 3, applyable: true, run_id: null } }

describe('outputs', () => {
  test('are added to what earlier commands of the step wrote', async () => {
    const file = join(temporaryFolder(), 'output')
    writeFileSync(file, 'color=brown\n')

    expect(await told({ GITHUB_OUTPUT: file }, OUTPUTS)).toEqual([])
    expect(readFileSync(file, 'utf8')).toBe('color=brown\noperations=3\napplyable=true\nrun_id=\n')
  })

  test('begin a line of their own behind one that has no end', async () => {
    const file = join(temporaryFolder(), 'output')
    writeFileSync(file, 'color=brown')

    await told({ GITHUB_OUTPUT: file }, OUTPUTS)

    expect(outputsIn(readFileSync(file, 'utf8'))).toMatchObject({ color: 'brown', operations: '3' })
  })

  test('hold any value, and nothing in it sets another output', () => {
    const hostile = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('a\nstatus=complete', 'x<<EOF\ny\nEOF', '\n', 'EOF', 'a=b', '::set-output name=a::b', ' x '),
    )
    fc.assert(
      fc.property(hostile, hostile, (resume, status) => {
        expect(outputsIn(outputLines({ resume, status }))).toEqual({ resume, status })
      }),
    )
  })

  test('stand between marks that they do not hold', () => {
    const marks = ['mark', 'other', 'mark'].values()

    expect(outputLines({ resume: 'mark\nset' }, () => marks.next().value ?? '')).toBe(
      'resume<<other\nmark\nset\nother\n',
    )
  })
})

describe('a summary', () => {
  const summaryOf = (room: number[]) => (most: number) => {
    room.push(most)
    return ['## Plan\n', '\n', 'Nothing to do.\n']
  }

  test('is given what is left of 1 MiB', async () => {
    const file = join(temporaryFolder(), 'summary')
    writeFileSync(file, `${'x'.repeat(MIB - 5_001)}\n`)
    const room: number[] = []

    expect(await told({ GITHUB_STEP_SUMMARY: file }, { outputs: {}, summary: summaryOf(room) })).toEqual([])
    expect(room).toEqual([4_999])
    expect(readFileSync(file, 'utf8')).toMatch(/x\n## Plan\n\nNothing to do\.\n$/)
  })

  test('is left out, with a remark, where the step has no room for it', async () => {
    const file = join(temporaryFolder(), 'summary')
    writeFileSync(file, 'x'.repeat(MIB - 900))

    expect(await told({ GITHUB_STEP_SUMMARY: file }, { outputs: {}, summary: summaryOf([]) })).toEqual([
      'Nothing was added to the file of GITHUB_STEP_SUMMARY: the summary of this step is full.',
    ])
    expect(statSync(file).size).toBe(MIB - 900)
  })

  test('is left out, with a remark, when what must stay in it is longer than the room', async () => {
    const file = join(temporaryFolder(), 'summary')
    writeFileSync(file, 'x'.repeat(MIB - 2_000))

    const remarks = await told({ GITHUB_STEP_SUMMARY: file }, { outputs: {}, summary: () => ['é'.repeat(1_000)] })

    expect(remarks.join()).toContain('does not fit into what is left of 1 MiB')
    expect(statSync(file).size).toBe(MIB - 2_000)
  })
})

describe('where nothing can be written', () => {
  const places: [what: string, make: (folder: string) => string][] = [
    ['a folder', (folder) => folder],
    ['no folder', (folder) => join(folder, 'none', 'file')],
    ['below a file', () => join(process.execPath, 'output')],
    ['a device', () => '/dev/null'],
    ['a name that a terminal would obey', (folder) => join(folder, '\u001b[31m', 'x')],
  ]

  test.each(places)('it is remarked and nothing else: %s', async (_, make) => {
    const place = make(temporaryFolder())

    const remarks = await told(
      { GITHUB_OUTPUT: place, GITHUB_STEP_SUMMARY: place },
      { ...OUTPUTS, summary: () => ['x'] },
    )

    expect(remarks).toHaveLength(2)
    expect(remarks.join()).not.toContain('\u001b')
    for (const [index, name] of ['GITHUB_OUTPUT', 'GITHUB_STEP_SUMMARY'].entries())
      expect(remarks[index]).toMatch(new RegExp(`^Nothing was added to the file of ${name}: .+\\.$`))
  })

  test.skipIf(process.getuid?.() === 0)('it is remarked: a folder that may not be written to', async () => {
    const folder = join(temporaryFolder(), 'closed')
    mkdirSync(folder)
    chmodSync(folder, 0o500)

    expect(await told({ GITHUB_OUTPUT: join(folder, 'output') }, OUTPUTS)).toHaveLength(1)
  })
})

test.each([{}, { GITHUB_OUTPUT: '', GITHUB_STEP_SUMMARY: '' }])(
  'nothing happens outside of GitHub Actions: %j',
  async (env) => {
    const summary = () => expect.unreachable()

    expect(await told(env, { ...OUTPUTS, summary })).toEqual([])
  },
)
