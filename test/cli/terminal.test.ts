import { describe, expect, test } from 'vitest'
import { layoutFor } from '../../src/cli/terminal.ts'

describe('the width', () => {
  test.each([
    { of: 'a terminal is its own', stream: { isTTY: true, columns: 132 }, env: {}, width: 132 },
    { of: 'a terminal that says none is 80', stream: { isTTY: true }, env: {}, width: 80 },
    { of: 'a very narrow terminal is 40', stream: { isTTY: true, columns: 12 }, env: {}, width: 40 },
    { of: 'a pipe has no end', stream: {}, env: {}, width: null },
    { of: 'a pipe is what COLUMNS says', stream: {}, env: { COLUMNS: '100' }, width: 100 },
    { of: 'a pipe is not what a bad COLUMNS says', stream: {}, env: { COLUMNS: 'wide' }, width: null },
  ])('of $of', ({ stream, env, width }) => {
    expect(layoutFor(stream, env).width).toBe(width)
  })
})

describe('colour', () => {
  test.each([
    { is: 'on in a terminal', tty: true, env: {}, colour: true },
    { is: 'off in a pipe', tty: false, env: {}, colour: false },
    { is: 'off with NO_COLOR', tty: true, env: { NO_COLOR: '1' }, colour: false },
    { is: 'on with an empty NO_COLOR', tty: true, env: { NO_COLOR: '' }, colour: true },
    { is: 'on in a pipe with FORCE_COLOR', tty: false, env: { FORCE_COLOR: '1' }, colour: true },
    { is: 'off with FORCE_COLOR=0', tty: true, env: { FORCE_COLOR: '0' }, colour: false },
    { is: 'off in a terminal that knows none', tty: true, env: { TERM: 'dumb' }, colour: false },
  ])('is $is', ({ tty, env, colour }) => {
    expect(layoutFor({ isTTY: tty }, env).colour).toBe(colour)
  })
})
