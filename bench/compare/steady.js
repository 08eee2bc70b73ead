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

// One number for each process, since versions differ in how often they ask before they name a run.
const chance = ((Math.imul(moment % 2 ** 32, 1664525) + 1013904223) >>> 0) / 2 ** 32
Math.random = () => chance
