import { invalidInput } from './answers.ts'

/** Where in which results a page begins. */
export interface Page {
  /** Stands for the query that the page belongs to. */
  key: number
  offset: number
}

/** Tokens for the pages before and after, where there are such. */
export function tokens({ key, offset }: Page, { size, total }: { size: number; total: number }) {
  const token = (at: number): string => Buffer.from(JSON.stringify([key, at])).toString('base64url')
  return {
    ...(offset + size < total && { nextToken: token(offset + size) }),
    ...(offset > 0 && { previousToken: token(Math.max(0, offset - size)) }),
  }
}

/** @throws Refusal for a token of another query: it has to be repeated with every page. */
export function readToken(text: string, key: number): number {
  const match = /^\[(\d+),(\d+)\]$/.exec(Buffer.from(text, 'base64url').toString())
  if (!match || Number(match[1]) !== key) throw invalidInput('Invalid Input')
  return Number(match[2])
}
