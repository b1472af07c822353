import type { NextConfig } from "next";

const config: NextConfig = {
  output: "standalone",
  outputFileTracingRoot: import.meta.dirname,
  poweredByHeader: false,
  reactStrictMode: true,
  // Screenshots and first visits should show the app, not a development badge.
  devIndicators: false,
  images: { unoptimized: true },
  // The `type` of an error is such a path; the backend, which is reached below /api, explains it.
  redirects: () =>
    Promise.resolve([
      { source: "/problems/:slug*", destination: "/api/v1/problems/:slug*", permanent: false },
    ]),
  // `npm run check` checks types; a build needs none of the tests' packages for it.
  typescript: { ignoreBuildErrors: true },
};

export default config;
