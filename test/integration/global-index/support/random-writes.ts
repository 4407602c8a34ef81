import type { Loose } from '../../../support/generated-shards.js';

/** The next number from 0 to `below`, the same for the same seed. */
type Draw = (below: number) => number;

export function drawFrom(seed: number): Draw {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** One write of some user, by chance: few users, and fewer values. */
export function writeSomething(db: Loose, draw: Draw): PromiseLike<unknown> {
  const id = BigInt(draw(10) + 1);
  const email = `e${draw(4)}`;
  const data = { id, email, nickname: draw(2) === 0 ? null : `n${draw(3)}`, name: 'x' };
  switch (draw(6)) {
    case 0:
    case 1:
      return db.user.create({ data });
    case 2:
      return db.user.update({ where: { id }, data: { email, nickname: data.nickname } });
    case 3:
      return db.user.upsert({ where: { id }, create: data, update: { email } });
    case 4:
      return db.user.delete({ where: { email } });
    default:
      return db.user.createMany({
        data: [data, { ...data, id: id + 1n, email: `e${draw(4)}` }],
        skipDuplicates: true,
      });
  }
}
