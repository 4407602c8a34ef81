/** Tests throw their data away: no need to wait for the disk. */
export const TEST_SETTINGS = { fsync: 'off', full_page_writes: 'off' } as const;
