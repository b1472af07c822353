import { createHash } from "node:crypto";
import { readdir } from "node:fs/promises";
import path from "node:path";

/** Written once, by the build: a new build has other files, which is how a browser sees it. */
export const dynamic = "force-static";

/** What the service worker keeps: the files of the build, and a name that stands for all of them. */
export async function GET(): Promise<Response> {
  const build = path.join(process.cwd(), ".next");
  const found = await readdir(path.join(build, "static"), { recursive: true, withFileTypes: true });
  const files = found
    .filter((one) => one.isFile() && /\.(js|css|woff2?)$/.test(one.name))
    .map((one) => path.relative(build, path.join(one.parentPath, one.name)))
    .map((file) => `/_next/${file.split(path.sep).map(encodeURIComponent).join("/")}`)
    .sort();
  const name = createHash("sha256").update(files.join()).digest("hex").slice(0, 16);
  const body = `self.BUILD = ${JSON.stringify(name)};\nself.FILES = ${JSON.stringify(files)};\n`;
  return new Response(body, { headers: { "content-type": "text/javascript" } });
}
