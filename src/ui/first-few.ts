import { grouped } from '../model/figures.ts'
/** So many of one sort are shown one by one; the rest is counted. */
export const FEW = 5

/** A line for those that are not shown, when there are any. */
export function more(total: number): string[] {
  return total > FEW ? [`    … and ${grouped(total - FEW)} more`] : []
}
