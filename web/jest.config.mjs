export default {
  testEnvironment: "<rootDir>/tests/unit/support/environment.ts",
  testMatch: ["<rootDir>/tests/unit/**/*.test.{ts,tsx}"],
  setupFilesAfterEnv: ["<rootDir>/tests/unit/setup.ts"],
  // Where the app's behaviour is; `npm run unit` fails below this share of its lines.
  collectCoverageFrom: ["<rootDir>/src/{lib,components}/**/*.{ts,tsx}"],
  coverageReporters: ["text-summary", "html"],
  coverageThreshold: { global: { lines: 90 } },
  modulePathIgnorePatterns: ["<rootDir>/.next/"],
  moduleNameMapper: { "^@/(.*)$": "<rootDir>/src/$1" },
  transform: {
    "^.+\\.(t|j)sx?$": [
      "@swc/jest",
      {
        jsc: {
          parser: { syntax: "typescript", tsx: true },
          transform: { react: { runtime: "automatic" } },
        },
      },
    ],
  },
  // These packages ship as ES modules only, which Jest does not load by itself.
  transformIgnorePatterns: ["/node_modules/(?!.*)"],
};
