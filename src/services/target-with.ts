import type { Target } from '../model/target.ts'

/** A target that does some things in its own way, and leaves everything else to another one. */
export function targetWith(target: Target, own: Partial<Target>): Target {
  const [check, atOnce] = [target.check?.bind(target), target.atOnce?.bind(target)]
  return {
    traits: target.traits,
    connect: (signal) => target.connect(signal),
    read: (want, signal, progress) => target.read(want, signal, progress),
    look: (named, want, signal) => target.look(named, want, signal),
    write: (change, signal) => target.write(change, signal),
    calls: () => target.calls(),
    windows: () => target.windows?.() ?? [],
    ...(check && { check }),
    ...(atOnce && { atOnce }),
    allow: (calls) => target.allow(calls),
    close: () => target.close(),
    ...own,
  }
}
