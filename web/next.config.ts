import type { NextConfig } from "next";
import createNextIntlPlugin from "next-intl/plugin";

/** Pages for developers end in `.dev.tsx`: a build knows no such pages, and has nothing of them. */
const developing = process.env.NODE_ENV === "development";

const config: NextConfig = {
  pageExtensions: [...(developing ? ["dev.tsx"] : []), "tsx", "ts"],
  output: "standalone",
  outputFileTracingRoot: import.meta.dirname,
  poweredByHeader: false,
  reactStrictMode: true,
  // Screenshots and first visits should show the app, not a development badge.
  devIndicators: false,
  images: { unoptimized: true },
  // `next dev` in a pod: Kubernetes asks every second.
  logging: { incomingRequests: { ignore: [/^\/healthz/] } },
  // The `type` of an error is such a path; the backend, which is reached below /api, explains it.
  redirects: () =>
    Promise.resolve([
      { source: "/problems/:slug*", destination: "/api/v1/problems/:slug*", permanent: false },
    ]),
  // The worker runs what is ours and asks nobody else.
  headers: () =>
    Promise.resolve([
      {
        source: "/sw.js",
        headers: [{ key: "content-security-policy", value: "default-src 'self'" }],
      },
    ]),
  // `npm run check` checks types; a build needs none of the tests' packages for it.
  typescript: { ignoreBuildErrors: true },
};

const withWords = createNextIntlPlugin({
  requestConfig: "./src/lib/request-words.ts",
  experimental: {
    createMessagesDeclaration: "./src/messages/en.json",
    // Compiled when the app is built: what reads messages need not be sent to the browser.
    messages: { path: "./src/messages", locales: "infer", format: "json", precompile: true },
  },
});

export default withWords(config);
