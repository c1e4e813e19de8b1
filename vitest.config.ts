import { defineConfig } from 'vitest/config'

const NETWORK = 'src/**/*.network.test.ts'
const BROWSER = 'src/**/*.browser.test.ts'

/** Three kinds of test: what one process can show, what needs sockets or processes, what needs a browser. */
export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['src/**/*.test.{ts,tsx}', 'bench/**/*.test.ts', 'sim/**/*.test.ts', 'spec/**/*.test.ts'],
          exclude: [NETWORK, BROWSER],
          testTimeout: 20_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: 'network',
          include: [NETWORK],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          fileParallelism: false,
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: [BROWSER],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          fileParallelism: false,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
})
