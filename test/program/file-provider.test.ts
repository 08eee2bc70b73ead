import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { temporaryFolder } from '../config/workspace-files.ts'
import { ROOT, runProgram, startProgram } from '../support/program.ts'

interface Plan {
  operations: { id: string }[]
  drift: { address: string; field: string; live: unknown; desired: unknown }[]
  conflicts: { field: string; kind: string }[]
  blocked: { id: string; code: string }[]
}

/** A folder in which the built program is run as people do. */
function desk(cwd = temporaryFolder()) {
  const run = async (...args: string[]) => {
    const ended = await runProgram(args, { cwd })
    expect(ended.stderr).not.toContain('Error')
    expect(ended.code).toBe(0)
    return ended
  }
  const rowsFile = join(cwd, 'out/product.ndjson')
  return {
    cwd,
    run,
    plan: async (): Promise<Plan> => JSON.parse((await run('plan', '--json')).stdout),
    apply: () => run('apply', '--auto-approve'),
    rowsFile,
    edit(file: string, from: string, to: string) {
      const text = readFileSync(join(cwd, file), 'utf8')
      expect(text).toContain(from)
      writeFileSync(join(cwd, file), text.replace(from, to))
    },
    rows: () =>
      readFileSync(rowsFile, 'utf8')
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as { [field: string]: unknown }),
  }
}

const ids = ({ operations }: Plan) => operations.map(({ id }) => id)

describe('a file into a folder of files', () => {
  test('works from the first command on, and then leaves nothing to plan', async () => {
    const { run, plan, apply, rows } = desk()
    await run('init', '--source', 'file', '--target', 'file')

    expect(JSON.parse((await run('validate', '--json')).stdout)).toEqual({ ok: true, diagnostics: [] })
    await apply()

    expect(rows().map(({ key, title, size }) => [key, title, size])).toEqual([
      ['file-products-BOOT-1001', 'Felt boot', undefined],
      ['file-products-BOOT-1001-38', 'Felt boot', '38'],
      ['file-products-BOOT-1001-39', 'Felt boot', '39'],
      ['file-products-SOLE-7', 'Cork sole', undefined],
    ])
    expect(await plan()).toMatchObject({ operations: [], drift: [], conflicts: [] })
  })

  test('is looked at by sync doctor: the file and its columns, the folder and its rows', async () => {
    const { run, cwd, edit } = desk()
    await run('init', '--source', 'file', '--target', 'file')

    const { stdout } = await run('doctor')
    expect(stdout).toMatch(/✓ products\.csv can be read \(\d+ bytes\)\./)
    expect(stdout).toMatch(/✓ It is CSV with commas, with all columns that sync\.yaml names \(\d+ in all\)\./)
    expect(stdout).toContain('✓ out is not there yet, and can be made.')

    edit('products.csv', 'sku', 'article')
    writeFileSync(join(cwd, 'out'), '')
    const ended = await runProgram(['doctor', '--json'], { cwd })

    const { checks } = JSON.parse(ended.stdout) as { checks: { name: string; ok: boolean; message: string }[] }
    expect(ended.code).toBe(1)
    expect(checks.filter(({ ok }) => !ok).map(({ name, message }) => [name, message])).toEqual([
      ['source.file.columns', expect.stringMatching(/^products\.csv lacks the columns? "sku"/)],
      ['target.file.folder', 'out is no folder.'],
    ])
  })

  test('is missed by sync doctor, and by a plan, before anything else is read', async () => {
    const { run, cwd } = desk()
    await run('init', '--source', 'file', '--target', 'file')
    rmSync(join(cwd, 'products.csv'))
    writeFileSync(join(cwd, 'out'), '')

    const [doctor, plan] = [await runProgram(['doctor'], { cwd }), await runProgram(['plan', '--json'], { cwd })]

    expect(doctor.stdout).toContain('✗ products.csv does not exist.')
    const { error } = JSON.parse(plan.stdout) as { error: { message: string } }
    expect(error.message).toBe('out is no folder. products.csv does not exist.')
  })

  test('reads the file afresh, spares what people edit, and does not bring back what they delete', async () => {
    const { run, plan, apply, edit, cwd, rowsFile } = desk()
    await run('init', '--source', 'file', '--target', 'file')
    await apply()
    const foreign = '{ "key": "other",  "n": 1.0 }'
    edit('out/product.ndjson', '"title":"Cork sole"', '"title":"Cork soles"')
    edit('out/product.ndjson', '{"key":"file-products-SOLE-7"', `${foreign}\n{"key":"file-products-SOLE-7"`)

    const drifted = await plan()
    expect(drifted.operations).toEqual([])
    expect(drifted.drift).toMatchObject([
      { address: 'product.file-products-SOLE-7', field: '/title', live: 'Cork soles', desired: 'Cork sole' },
    ])
    edit('products.csv', 'Cork sole,', 'Sole of cork,')
    const both = await plan()
    expect(both.operations).toEqual([])
    expect(both.conflicts).toMatchObject([{ field: '/title', kind: 'both-moved' }])
    edit('out/product.ndjson', `${readFileSync(rowsFile, 'utf8').split('\n')[0]}\n`, '')
    edit('products.csv', 'Grey,38', 'Black,38')
    const afterwards = await plan()
    expect(ids(afterwards)).toEqual(['update:product.file-products-BOOT-1001-38'])
    expect(afterwards.blocked).toMatchObject([{ id: 'create:product.file-products-BOOT-1001', code: 'deleted' }])
    await apply()
    const text = readFileSync(rowsFile, 'utf8')
    expect(text).toContain(`${foreign}\n`)
    expect(text).toContain('"title":"Cork soles"')
    expect((await plan()).operations).toEqual([])
    expect(existsSync(join(cwd, 'state/default/exports/partial'))).toBe(true)
    const exported = JSON.parse((await run('export', '--json')).stdout)
    expect(exported).toMatchObject({ provider: 'file', complete: true, file: join(cwd, 'products.csv') })
  })

  test('goes on after it was killed, with every row whole', async () => {
    const { run, plan, rows, rowsFile, cwd } = desk()
    await run('init', '--source', 'file', '--target', 'file')
    const lines = Array.from({ length: 6_000 }, (_, n) => `S-${n},,Sole ${n},"of cork, ${n}",Example,,,,9.90,`)
    const head = 'sku,parent_sku,title,description,vendor,color,size,barcode,price,image1'
    writeFileSync(join(cwd, 'products.csv'), `${head}\n${lines.join('\n')}\n`)
    await run('plan', '--out', 'plan.json')

    const { child, ended } = startProgram(['apply', 'plan.json'], { cwd })
    const watch = setInterval(() => existsSync(rowsFile) && child.kill('SIGKILL'), 5)
    const { signal } = await ended
    clearInterval(watch)

    expect(signal).toBe('SIGKILL')
    expect(rows().length).toBeGreaterThan(0)
    expect(rows().length).toBeLessThan(6_000)
    await run('apply', '--resume')
    expect(rows()).toHaveLength(6_000)
    expect(await plan()).toMatchObject({ operations: [], drift: [], conflicts: [] })
  })

  test.each([
    ['plan', 'out/product.ndjson'],
    ['plan', 'out/plan.json'],
    ['plan', 'products.csv'],
    ['export', './out/../products.csv'],
  ])('lets no output take the place of its files: %s --out %s', async (command, path) => {
    const { run, apply, cwd } = desk()
    await run('init', '--source', 'file', '--target', 'file')
    await apply()
    const contents = () => ['products.csv', 'out/product.ndjson'].map((file) => readFileSync(join(cwd, file), 'utf8'))
    const before = contents()

    const { code, stdout } = await runProgram([command, '--out', path, '--json'], { cwd })

    expect([code, JSON.parse(stdout).error]).toEqual([
      1,
      expect.objectContaining({
        code: `${command}-unwritable`,
        message: expect.stringContaining("is a place of the workspace's own (what is reconciled)"),
      }),
    ])
    expect([contents(), existsSync(join(cwd, 'out/plan.json'))]).toEqual([before, false])
  })

  test('ends with the lines of what is damaged, and writes nothing', async () => {
    const { run, apply, edit, cwd, rowsFile } = desk()
    await run('init', '--source', 'file', '--target', 'file')
    await apply()
    edit('out/product.ndjson', '"title":"Cork sole"', '"title":"Cork sole')
    const damaged = readFileSync(rowsFile, 'utf8')

    const refused = await runProgram(['plan'], { cwd })

    expect(refused.code).toBe(1)
    expect(refused.stderr).toContain('out/product.ndjson cannot be used: line 4: it is no JSON object.')
    expect(readFileSync(rowsFile, 'utf8')).toBe(damaged)
  })
})

