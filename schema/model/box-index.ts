import { ANY_VALUE, type RegionBox, remainder } from './region-space.js';

/** Boxes by the values of their first field, so that of a long list not each is compared with each. */
export interface BoxIndex {
  add(box: RegionBox): void;
  /** The boxes, in the order of adding, that may have a key in common with this one. */
  near(box: RegionBox): readonly RegionBox[];
}

export function createBoxIndex(boxes: readonly RegionBox[] = []): BoxIndex {
  const all: RegionBox[] = [];
  const byValue = new Map<string, number[]>();
  const ofAnyValue: number[] = [];
  const index: BoxIndex = {
    add(box) {
      const position = all.push(box) - 1;
      const [first = ANY_VALUE] = box;
      if (first.except) ofAnyValue.push(position);
      else for (const value of first.values) listAt(byValue, value).push(position);
    },
    near([first = ANY_VALUE]) {
      if (first.except) return [...all];
      const found = new Set(ofAnyValue);
      for (const value of first.values) {
        for (const position of byValue.get(value) ?? []) found.add(position);
      }
      return [...found]
        .sort((a, b) => a - b)
        .map((position) => all[position])
        .filter((box) => box !== undefined);
    },
  };
  for (const box of boxes) index.add(box);
  return index;
}

/** What each box has for itself when the earlier ones come first. */
export function firstMatches(boxes: readonly RegionBox[]): readonly (readonly RegionBox[])[] {
  const earlier = createBoxIndex();
  return boxes.map((box) => {
    const own = remainder(box, earlier.near(box));
    earlier.add(box);
    return own;
  });
}

function listAt(lists: Map<string, number[]>, value: string): number[] {
  const list = lists.get(value) ?? [];
  lists.set(value, list);
  return list;
}
