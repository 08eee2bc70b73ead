// Loaded before the program: the time of day stands still at the given moment and chance is the same every time. Names of
// runs are made of both, baselines hold them, and what is planned next depends on baselines to the byte. Waiting is not
// affected: it goes by the monotonic clock.
const moment = Number(process.env.COMPARE_MOMENT)
const RealDate = globalThis.Date

globalThis.Date = class extends RealDate {
  constructor(...given) {
    super(...(given.length === 0 ? [moment] : given))
  }

  static now() {
    return moment
  }
}

let state = moment % 2 ** 32
Math.random = () => {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0
  return state / 2 ** 32
}
