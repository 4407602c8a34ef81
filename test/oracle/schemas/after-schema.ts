/** What is done to each database, shard or not, once it has the tables of the nasty schema. */
export const NASTY_AFTER = `
ALTER TABLE "the 'root' 🌳 table" ALTER "by 'language'" TYPE text COLLATE "und-x-icu";
ALTER TABLE "the 'root' 🌳 table" ALTER "varchar" TYPE varchar(24) COLLATE "de-x-icu";
ALTER TABLE "the 'root' 🌳 table" ALTER "char" TYPE char(6) COLLATE "en-x-icu";
ALTER TABLE "länder & 'co'" ALTER "name" TYPE text COLLATE "sv-x-icu";
ALTER TABLE "Branch" ALTER "title" TYPE text COLLATE "en-x-icu";
ALTER TABLE "Only" ALTER "note" TYPE text COLLATE "C";
ALTER TABLE "Leaf" DROP CONSTRAINT "Leaf_rootId_branchNo_tag_fkey";
ALTER TABLE "Leaf" ALTER "tag" TYPE text COLLATE "und-x-icu";
ALTER TABLE "Twig" ALTER "tag" TYPE text COLLATE "und-x-icu";
ALTER TABLE "Leaf" ADD CONSTRAINT "Leaf_rootId_branchNo_tag_fkey" FOREIGN KEY ("rootId", "branchNo", "tag")
  REFERENCES "Twig" ("rootId", "branchNo", "tag") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "Visit" DROP CONSTRAINT "Visit_region_number_fkey";
ALTER TABLE "Place" ALTER "region" TYPE text COLLATE "en-x-icu";
ALTER TABLE "Visit" ALTER "region" TYPE text COLLATE "en-x-icu";
ALTER TABLE "Visit" ADD CONSTRAINT "Visit_region_number_fkey" FOREIGN KEY ("region", "number")
  REFERENCES "Place" ("region", "number") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "Visit" ALTER "words" TYPE text COLLATE "und-x-icu";
ALTER TYPE "how they feel" RENAME VALUE 'EXTRA' TO 'as it was';
ALTER TYPE "how they feel" ADD VALUE 'EXTRA' BEFORE 'très bas';
`;
