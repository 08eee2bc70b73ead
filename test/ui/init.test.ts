import { expect, test } from 'vitest'
import { renderInit } from '../../src/ui/init.ts'

const made = { root: '/shop', files: [], diagnostics: [], credentials: true }

test.each([
  [[], 'Next: look through sync.yaml, put credentials into .env, then run sync validate and sync plan.'],
  [
    ['write your brands into sync.yaml'],
    'Next: write your brands into sync.yaml, put credentials into .env, then run sync validate and sync plan.',
  ],
  [
    ['write the shop into sync.yaml, and authorise the app', 'name the file'],
    'Next: write the shop into sync.yaml, and authorise the app; name the file; put credentials into .env; then run sync validate and sync plan.',
  ],
])('the next steps of a new workspace are those of all its sources, told apart: %j', (firstSteps, line) => {
  expect(renderInit({ ...made, firstSteps }).at(-1)).toBe(line)
})
