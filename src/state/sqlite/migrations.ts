/**
 * The schema, one step per version; `PRAGMA user_version` counts the steps that were taken. Steps are never changed
 * once released, only added.
 */
export const MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE runs (
    run_id TEXT PRIMARY KEY,
    plan_id TEXT NOT NULL,
    account TEXT NOT NULL,
    scope TEXT NOT NULL,
    started_at TEXT NOT NULL,
    operations INTEGER NOT NULL,
    ended_at TEXT,
    status TEXT,
    result TEXT
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX runs_by_plan ON runs (account, plan_id);

  -- An operation without an outcome is an open intent: its call may or may not have been done.
  CREATE TABLE operations (
    run_id TEXT NOT NULL REFERENCES runs (run_id) ON DELETE CASCADE,
    id TEXT NOT NULL,
    intent_at TEXT,
    outcome TEXT,
    details TEXT,
    PRIMARY KEY (run_id, id)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE product_writes (
    account TEXT NOT NULL,
    product_id TEXT NOT NULL,
    sku TEXT NOT NULL,
    modified TEXT,
    created INTEGER NOT NULL,
    PRIMARY KEY (account, product_id)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE dead_images (
    account TEXT NOT NULL,
    url TEXT NOT NULL,
    PRIMARY KEY (account, url)
  ) STRICT, WITHOUT ROWID;
  `,
  `
  ALTER TABLE runs ADD COLUMN superseded_by TEXT;
  ALTER TABLE runs ADD COLUMN retry_of TEXT;

  -- One row for good: the fencing number has to outlive every holder.
  CREATE TABLE lock (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    fence INTEGER NOT NULL,
    beats INTEGER NOT NULL,
    beat_at INTEGER,
    lock_id TEXT,
    host TEXT,
    pid INTEGER,
    process TEXT,
    command TEXT,
    since TEXT
  ) STRICT;
  INSERT INTO lock (one, fence, beats) VALUES (1, 0, 0);

  -- The values that go with the fingerprints of a product's baseline.
  CREATE TABLE written (
    account TEXT NOT NULL,
    sku TEXT NOT NULL,
    run_id TEXT NOT NULL,
    fields TEXT NOT NULL,
    PRIMARY KEY (account, sku)
  ) STRICT;

  CREATE TABLE exports (
    path TEXT PRIMARY KEY,
    header TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE call_times (
    account TEXT NOT NULL,
    at INTEGER NOT NULL,
    calls INTEGER NOT NULL,
    PRIMARY KEY (account, at)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE limits (
    account TEXT PRIMARY KEY,
    value TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  `,
  `
  -- Baselines that are not kept on the products themselves, as the texts that would stand there.
  CREATE TABLE baselines (
    account TEXT NOT NULL,
    product_id TEXT NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (account, product_id)
  ) STRICT;
  `,
  `
  -- What happened in a run, numbered without a gap: an outcome that is found anew later is told a second time.
  CREATE TABLE events (
    run_id TEXT NOT NULL REFERENCES runs (run_id) ON DELETE CASCADE,
    seq INTEGER NOT NULL,
    at TEXT NOT NULL,
    type TEXT NOT NULL,
    operation TEXT,
    outcome TEXT,
    PRIMARY KEY (run_id, seq)
  ) STRICT, WITHOUT ROWID;

  INSERT INTO events (run_id, seq, at, type, operation, outcome)
  SELECT run_id, row_number() OVER (PARTITION BY run_id ORDER BY coalesce(intent_at, started_at), id),
    coalesce(intent_at, started_at), 'operation.finished', id, outcome
  FROM operations JOIN runs USING (run_id) WHERE outcome IS NOT NULL;
  `,
  `
  -- Digests of remarks that a plan showed, so that the next one only counts them.
  CREATE TABLE remarks (
    mark TEXT PRIMARY KEY
  ) STRICT, WITHOUT ROWID;
  `,
  `
  -- When an image could not be fetched; those of earlier versions are tried again.
  ALTER TABLE dead_images ADD COLUMN at TEXT;
  `,
  `
  -- What was found out about an account on request.
  CREATE TABLE findings (
    account TEXT NOT NULL,
    subject TEXT NOT NULL,
    at TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (account, subject)
  ) STRICT, WITHOUT ROWID;
  `,
  `
  -- How good the items of plans were.
  CREATE TABLE quality (
    scope TEXT NOT NULL,
    at TEXT NOT NULL,
    command TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (scope, at, command)
  ) STRICT, WITHOUT ROWID;
  `,
]
