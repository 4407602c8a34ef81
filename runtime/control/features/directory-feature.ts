import type { ControlFeature } from './control-feature.js';

/** Told of every entry that changes or goes; the payload is `["group", "key"]`, or empty for all of them. */
export const DIRECTORY_CHANNEL = 'shardgen_directory';

/** What a notification can hold is just below 8000 bytes. */
const LONGEST_PAYLOAD = 7000;

/** Which shard has a key, for the lookup strategy. Whoever changes an entry tells all processes. */
export const directoryFeature: ControlFeature = {
  name: 'directory',
  steps: [
    `CREATE TABLE shardgen.directory (
  group_name text COLLATE "C" NOT NULL,
  key text COLLATE "C" NOT NULL,
  shard text COLLATE "C" NOT NULL,
  version integer NOT NULL DEFAULT 1,
  moving_to text COLLATE "C",
  moving_since timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (group_name, key),
  CHECK (moving_to <> shard),
  CHECK ((moving_to IS NULL) = (moving_since IS NULL))
);
CREATE FUNCTION shardgen.directory_changed() RETURNS trigger LANGUAGE plpgsql AS $function$
DECLARE
  payload text := '';
BEGIN
  IF TG_LEVEL = 'ROW' THEN
    payload := json_build_array(OLD.group_name, OLD.key)::text;
    IF octet_length(payload) > ${LONGEST_PAYLOAD} THEN payload := ''; END IF;
  END IF;
  PERFORM pg_notify('${DIRECTORY_CHANNEL}', payload);
  RETURN NULL;
END $function$;
CREATE TRIGGER directory_changed AFTER UPDATE OR DELETE ON shardgen.directory
  FOR EACH ROW EXECUTE FUNCTION shardgen.directory_changed();
CREATE TRIGGER directory_emptied AFTER TRUNCATE ON shardgen.directory
  FOR EACH STATEMENT EXECUTE FUNCTION shardgen.directory_changed();`,
    // One row per move, also of those that have ended: the number of the last one tells whether any began.
    `CREATE TABLE shardgen.directory_move (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  group_name text COLLATE "C" NOT NULL,
  key text COLLATE "C" NOT NULL,
  key_values text[] NOT NULL,
  source text COLLATE "C" NOT NULL,
  target text COLLATE "C" NOT NULL,
  attempt integer NOT NULL DEFAULT 1,
  began_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  wait_from timestamptz,
  switched_at timestamptz,
  ended_at timestamptz,
  CHECK (source <> target)
);
CREATE UNIQUE INDEX directory_move_open ON shardgen.directory_move (group_name, key) WHERE ended_at IS NULL;
CREATE INDEX directory_move_of_group ON shardgen.directory_move (group_name, id);`,
  ],
};