/** Runs commands against the simulators; each line is a command of the program. */
async function inSandbox(cwd: string, lines: string[]): Promise<string> {
  const script = lines.map((line) => `sync ${line}`).join(' && ')
  const ended = await runProgram(['sandbox', '--listings', '20', '--', 'sh', '-c', script], { cwd })
  expect(ended.text).not.toContain('Error')
  expect(ended.code).toBe(0)
  return ended.stdout
}

describe('with other systems', () => {
  test('a file goes into Plytix with its images and families, and leaves nothing to plan', async () => {
    const lines = ['init --source file --target plytix', 'validate', 'plan --out plan.json', 'apply plan.json', 'plan']

    const said = await inSandbox(temporaryFolder(), lines)

    expect(said).toContain('sync validate: no mistakes')
    expect(said).toContain('Creates 4 products')
    expect(said).toContain('file-products-BOOT-1001  -> file-products-BOOT-1001-38, file-products-BOOT-1001-39')
    expect(said).toMatch(/No changes\. The account and the source agree\. 4 products unchanged/)
  })

  test('listings of Amazon go into a folder of files, and leave nothing to plan', async () => {
    const cwd = temporaryFolder()
    const init = 'init --source amazon --target file --brand "Prairie Boot Co"'

    const said = await inSandbox(cwd, [init, 'validate', 'plan --out plan.json', 'apply plan.json', 'plan'])

    expect(said).toContain('sync validate: no mistakes')
    expect(said).toMatch(/No changes\. The account and the source agree\. 20 products unchanged/)
    const { rows } = desk(cwd)
    expect(rows()).toHaveLength(20)
    expect(rows()[0]).toMatchObject({ key: expect.stringMatching(/^amazon-US-[A-Z0-9]{10}$/), marketplace: 'US' })
  })
})

test('docs/file.md says what its examples come to', async () => {
  const page = readFileSync(join(ROOT, 'docs/file.md'), 'utf8')
  const [table = '', sync = '', attributes = '', result = ''] = [...page.matchAll(/^```\w+\n([\s\S]*?)^```$/gm)].map(
    ([, text = '']) => text,
  )
  const { cwd, apply, plan, rowsFile } = desk()
  mkdirSync(join(cwd, 'specs'))
  writeFileSync(join(cwd, 'products.csv'), table)
  writeFileSync(join(cwd, 'sync.yaml'), sync)
  writeFileSync(join(cwd, 'specs/attributes.yaml'), attributes)

  await apply()

  expect(readFileSync(rowsFile, 'utf8')).toBe(result)
  expect(await plan()).toMatchObject({ operations: [], drift: [], conflicts: [] })
})
