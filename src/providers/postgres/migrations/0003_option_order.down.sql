ALTER TABLE master_product_variants
  DROP CONSTRAINT option_values_object,
  ALTER COLUMN option_values DROP DEFAULT,
  ALTER COLUMN option_values TYPE jsonb USING option_values::jsonb,
  ALTER COLUMN option_values SET DEFAULT '{}',
  ADD CONSTRAINT option_values_object CHECK (jsonb_typeof(option_values) = 'object');
