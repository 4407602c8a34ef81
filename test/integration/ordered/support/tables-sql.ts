/**
 * What a schema cannot say: collations, and values of an enum in another order than in the schema. The same
 * on the shards and on the one database.
 */
export const TABLES_SQL = `
ALTER TABLE "order" ALTER COLUMN title TYPE text COLLATE "und-x-icu";
ALTER TABLE "the customers" ALTER COLUMN name TYPE text COLLATE "de-x-icu";
ALTER TABLE "the customers" ALTER COLUMN code TYPE varchar(20) COLLATE "en-x-icu";
ALTER TABLE "Label" ALTER COLUMN word TYPE text COLLATE "sv-x-icu";
ALTER TYPE "order status" RENAME VALUE 'NEW' TO 'x';
ALTER TYPE "order status" RENAME VALUE 'SENT' TO 'NEW';
ALTER TYPE "order status" RENAME VALUE 'x' TO 'SENT';
`;
