import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createProgramWorld } from './program.ts'

test('plans and runs are shown in every form, and a report is replaced by one in another form', async () => {
  const world = await createProgramWorld({ listings: 5 })
  await world.run('init', '--brand', world.sandbox.brand)
  expect((await world.run('plan', '--out', 'boots.json')).code).toBe(0)
  const report = () => readFileSync(join(world.folder, 'report'), 'utf8')
  const written = async (...args: string[]) => {
    const { code, stdout } = await world.run(...args, '--report', 'report')
    return [code, stdout, report().slice(0, 36)]
  }
  const beginning = (text: string) => [0, 'Written to report.\n', expect.stringContaining(text)]
  const show = ['show', 'boots.json', '--format']

  expect(await written(...show, 'markdown')).toEqual(beginning('<!-- catalog-sync:plan '))
  expect(await written(...show, 'csv')).toEqual(beginning('section,operation,action,'))
  expect(await written(...show, 'json')).toEqual(beginning('{\n"format_version"'))
  expect(await written(...show, 'text')).toEqual(beginning('Plan for '))
  const shortened = await world.run(...show, 'markdown', '--max-bytes', '1000')
  expect(shortened.stdout).toContain('`sync show boots.json --details` shows everything.')

  const { run_id } = JSON.parse((await world.run('apply', 'boots.json', '--json')).stdout)
  for (const command of [['runs'], ['runs', 'show', run_id]]) {
    const text = (await world.run(...command)).stdout
    expect(text).toContain('complete')
    const document = JSON.parse((await world.run(...command, '--format', 'json')).stdout)
    expect(document).toEqual(JSON.parse((await world.run(...command, '--json')).stdout))
    expect((await world.run(...command, '--format', 'markdown')).stdout).toMatch(
      /^<!-- catalog-sync:runs? [\w-]+ -->\n## Run/,
    )
  }
}, 120_000)

test('a limit on what is not shortened is refused before anything is called', async () => {
  const world = await createProgramWorld({ listings: 5 })
  await world.run('init', '--brand', world.sandbox.brand)

  const { code, stderr } = await world.run('plan', '--format', 'csv', '--max-bytes', '2000')

  expect([code, stderr]).toEqual([1, expect.stringContaining('Add --format markdown, or leave --max-bytes out.')])
  expect(world.sandbox.plytix.calls).toEqual([])
})
