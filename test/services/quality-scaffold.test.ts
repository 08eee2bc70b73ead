import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { loadWorkspace } from '../../src/config/index.ts'
import type { Provider, SourceSide, TargetSide } from '../../src/model/provider.ts'
import file from '../../src/providers/file/index.ts'
import shopee from '../../src/providers/shopee/index.ts'
import tiktok from '../../src/providers/tiktok-shop/index.ts'
import { initWorkspace } from '../../src/services/init.ts'
import { temporaryFolder } from '../config/workspace-files.ts'

const providers = new Map([file, shopee, tiktok].map((provider) => [provider.name, provider]))
const source = (provider: Provider) => provider as Provider & { source: SourceSide }
const target = file as Provider & { target: TargetSide }

test('a new workspace of two shops demands names, prices, addresses and codes once, and is valid', () => {
  const root = temporaryFolder()
  initWorkspace({ providers, cwd: root, pair: { source: source(shopee), others: [source(tiktok)], target } })
  const { quality } = loadWorkspace({ providers, cwd: root })

  expect(quality?.rules.map(({ id, severity, on }) => [id, severity, on])).toEqual([
    ['name-required', 'reject', 'items'],
    ['parent-name-required', 'reject', 'parents'],
    ['price-money', 'reject', 'items'],
    ['image-https', 'warn', 'items'],
    ['code-gtin', 'warn', 'items'],
  ])
  expect(readFileSync(join(root, 'specs/quality.yaml'), 'utf8')).toMatch(/^# yaml-language-server: \$schema=/)
})

test('a new workspace of files demands nothing', () => {
  const root = temporaryFolder()
  const { files } = initWorkspace({ providers, cwd: root, pair: { source: source(file), others: [], target } })
  expect(files.map(({ path }) => path)).not.toContain('specs/quality.yaml')
})
