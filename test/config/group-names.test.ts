import { expect, test } from 'vitest'
import { choosePair, initWorkspace } from '../../src/services/init.ts'
import { validateWorkspace } from '../../src/services/validate.ts'
import { providers } from '../support/providers.ts'
import { temporaryFolder } from './workspace-files.ts'

const SOURCES = ['shopee', 'tiktok-shop', 'file', 'amazon']

test.each(SOURCES)('a new workspace of %s and a catalogue is valid, though its rules read groups', (source) => {
  const cwd = temporaryFolder()
  initWorkspace({ providers, cwd, pair: choosePair(providers, { source: [source], target: 'postgres' }) })

  expect(validateWorkspace({ providers, cwd }).diagnostics).toEqual([])
})

test.each(['plytix', 'file'])('a catalogue can be the source of a new workspace for %s', (target) => {
  const cwd = temporaryFolder()
  initWorkspace({ providers, cwd, pair: choosePair(providers, { source: ['postgres'], target }) })

  expect(validateWorkspace({ providers, cwd }).diagnostics).toEqual([])
})
