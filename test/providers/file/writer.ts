import { BASELINE } from '../../../src/providers/file/attribute-form.ts'
import { shelf } from './shelf.ts'

/** Writes rows until it is killed, each with a baseline of the same number; every other one is written again. */
const { create, update } = shelf(process.argv[2] as string)
process.stdout.write('writing\n')
for (let round = 0; ; round++) {
  const keys = Array.from({ length: 40 }, (_, n) => `${process.pid}-${round}-${n}`)
  await Promise.all(keys.map((key) => create(key, { title: '1', [BASELINE]: '1' })))
  await Promise.all(keys.map((key, n) => n % 2 === 0 && update(key, { title: '2', [BASELINE]: '2' })))
}
