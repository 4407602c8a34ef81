import type { ShardSchema } from '../../../../runtime/testing/server/shard-places.js';

/** Tables that are hard to empty: rings, guards, partitions, strange names, several schemas. */
export const NASTY: ShardSchema = {
  files: [
    {
      path: 'nasty.prisma',
      content: `
generator client {
  provider = "prisma-client"
  output   = "./client"
}
datasource db {
  provider = "postgresql"
  schemas  = ["public", "Other one"]
}
model Hen {
  id     Int  @id @default(autoincrement())
  eggId  Int? @unique
  egg    Egg? @relation("laid", fields: [eggId], references: [id])
  hatched Egg? @relation("hatched")
  @@map("it's a hen")
  @@schema("public")
}
model Egg {
  id     Int  @id @default(autoincrement())
  henId  Int? @unique
  layer  Hen? @relation("laid")
  hen    Hen? @relation("hatched", fields: [henId], references: [id])
  @@map("select")
  @@schema("Other one")
}
model Big {
  id   BigInt @id @default(autoincrement())
  text String
  @@schema("public")
}
`,
    },
  ],
  sql: `
    CREATE TABLE plain (id int GENERATED ALWAYS AS IDENTITY (START 7 INCREMENT 3) PRIMARY KEY,
      twice int GENERATED ALWAYS AS (id * 2) STORED, note text, UNIQUE (note));
    CREATE TABLE child (id serial PRIMARY KEY, plain_id int NOT NULL REFERENCES plain ON DELETE RESTRICT);
    CREATE SEQUENCE ahead CACHE 20;
    CREATE SEQUENCE placed START 5; SELECT setval('placed', 40);

    -- Refuses to lose rows, in two ways.
    CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN RAISE EXCEPTION 'rows of % stay; they do', TG_TABLE_NAME; END $$;
    CREATE TABLE refuses (id int);
    CREATE TRIGGER stay BEFORE DELETE ON refuses FOR EACH ROW EXECUTE FUNCTION refuse();
    CREATE TABLE always_refuses (id int);
    CREATE TRIGGER stay BEFORE DELETE ON always_refuses FOR EACH ROW EXECUTE FUNCTION refuse();
    ALTER TABLE always_refuses ENABLE ALWAYS TRIGGER stay;
    CREATE TABLE silent (id int);
    CREATE RULE deaf AS ON DELETE TO silent DO INSTEAD NOTHING;
    -- Writes what is deleted elsewhere.
    CREATE TABLE audit (what text);
    CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN INSERT INTO audit VALUES (OLD::text); RETURN OLD; END $$;
    CREATE TRIGGER noted AFTER DELETE ON plain FOR EACH ROW EXECUTE FUNCTION note();

    CREATE TABLE measure (at int NOT NULL, value int, PRIMARY KEY (at)) PARTITION BY RANGE (at);
    CREATE TABLE measure_low PARTITION OF measure FOR VALUES FROM (0) TO (100);
    CREATE TABLE "measure.high" PARTITION OF measure FOR VALUES FROM (100) TO (200);
    CREATE TABLE about (at int REFERENCES measure);
    CREATE TABLE parent (id int); CREATE TABLE heir () INHERITS (parent);
    CREATE UNLOGGED TABLE quick (id int);
    CREATE TABLE "a ""quoted"" \\ name" ("of ""one""" serial PRIMARY KEY);

    CREATE TABLE seeded (id int PRIMARY KEY, data jsonb, raw bytea, parts text[], "(x)" numeric,
      up int REFERENCES seeded, double int GENERATED ALWAYS AS (id * 2) STORED);
    INSERT INTO seeded VALUES (1, 'null', '\\x00ff', '{"a,b",NULL,"\\"q\\""}', 'NaN', 2),
      (2, NULL, NULL, NULL, 1.50, NULL);
    CREATE MATERIALIZED VIEW totals AS SELECT count(*) AS n FROM plain;

    CREATE TABLE "_prisma_migrations" (id text); INSERT INTO "_prisma_migrations" VALUES ('first');
    CREATE EXTENSION pg_trgm;
    CREATE TABLE of_extension (id int); INSERT INTO of_extension VALUES (1);
    ALTER EXTENSION pg_trgm ADD TABLE of_extension;
  `,
};

/** Rows in every table, of every kind of size. */
export const MESS = `
  BEGIN;
  SET CONSTRAINTS ALL DEFERRED;
  INSERT INTO "it's a hen" DEFAULT VALUES;
  INSERT INTO "Other one"."select" ("henId") VALUES (1);
  UPDATE "it's a hen" SET "eggId" = 1;
  INSERT INTO "Big" (text) SELECT repeat('x', 500) FROM generate_series(1, 3000);
  INSERT INTO plain (note) SELECT 'n' || g FROM generate_series(1, 5) g;
  INSERT INTO child (plain_id) SELECT id FROM plain;
  SELECT nextval('ahead'), nextval('placed');
  INSERT INTO refuses VALUES (1); INSERT INTO always_refuses VALUES (1);
  INSERT INTO silent VALUES (1); INSERT INTO audit VALUES ('written');
  INSERT INTO measure VALUES (1, 1), (150, 2); INSERT INTO about VALUES (1), (150);
  INSERT INTO parent VALUES (1); INSERT INTO heir VALUES (2); INSERT INTO quick VALUES (1);
  INSERT INTO "a ""quoted"" \\ name" DEFAULT VALUES;
  DELETE FROM seeded WHERE id = 1; INSERT INTO seeded (id) VALUES (3);
  REFRESH MATERIALIZED VIEW totals;
  COMMIT;`;
