// Brings new pictures of the gallery down to a third: few colours are enough for letters and lines.
import { readdir, readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

import sharp from "sharp";

const FOLDER = fileURLToPath(new URL("../tests/gallery/pictures/", import.meta.url));
/** Where a PNG says how it holds colours, and what it says there when they stand in a palette. */
const [COLOUR_TYPE_AT, PALETTE] = [25, 3];

let total = 0;
for (const name of (await readdir(FOLDER)).filter((one) => one.endsWith(".png"))) {
  let picture = await readFile(FOLDER + name);
  if (picture[COLOUR_TYPE_AT] !== PALETTE) {
    picture = await sharp(picture).png({ palette: true, quality: 95, dither: 0 }).toBuffer();
    await writeFile(FOLDER + name, picture);
  }
  total += picture.length;
}
console.log(`${FOLDER}: ${(total / 1e6).toFixed(2)} MB`);
