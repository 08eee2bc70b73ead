import { expect, test } from 'vitest'
import { renderInit } from '../../src/ui/init.ts'

const made = { root: '/shop', files: [], diagnostics: [], lastSteps: [], credentials: true }

test.each([
  [[], 'Next: look through sync.yaml, put credentials into .env, then run sync validate and sync plan.'],
  [
    ['write your brands into sync.yaml'],
    'Next: write your brands into sync.yaml, put credentials into .env, then run sync validate and sync plan.',
  ],
  [
    ['put the key into the environment, and say what is read'],
    'Next: put the key into the environment, and say what is read; put credentials into .env; then run sync validate and sync plan.',
  ],
  [
    ['write the shop, and its market, into sync.yaml', 'name the file'],
    'Next: write the shop, and its market, into sync.yaml; name the file; put credentials into .env; then run sync validate and sync plan.',
  ],
])('the next steps of a new workspace are those of all its systems, told apart: %j', (firstSteps, line) => {
  expect(renderInit({ ...made, firstSteps }).at(-1)).toBe(line)
})

test('what needs credentials comes after them', () => {
  const lastSteps = ['let the seller consent: sync auth shop --url', 'make the tables: sync db up']

  expect(renderInit({ ...made, firstSteps: ['write the shop into sync.yaml'], lastSteps }).at(-1)).toBe(
    'Next: write the shop into sync.yaml; put credentials into .env; let the seller consent: sync auth shop --url; make the tables: sync db up; then run sync validate and sync plan.',
  )
})
