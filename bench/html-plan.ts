import type { Operation, Plan } from '../src/model/plan.ts'
import { boot, creation, planWith, update, upload } from '../test/ui/plans.ts'

const FIELDS = 20

/** Half updates, a quarter creates of many values, a quarter uploads; some are of high risk. */
export function mixedPlan(operations: number): Plan {
  return planWith({ operations: Array.from({ length: operations }, (_, at) => operationAt(at)) })
}

function operationAt(at: number): Operation {
  if (at % 4 === 0) return creation(boot(at), { label: title(at), attributes: values(at) }, pictures(at))
  if (at % 4 === 1) return upload(`71boot${at}.jpg`)
  const now = `${title(at)}, ${at % 9 === 0 ? 'Square Toe' : 'Round Toe'}`
  const risk = at % 50 === 2 ? 'high' : 'normal'
  return update(boot(at), { amazon_title: [title(at), now], amazon_color: ['sand', 'oak'] }, { risk })
}

function title(at: number): string {
  return `Prairie Boot Co Women's Laramie Western Boot, oiled leather number ${at}, 8.5 Wide`
}

function values(at: number): { [name: string]: string } {
  return Object.fromEntries(
    Array.from({ length: FIELDS }, (_, field) => [
      `amazon_field_${field}`,
      `the value of field ${field} of boot ${at}`,
    ]),
  )
}

/** Of the upload that follows. */
function pictures(at: number) {
  return [{ slot: 'MAIN', image: `71boot${at + 1}`, asset: `asset.71boot${at + 1}.jpg` }]
}
