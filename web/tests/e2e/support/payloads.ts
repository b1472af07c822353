/** Two hundred texts that would run a script or load something, were they ever taken for markup. */

const RUN = "window.ran=1";
const STRANGER = "http://stranger.example";

/** Markup that runs RUN by itself or when it is touched. */
const MARKUP = [
  `<script>${RUN}</script>`,
  `<script src="${STRANGER}/a.js"></script>`,
  `<img src=x onerror="${RUN}">`,
  `<img src="${STRANGER}/a.png">`,
  `<svg onload="${RUN}"></svg>`,
  `<svg><script>${RUN}</script></svg>`,
  `<iframe src="javascript:${RUN}"></iframe>`,
  `<iframe srcdoc="<script>parent.${RUN}</script>"></iframe>`,
  `<object data="${STRANGER}/a"></object>`,
  `<embed src="${STRANGER}/a">`,
  `<link rel=stylesheet href="${STRANGER}/a.css">`,
  `<style>@import "${STRANGER}/a.css";</style>`,
  `<body onload="${RUN}">`,
  `<details open ontoggle="${RUN}">x</details>`,
  `<video autoplay src="${STRANGER}/a.mp4" onerror="${RUN}"></video>`,
  `<audio src="${STRANGER}/a.mp3" autoplay onerror="${RUN}"></audio>`,
  `<input autofocus onfocus="${RUN}">`,
  `<marquee onstart="${RUN}">x</marquee>`,
  `<meta http-equiv=refresh content="0;url=${STRANGER}">`,
  `<base href="${STRANGER}/">`,
  `<form action="${STRANGER}"><button autofocus>x</button></form>`,
  `<div style="background:url(${STRANGER}/a.png)">x</div>`,
  `<math><mtext><img src=x onerror="${RUN}"></mtext></math>`,
  `<template shadowrootmode=open><script>${RUN}</script></template>`,
  `<a href="javascript:${RUN}">x</a>`,
];

/** Markdown that becomes a link or an image. */
const MARKDOWN = [
  `![x](${STRANGER}/a.png)`,
  `![x][r]\n\n[r]: ${STRANGER}/a.png`,
  `[x](javascript:${RUN})`,
  `[x](JaVaScRiPt:${RUN})`,
  `[x](java\tscript:${RUN})`,
  `[x](javascript&colon;${RUN})`,
  `[x](&#106;avascript:${RUN})`,
  `[x](%6aavascript:${RUN})`,
  `[x](vbscript:${RUN})`,
  `[x](data:text/html,<script>${RUN}</script>)`,
  `[x](data:text/html;base64,PHNjcmlwdD53aW5kb3cucmFuPTE8L3NjcmlwdD4=)`,
  `[x](blob:${STRANGER}/a)`,
  `[x](file:///etc/passwd)`,
  `<javascript:${RUN}>`,
  `[x][j]\n\n[j]: javascript:${RUN}`,
  `[![x](${STRANGER}/a.png)](javascript:${RUN})`,
  `[x](${STRANGER} "onmouseover=${RUN}")`,
  `[x](" onmouseover="${RUN})`,
  `\`<img src=x onerror=${RUN}>\``,
  `~~~html\n<script>${RUN}</script>\n~~~`,
  `> <img src=x onerror=${RUN}>`,
  `# <img src=x onerror=${RUN}>`,
  `- <script>${RUN}</script>`,
  `| a |\n|---|\n| <img src=x onerror=${RUN}> |`,
  `[^1]\n\n[^1]: <img src=x onerror=${RUN}>`,
];

/** What stands around a payload: it breaks out of an attribute, a text, a comment, a string. */
const AROUND: ((payload: string) => string)[] = [
  (payload) => payload,
  (payload) => `"'>${payload}`,
  (payload) => `</textarea></title></script>${payload}`,
  (payload) => `--> ]]> {{constructor.constructor('${RUN}')()}} \${${RUN}} ${payload}`,
];

/** Each with its number, so that all are different. */
export const PAYLOADS: readonly string[] = AROUND.flatMap((around) =>
  [...MARKUP, ...MARKDOWN].map(around),
).map((payload, index) => `${payload} n${index}.`);
